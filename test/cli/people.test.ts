import { expect, test } from "vitest";
import { peopleText, type PeopleResult, type PersonInList } from "../../app/cli/people.ts";

const nobody: PeopleResult = { people: [], hiddenPeople: 0, groups: [], unknownFaces: 0, ignoredFaces: 0 };

function person(id: number, name: string, rest: Partial<PersonInList>): PersonInList {
  return {
    ...{ id, name, birthDate: null, isPinned: false, isHidden: false, isPrivate: false },
    ...{ faces: 0, photos: 0, assigned: 0, suggested: 0, ...rest },
  };
}

function textOf(result: Partial<PeopleResult>, limit = 20, examples: [number, string][] = []): string[] {
  return peopleText({ ...nobody, ...result }, limit, new Map(examples)).split("\n");
}

test("an empty library", () => {
  expect(textOf({})).toEqual(["No faces without a name."]);
});

test("people, groups with a photo to know them by, and the rest", () => {
  const result = {
    people: [
      person(1, "Ada", { faces: 120, photos: 100 }),
      person(12, "Grace Hopper", { faces: 3, photos: 3 }),
    ],
    groups: [
      { id: 14, faces: 12 },
      { id: 7, faces: 2 },
      { id: 8, faces: 1 },
    ],
    unknownFaces: 15,
    ignoredFaces: 1,
  };
  expect(textOf(result, 20, [[14, "/photos/a.jpg"]])).toEqual([
    "People",
    "Person     Name          Faces  Photos",
    "person:1   Ada             120     100",
    "person:12  Grace Hopper      3       3",
    "",
    "Groups without a name",
    "Group     Faces  Best face in",
    "group:14     12  /photos/a.jpg",
    "group:7       2  -",
    "",
    "15 faces without a name; 1 of them like no other (familiar faces --unnamed).",
    "1 face ignored.",
  ]);
});

test("what the machine says, marks, and how many are hidden", () => {
  const people = [
    person(2, "Ada", { faces: 9, photos: 9, assigned: 4, suggested: 2, isPinned: true, isPrivate: true }),
    person(1, "Ben", { faces: 3, photos: 2 }),
  ];
  expect(textOf({ people, hiddenPeople: 2 })).toEqual([
    "People",
    "Person    Name  Faces  Photos  By likeness  To confirm",
    "person:2  Ada       9       9            4           2  pinned, private",
    "person:1  Ben       3       2            0           0",
    "",
    "No faces without a name.",
    "2 people hidden (--all shows them).",
  ]);
});

test("no more groups than asked for", () => {
  const groups = [5, 4, 3].map((faces, at) => ({ id: at + 1, faces }));
  expect(textOf({ groups, unknownFaces: 12 }, 1, [[1, "/photos/a.jpg"]])).toEqual([
    "Groups without a name",
    "Group    Faces  Best face in",
    "group:1      5  /photos/a.jpg",
    "... and 2 more (--limit shows them)",
    "",
    "12 faces without a name.",
  ]);
});
