import { texts } from "../../texts/texts.ts";
import { selectionOf, type PeopleItem } from "./people-items.ts";
import type { PeopleDeeds } from "./use-people-deeds.tsx";

interface ShortcutTools {
  readonly deeds: PeopleDeeds;
  readonly open: (item: PeopleItem) => void;
  readonly startNaming: (item: PeopleItem) => void;
}

/** A key that does something with tiles: those that are selected, or the one at the keyboard. */
export interface PeopleShortcut {
  readonly keys: string;
  readonly label: string;
  readonly run: (items: readonly PeopleItem[]) => void;
}

/** The keys of the screen. What does not fit the tiles does nothing. */
export function peopleShortcuts({ deeds, open, startNaming }: ShortcutTools): PeopleShortcut[] {
  const marked = (change: (people: ReturnType<typeof selectionOf>["people"]) => void) => {
    return (items: readonly PeopleItem[]) => {
      const { people } = selectionOf(items);
      if (people.length > 0) change(people);
    };
  };
  const idsOf = (people: readonly { readonly id: number }[]) => people.map(({ id }) => id);
  return [
    {
      keys: "n",
      label: texts.people.name,
      run: (items) => {
        const { unnamed } = selectionOf(items);
        const [only, ...others] = unnamed;
        if (only === undefined) return;
        if (others.length === 0) startNaming(only);
        else deeds.askName(unnamed);
      },
    },
    { keys: "m", label: texts.people.merge, run: deeds.merge },
    {
      keys: "o",
      label: texts.people.open,
      run: ([item]) => {
        if (item !== undefined) open(item);
      },
    },
    {
      keys: "p",
      label: texts.people.pinOrUnpin,
      run: marked((people) => {
        deeds.mark({ personIds: idsOf(people), isPinned: !people.every(({ isPinned }) => isPinned) });
      }),
    },
    {
      keys: "h",
      label: texts.people.hideOrShow,
      run: marked((people) => {
        deeds.mark({ personIds: idsOf(people), isHidden: !people.every(({ isHidden }) => isHidden) });
      }),
    },
    {
      keys: "i",
      label: texts.people.ignore,
      run: (items) => {
        deeds.ignore(selectionOf(items).unnamed);
      },
    },
  ];
}
