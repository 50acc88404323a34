import {
  Ban,
  Eye,
  EyeOff,
  Images,
  Lock,
  LockOpen,
  Merge,
  Pin,
  PinOff,
  TextCursorInput,
  Trash2,
  UserRound,
} from "lucide-react";
import type { MenuItem } from "../../components/context-menu.tsx";
import { texts } from "../../texts/texts.ts";
import { selectionOf, type PeopleItem } from "./people-items.ts";
import type { PeopleDeeds } from "./use-people-deeds.tsx";

interface MenuOptions {
  readonly deeds: PeopleDeeds;
  readonly onOpen: (item: PeopleItem) => void;
  /** Names a group in its tile. */
  readonly onName: (item: PeopleItem) => void;
}

/** The menu of tiles: of one, or of all that are selected. */
export function peopleMenu(items: readonly PeopleItem[], { deeds, onOpen, onName }: MenuOptions): MenuItem[] {
  const [item, ...others] = items;
  if (item === undefined) return [];
  const { people, unnamed } = selectionOf(items);
  const menu: MenuItem[] = [];
  if (others.length === 0) {
    const [label, icon] =
      item.kind === "person" ? [texts.people.open, UserRound] : [texts.people.showFaces, Images];
    if (item.kind === "person" || item.groupId !== null)
      menu.push({
        label,
        icon,
        keys: item.kind === "person" ? "Enter" : "o",
        run: () => {
          onOpen(item);
        },
      });
  } else {
    menu.push({
      label: texts.people.mergeSelected(items.length),
      ...{ icon: Merge, keys: "m" },
      run: () => {
        deeds.merge(items);
      },
    });
  }
  if (people.length === 0) {
    menu.push({
      label: texts.people.name,
      ...{ icon: TextCursorInput, keys: "n" },
      run: () => {
        if (others.length === 0) onName(item);
        else deeds.askName(items);
      },
    });
  }
  if (unnamed.length === 0) menu.push(...marks(items, deeds));
  if (people.length === 0) {
    const faces = unnamed.reduce((sum, group) => sum + group.faces, 0);
    menu.push(null, {
      label: texts.people.ignoreFaces(faces),
      ...{ icon: Ban, keys: "i" },
      run: () => {
        deeds.ignore(items);
      },
    });
  }
  return menu;
}

function marks(items: readonly PeopleItem[], deeds: PeopleDeeds): MenuItem[] {
  const { people } = selectionOf(items);
  const personIds = people.map(({ id }) => id);
  const isPinned = people.every((person) => person.isPinned);
  const isHidden = people.every((person) => person.isHidden);
  const isPrivate = people.every((person) => person.isPrivate);
  return [
    null,
    {
      label: isPinned ? texts.people.unpin : texts.people.pin,
      ...{ icon: isPinned ? PinOff : Pin, keys: "p" },
      run: () => {
        deeds.mark({ personIds, isPinned: !isPinned });
      },
    },
    {
      label: isHidden ? texts.people.unhide : texts.people.hide,
      ...{ icon: isHidden ? Eye : EyeOff, keys: "h" },
      run: () => {
        deeds.mark({ personIds, isHidden: !isHidden });
      },
    },
    {
      label: isPrivate ? texts.people.makePublic : texts.people.makePrivate,
      icon: isPrivate ? LockOpen : Lock,
      run: () => {
        deeds.mark({ personIds, isPrivate: !isPrivate });
      },
    },
    null,
    {
      label: texts.people.deletePeople(people.length),
      ...{ icon: Trash2, isDanger: true },
      run: () => {
        deeds.remove(items);
      },
    },
  ];
}
