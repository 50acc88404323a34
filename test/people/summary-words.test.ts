import { expect, test } from "vitest";
import { countOf, listOf } from "../../app/people/summary-words.ts";

test.each([
  [0, "0 faces"],
  [1, "1 face"],
  [12_345, "12,345 faces"],
])("%d", (number, words) => {
  expect(countOf(number, "face")).toBe(words);
});

test.each([
  [[], ""],
  [["Ann"], "Ann"],
  [["Ann", "Ben"], "Ann and Ben"],
  [["Ann", "Ben", "Carl"], "Ann, Ben and Carl"],
  [["A", "B", "C", "D"], "A, B, C and D"],
  [["A", "B", "C", "D", "E", "F"], "A, B, C, D and 2 more"],
])("%j", (names, words) => {
  expect(listOf(names, 4)).toBe(words);
});
