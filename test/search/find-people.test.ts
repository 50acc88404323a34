import { expect, test } from "vitest";
import { SearchError } from "../../app/search/errors.ts";
import { findPeople, foldPeople } from "../../app/search/find-people.ts";
import { errorOf } from "../support/error-of.ts";

const names = [
  ...["Anna Schmidt", "Annabel", "Ben", "Jean-Luc Picard", "José Álvarez", "O’Brien", "Straße", "Ben"],
  ...["Maria Meier", "Maria Huber", "Anna Maria Meier", "Łukasz", "李小龙", "Καλλιόπης", "Nguyễn Thị"],
];
const people = foldPeople(names.map((name, at) => ({ id: at + 1, name, birthDate: null, isHidden: false })));

function find(name: string, start = 0) {
  return findPeople(people, { by: "name", name, start, end: start + name.length }, name);
}

test.each([
  ["anna schmidt", ["Anna Schmidt"]],
  ["ben", ["Ben", "Ben"]],
  ["annab", ["Annabel"]],
  ["jean-luc", ["Jean-Luc Picard"]],
  ["Jean", ["Jean-Luc Picard"]],
  ["luc", ["Jean-Luc Picard"]],
  ["picard", ["Jean-Luc Picard"]],
  ["jose", ["José Álvarez"]],
  ["ALVAREZ", ["José Álvarez"]],
  ["José   Álvarez", ["José Álvarez"]],
  ["o'brien", ["O’Brien"]],
  ["strasse", ["Straße"]],
  ["lukasz", ["Łukasz"]],
  ["李", ["李小龙"]],
  ["ΚΑΛΛΙΟΠΗΣ", ["Καλλιόπης"]],
  ["nguyen", ["Nguyễn Thị"]],
  ["maria m", ["Maria Meier"]],
])("%s is %j", (name, found) => {
  expect(find(name).map((person) => person.name)).toEqual(found);
});

test("a whole first name comes before the beginning of another", () => {
  const two = foldPeople(
    ["Anna Schmidt", "Annabel"].map((name, at) => ({ id: at, name, birthDate: null, isHidden: false })),
  );
  expect(findPeople(two, { by: "name", name: "anna", start: 0, end: 4 }, "anna")).toHaveLength(1);
});

test.each([
  [
    "anna",
    "anna could be Anna Maria Meier or Anna Schmidt. Write more of the name.",
    ['"Anna Maria Meier"', '"Anna Schmidt"'],
  ],
  [
    "meier",
    "meier could be Anna Maria Meier or Maria Meier. Write more of the name.",
    ['"Anna Maria Meier"', '"Maria Meier"'],
  ],
  [
    "an",
    "an could be Anna Maria Meier, Anna Schmidt or Annabel. Write more of the name.",
    ['"Anna Maria Meier"', '"Anna Schmidt"', "Annabel"],
  ],
])("%s can be several", (name, message, suggestions) => {
  const error = errorOf(() => find(name, 7));
  expect(error).toBeInstanceOf(SearchError);
  expect(error).toMatchObject({ suggestions, span: { start: 7, end: 7 + name.length } });
});

test("more than three are counted", () => {
  const error = errorOf(() =>
    findPeople(
      foldPeople(
        ["Kai A", "Kai B", "Kai C", "Kai D", "Kai E"].map((name, at) => ({
          id: at,
          name,
          birthDate: null,
          isHidden: false,
        })),
      ),
      { by: "name", name: "Kai", start: 0, end: 3 },
      "Kai",
    ),
  );
  expect(error).toMatchObject({
    message: "Kai could be Kai A, Kai B, Kai C or 2 more. Write more of the name.",
    suggestions: ['"Kai A"', '"Kai B"', '"Kai C"'],
  });
});

test.each([
  ["bne", "Nobody is called bne. Did you mean Ben?", ["Ben"]],
  ["picrad", "Nobody is called picrad. Did you mean Jean-Luc Picard?", ['"Jean-Luc Picard"']],
  ["schmitt", "Nobody is called schmitt. Did you mean Anna Schmidt?", ['"Anna Schmidt"']],
  ["xylophon", "Nobody is called xylophon.", []],
])("nobody is called %s", (name, message, suggestions) => {
  expect(errorOf(() => find(name))).toMatchObject({ message, suggestions });
});

test("by number", () => {
  const reference = { by: "id", ids: [3, 99, 1], start: 0, end: 9 } as const;
  expect(findPeople(people, reference, "").map(({ id }) => id)).toEqual([1, 3]);
  expect(errorOf(() => findPeople(people, { ...reference, ids: [98, 99] }, "person:98"))).toMatchObject({
    message: "There is no person with the number 98 or 99 any more.",
  });
});
