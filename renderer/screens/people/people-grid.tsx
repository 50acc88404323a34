import { useMemo, useRef, type KeyboardEvent } from "react";
import { useLocation } from "wouter";
import type { PersonInList } from "../../../app/people/everybody.ts";
import type { Unnamed } from "../../../app/people/unnamed.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useSelection } from "../../components/virtual-grid/use-selection.ts";
import { VirtualGrid } from "../../components/virtual-grid/virtual-grid.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { peopleSections, type PeopleItem, type PeopleView } from "./people-items.ts";
import { peopleMenu } from "./people-menu.ts";
import { peopleShortcuts } from "./people-shortcuts.ts";
import { PeopleSelectionBar } from "./people-selection-bar.tsx";
import styles from "./people.module.css";
import { PeopleTile, tileSize } from "./people-tile.tsx";
import { useDragging } from "./use-dragging.ts";
import { useNamingInTurn } from "./use-naming-in-turn.ts";
import { usePeopleDeeds } from "./use-people-deeds.tsx";

interface PeopleGridProps {
  readonly people: readonly PersonInList[];
  readonly unnamed: Unnamed;
  readonly view: PeopleView;
  readonly onChange: (change: Partial<PeopleView>) => void;
}

/** The tiles, and all that is done with them. */
export function PeopleGrid({ people, unnamed, view, onChange }: PeopleGridProps) {
  const [, navigate] = useLocation();
  const sections = useMemo(() => peopleSections(people, unnamed, view), [people, unnamed, view]);
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections]);
  const order = useMemo(() => items.map(({ key }) => key), [items]);
  const selection = useSelection(order);
  const deeds = usePeopleDeeds(selection.clear);
  const grid = useRef<HTMLDivElement>(null);
  const naming = useNamingInTurn(items, {
    onName: (item, person) => {
      deeds.name([item], person);
    },
    onStop: () => grid.current?.querySelector<HTMLElement>("[role=grid]")?.focus(),
  });
  const dragging = useDragging(deeds.mergeInto);

  const selected = items.filter(({ key }) => selection.has(key));
  const meant = (item: PeopleItem) => (selection.has(item.key) ? selected : [item]);
  const open = (item: PeopleItem) => {
    if (item.kind === "person") navigate(`/people/${String(item.person.id)}`);
    else if (item.groupId !== null) navigate(`/groups/${String(item.groupId)}`);
  };
  const enter = (item: PeopleItem) => {
    if (selected.length > 0) selection.toggle(item.key);
    else if (item.kind === "person") open(item);
    else naming.start(item);
  };
  const shortcuts = peopleShortcuts({ deeds, open, startNaming: naming.start });
  const onKey = (event: KeyboardEvent, item: PeopleItem): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const found = shortcuts.find(({ keys }) => keys === event.key.toLowerCase());
    found?.run(meant(item));
    return found !== undefined;
  };
  useShortcuts(texts.people.title, [
    ...shortcuts.map(({ run, ...rest }) => ({
      ...rest,
      run: () => {
        if (selected.length > 0) run(selected);
      },
    })),
    {
      keys: "s",
      label: view.showsSingles ? texts.people.hideSingles : texts.people.showSingles,
      run: () => {
        onChange({ showsSingles: !view.showsSingles });
      },
    },
  ]);

  if (items.length === 0 && view.filter.trim() !== "") {
    return (
      <EmptyState
        title={texts.people.noMatch(view.filter.trim())}
        action={{
          label: texts.people.clearFilter,
          onAct: () => {
            onChange({ filter: "" });
          },
        }}
      />
    );
  }
  return (
    <div ref={grid} className={styles["grid"]}>
      {selected.length > 0 && <PeopleSelectionBar items={selected} deeds={deeds} onClear={selection.clear} />}
      <VirtualGrid
        label={texts.people.grid}
        sections={sections}
        idOf={keyOf}
        nameOf={nameOf}
        selection={selection}
        tile={tileSize}
        onOpen={enter}
        onClick={enter}
        onKey={onKey}
        menuOf={(item) => peopleMenu(meant(item), { deeds, onOpen: open, onName: naming.start })}
        tileProps={(item) => dragging.propsOf(item, meant(item))}
        showId={naming.namedKey}
        renderBesideTitle={({ key }) =>
          key !== "singles" ? null : (
            <Button
              size="small"
              aria-expanded={view.showsSingles}
              onClick={() => {
                onChange({ showsSingles: !view.showsSingles });
              }}
            >
              {view.showsSingles ? texts.people.hideSingles : texts.people.showSingles}
            </Button>
          )
        }
        renderTile={(item, state) => (
          <PeopleTile
            {...state}
            item={item}
            isNamed={item.key === naming.namedKey}
            isDropTarget={item.key === dragging.overKey}
            onToggle={() => {
              selection.toggle(item.key);
            }}
            onShowFaces={() => {
              open(item);
            }}
            onName={(person) => {
              naming.name(item, person);
            }}
            onCancel={naming.stop}
          />
        )}
      />
      {deeds.dialogs}
    </div>
  );
}

function keyOf({ key }: PeopleItem): string {
  return key;
}

function nameOf(item: PeopleItem): string {
  if (item.kind === "group") return texts.people.groupTile(item.faces);
  const { name, faces, photos, isPinned, isHidden, isPrivate, suggested } = item.person;
  const marks = [
    isPinned ? texts.people.pinned : "",
    isHidden ? texts.people.hidden : "",
    isPrivate ? texts.people.isPrivate : "",
  ];
  const said = marks.filter((mark) => mark !== "");
  return texts.people.personTile(name, photos, suggested, faces, said);
}
