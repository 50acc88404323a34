import { expect, test } from "vitest";
import { SearchError } from "../../app/search/errors.ts";
import { foldPeople } from "../../app/search/find-people.ts";
import { queryAfterMerge, queryToKeep, queryToShow } from "../../app/search/name-people.ts";
import { errorOf } from "../support/error-of.ts";

function called(...names: string[]) {
  return foldPeople(names.map((name, at) => ({ id: at + 1, name, birthDate: null, isHidden: false })));
}

const family = called("Anna", "Ben", "ben", "Carl Otto");

test.each([
  ["anna -carl", "person:1 & -person:4", 'Anna & -"Carl Otto"'],
  ["only(anna, ben)", "only(person:1, person:2+3)", "only(Anna, Ben)"],
  ["person:3 2019", "person:3 & 2019", "person:3 & 2019"],
  ["age(anna)<5 | unknown", "age(person:1) < 5 | unknown", "age(Anna) < 5 | unknown"],
])("%s is kept as %s and shown as %s", (text, kept, shown) => {
  expect(queryToKeep(text, family)).toBe(kept);
  expect(queryToShow(kept, family)).toBe(shown);
  expect(queryToKeep(shown, family)).toBe(kept);
});

test("new names are shown, and a number where the name would mean others too", () => {
  expect(queryToShow("person:1 & person:2", called("Anne", "Anne"))).toBe("person:1 & person:2");
  expect(queryToShow("person:1+2", called("Anne", "Anne"))).toBe("Anne");
  expect(queryToShow("person:1", called("Anne", "Ben"))).toBe("Anne");
  expect(queryToShow("person:9", family)).toBe("person:9");
});

test("nobody is kept who is not there", () => {
  expect(errorOf(() => queryToKeep("anna zed", family))).toBeInstanceOf(SearchError);
  expect(errorOf(() => queryToKeep("person:9", family))).toBeInstanceOf(SearchError);
});

test.each([
  ["person:2 & person:4", "person:1 & person:4"],
  ["person:2+3", "person:1+3"],
  ["only(person:1+2)", "only(person:1)"],
  ["person:22", "person:22"],
])("after 2 became 1, %s is %s", (kept, after) => {
  expect(queryAfterMerge(kept, 2, 1)).toBe(after);
});
