import { expect, test } from "vitest";
import { withCaret } from "../../app/cli/caret.ts";
import { SearchError } from "../../app/search/errors.ts";

test.each([
  ["anna & caal", 7, 11, ["    anna & caal", "           ^^^^"]],
  ["anna &", 6, 6, ["    anna &", "          ^"]],
  ["山田 x", 3, 4, ["    山田 x", "         ^"]],
  ["山田", 0, 2, ["    山田", "    ^^^^"]],
  ["e\u0301 x", 3, 4, ["    e\u0301 x", "      ^"]],
  ["a\u001bb x", 4, 5, ["    a\\x1bb x", "           ^"]],
])("the place of a mistake in %j", (text, start, end, lines) => {
  expect(withCaret(new SearchError(text, { start, end }, "Wrong.")).split("\n")).toEqual([
    "Wrong.",
    "",
    ...lines,
  ]);
});
