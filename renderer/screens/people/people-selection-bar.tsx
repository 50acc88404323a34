import { BanIcon, EyeOff, Merge, Pin, TextCursorInput } from "lucide-react";
import { Button } from "../../components/button.tsx";
import { SelectionBar } from "../../components/selection-bar.tsx";
import { texts } from "../../texts/texts.ts";
import { selectionOf, type PeopleItem } from "./people-items.ts";
import type { PeopleDeeds } from "./use-people-deeds.tsx";

interface PeopleSelectionBarProps {
  readonly items: readonly PeopleItem[];
  readonly deeds: PeopleDeeds;
  readonly onClear: () => void;
}

/** What can be done with all that is selected. */
export function PeopleSelectionBar({ items, deeds, onClear }: PeopleSelectionBarProps) {
  const { people, unnamed } = selectionOf(items);
  const faces = unnamed.reduce((sum, group) => sum + group.faces, 0);
  const personIds = people.map(({ id }) => id);
  const isPinned = people.every((person) => person.isPinned);
  const isHidden = people.every((person) => person.isHidden);
  return (
    <SelectionBar
      label={texts.people.selectionBar}
      selected={texts.people.selectedTiles(items.length)}
      clearLabel={texts.people.clearSelection}
      onClear={onClear}
    >
      {items.length > 1 && (
        <Button
          look="main"
          onClick={() => {
            deeds.merge(items);
          }}
        >
          <Merge size={16} aria-hidden />
          {texts.people.mergeSelected(items.length)}
        </Button>
      )}
      {people.length === 0 && (
        <Button
          onClick={() => {
            deeds.askName(items);
          }}
        >
          <TextCursorInput size={16} aria-hidden />
          {texts.people.name}
        </Button>
      )}
      {unnamed.length === 0 && (
        <>
          <Button
            onClick={() => {
              deeds.mark({ personIds, isPinned: !isPinned });
            }}
          >
            <Pin size={16} aria-hidden />
            {isPinned ? texts.people.unpin : texts.people.pin}
          </Button>
          <Button
            onClick={() => {
              deeds.mark({ personIds, isHidden: !isHidden });
            }}
          >
            <EyeOff size={16} aria-hidden />
            {isHidden ? texts.people.unhide : texts.people.hide}
          </Button>
        </>
      )}
      {people.length === 0 && (
        <Button
          onClick={() => {
            deeds.ignore(items);
          }}
        >
          <BanIcon size={16} aria-hidden />
          {texts.people.ignoreFaces(faces)}
        </Button>
      )}
    </SelectionBar>
  );
}
