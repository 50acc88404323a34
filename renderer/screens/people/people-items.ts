import type { Unnamed } from "../../../app/people/unnamed.ts";
import type { PersonInList } from "../../../app/people/everybody.ts";
import type { GridSection } from "../../components/virtual-grid/grid-rows.ts";
import { foldNames, matchNames } from "../../components/match-names.ts";
import { texts } from "../../texts/texts.ts";

/** A tile of the screen: a person, an unnamed group, or a face that is like no other. */
export type PeopleItem =
  | { readonly kind: "person"; readonly key: string; readonly person: PersonInList }
  | {
      readonly kind: "group";
      readonly key: string;
      /** Null = a face in no group. */
      readonly groupId: number | null;
      readonly faceId: number;
      readonly faces: number;
    };

/** In which order people are shown; the pinned come first in any. */
export const peopleOrders = ["faces", "name", "newest"] as const;

export type PeopleOrder = (typeof peopleOrders)[number];

/** What is shown of everybody. */
export interface PeopleView {
  readonly order: PeopleOrder;
  /** Typed into the filter; what has no name is not shown then. */
  readonly filter: string;
  readonly showsHidden: boolean;
  readonly showsSingles: boolean;
}

/** The named ones, the unnamed groups, and the faces that are like no other: these collapsed, but never left out. */
export function peopleSections(
  people: readonly PersonInList[],
  unnamed: Unnamed,
  { order, filter, showsHidden, showsSingles }: PeopleView,
): GridSection<PeopleItem>[] {
  const shown = sortPeople(
    people.filter(({ isHidden }) => showsHidden || !isHidden),
    order,
  );
  const named = matchNames(foldNames(shown), filter).map((person): PeopleItem => ({
    kind: "person",
    key: `person-${String(person.id)}`,
    person,
  }));
  if (filter.trim() !== "") return [{ key: "named", title: null, items: named }];
  const groups = order === "newest" ? unnamed.groups.toSorted((a, b) => b.id - a.id) : unnamed.groups;
  const { singles } = unnamed;
  return [
    { key: "named", title: null, items: named },
    { key: "groups", title: texts.people.unnamedGroups(groups.length), items: groups.map(groupItem) },
    {
      key: "singles",
      title: singles.length === 0 ? null : texts.people.singles(singles.length),
      isShownEmpty: singles.length > 0,
      items: showsSingles
        ? singles.map(([faceId, groupId]) => groupItem({ id: groupId, faceId, faces: 1 }))
        : [],
    },
  ];
}

function groupItem(group: {
  readonly id: number | null;
  readonly faceId: number;
  readonly faces: number;
}): PeopleItem {
  const { id, faceId, faces } = group;
  // A group keeps its tile when another of its faces becomes the best.
  const key = id === null ? `face-${String(faceId)}` : `group-${String(id)}`;
  return { kind: "group", key, groupId: id, faceId, faces };
}

function sortPeople(people: readonly PersonInList[], order: PeopleOrder): readonly PersonInList[] {
  // As the server sends them.
  if (order === "faces") return people;
  const names = new Intl.Collator(undefined, { numeric: true });
  const compare = {
    name: (a: PersonInList, b: PersonInList) => names.compare(a.name, b.name) || a.id - b.id,
    newest: (a: PersonInList, b: PersonInList) => b.id - a.id,
  }[order];
  return people.toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned) || compare(a, b));
}

/** What a selection holds, by kind. */
export interface PeopleSelection {
  readonly people: readonly PersonInList[];
  /** In a group or not. */
  readonly unnamed: readonly Extract<PeopleItem, { kind: "group" }>[];
  readonly groupIds: number[];
  /** Of those in no group. */
  readonly faceIds: number[];
}

/** Takes tiles apart by kind. */
export function selectionOf(items: readonly PeopleItem[]): PeopleSelection {
  const unnamed = items.filter((item) => item.kind === "group");
  return {
    people: items.flatMap((item) => (item.kind === "person" ? [item.person] : [])),
    unnamed,
    groupIds: unnamed.flatMap(({ groupId }) => groupId ?? []),
    faceIds: unnamed.flatMap(({ groupId, faceId }) => (groupId === null ? [faceId] : [])),
  };
}
