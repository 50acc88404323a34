import { expect, test } from "vitest";
import { peopleText, type PeopleResult } from "../../app/cli/people.ts";

const nobody: PeopleResult = { people: [], groups: [], unknownFaces: 0, ignoredFaces: 0 };

function textOf(result: Partial<PeopleResult>, limit = 20, examples: [number, string][] = []): string[] {
  return peopleText({ ...nobody, ...result }, limit, new Map(examples)).split("\n");
}

test("an empty library", () => {
  expect(textOf({})).toEqual(["No faces without a name."]);
});

test("people, groups with a photo to know them by, and the rest", () => {
  const result = {
    people: [
      { id: 1, name: "Ada", faces: 120, photos: 100 },
      { id: 2, name: "Grace Hopper", faces: 3, photos: 3 },
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
    "Name          Faces  Photos",
    "Ada             120     100",
    "Grace Hopper      3       3",
    "",
    "Groups without a name",
    "Group  Faces  Best face in",
    "   14     12  /photos/a.jpg",
    "    7      2  -",
    "",
    "15 faces without a name; 1 of them like no other.",
    "1 face ignored.",
  ]);
});

test("no more groups than asked for", () => {
  const groups = [5, 4, 3].map((faces, at) => ({ id: at + 1, faces }));
  expect(textOf({ groups, unknownFaces: 12 }, 1, [[1, "/photos/a.jpg"]])).toEqual([
    "Groups without a name",
    "Group  Faces  Best face in",
    "    1      5  /photos/a.jpg",
    "... and 2 more (--limit shows them)",
    "",
    "12 faces without a name.",
  ]);
});
