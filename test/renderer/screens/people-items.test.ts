import { describe, expect, it } from "vitest";
import { keepOrder } from "../../../renderer/screens/people/keep-order.ts";
import {
  peopleSections,
  selectionOf,
  type PeopleView,
} from "../../../renderer/screens/people/people-items.ts";

const view: PeopleView = { order: "faces", filter: "", showsHidden: false, showsSingles: false };

function person(id: number, name: string, marks: { isPinned?: boolean; isHidden?: boolean } = {}) {
  return {
    ...{ id, name, birthDate: null, coverFaceId: null, isPinned: false, isHidden: false, isPrivate: false },
    ...{ faces: 10 - id, photos: 10 - id, shownFaceId: null, suggested: 0 },
    ...marks,
  };
}

const people = [
  person(3, "Carla", { isPinned: true }),
  person(1, "Bob"),
  person(2, "anna"),
  person(4, "Dora", { isHidden: true }),
];
const unnamed = {
  groups: [
    { id: 7, faces: 5, faceId: 70 },
    { id: 9, faces: 2, faceId: 90 },
  ],
  singles: [[80, 8] as const, [81, null] as const],
  faces: 9,
};
const shown = (changes: Partial<PeopleView>) =>
  peopleSections(people, unnamed, { ...view, ...changes }).map(({ items }) =>
    items.map((item) => (item.kind === "person" ? item.person.name : item.key)),
  );

describe("peopleSections", () => {
  it("shows the named, the groups, and how many single faces there are", () => {
    expect(shown({})).toEqual([["Carla", "Bob", "anna"], ["group-7", "group-9"], []]);
    const [, groups, singles] = peopleSections(people, unnamed, view);
    expect([groups?.title, singles?.title, singles?.isShownEmpty]).toEqual([
      "Who is this? 2 groups without a name",
      "2 faces seen once",
      true,
    ]);
  });

  it("keeps the pinned in front in any order", () => {
    expect(shown({ order: "name" })[0]).toEqual(["Carla", "anna", "Bob"]);
    expect(shown({ order: "newest" }).slice(0, 2)).toEqual([
      ["Carla", "anna", "Bob"],
      ["group-9", "group-7"],
    ]);
  });

  it("shows hidden people and single faces when asked to", () => {
    expect(shown({ showsHidden: true, showsSingles: true })).toEqual([
      ["Carla", "Bob", "anna", "Dora"],
      ["group-7", "group-9"],
      ["group-8", "face-81"],
    ]);
  });

  it("filters by name, and then shows nobody without one", () => {
    expect(shown({ filter: "AN" })).toEqual([["anna"]]);
  });
});

describe("selectionOf", () => {
  it("takes apart people, groups, and faces in no group", () => {
    const items = peopleSections(people, unnamed, { ...view, showsSingles: true }).flatMap(
      (part) => part.items,
    );
    const selection = selectionOf(items);
    expect(selection.people.map(({ id }) => id)).toEqual([3, 1, 2]);
    expect([selection.groupIds, selection.faceIds]).toEqual([[7, 9, 8], [81]]);
  });
});

describe("keepOrder", () => {
  const group = (id: number, faces: number) => ({ id, faces });

  it("leaves groups where they were, though their sizes changed", () => {
    const groups = [group(2, 18), group(3, 17), group(1, 16)];
    expect(keepOrder(groups, [1, 2, 3]).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it("puts new ones before the first that is smaller, and lets go of those that were named", () => {
    const groups = [group(9, 30), group(2, 18), group(8, 4), group(3, 3), group(7, 1)];
    expect(keepOrder(groups, [1, 2, 3]).map(({ id }) => id)).toEqual([9, 2, 8, 3, 7]);
    expect(keepOrder(groups, [])).toBe(groups);
  });
});
