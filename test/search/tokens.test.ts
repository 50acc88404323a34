import { expect, test } from "vitest";
import { SearchError } from "../../app/search/errors.ts";
import { requireClosedQuotes, tokenise, type Token } from "../../app/search/tokens.ts";
import { errorOf } from "../support/error-of.ts";

/** A piece in short: a sign as it is, a word as it is, "quoted" in quotes, field=value. */
function inShort(token: Token): string {
  if (token.kind === "sign") return token.sign;
  if (token.kind === "word") return token.text;
  return token.kind === "quoted" ? `"${token.text}"` : `${token.field}=${token.text}`;
}

test.each([
  ["", []],
  ["  \t ", []],
  ["anna", ["anna"]],
  ["anna&ben|-carl", ["anna", "&", "ben", "|", "-", "carl"]],
  ["Jean-Luc", ["Jean-Luc"]],
  ["anna -carl", ["anna", "-", "carl"]],
  ["anna - carl", ["anna", "-", "carl"]],
  ["!carl", ["!", "carl"]],
  ["P!nk Wham!", ["P!nk", "Wham!"]],
  ["faces!=2", ["faces", "!=", "2"]],
  ["faces>=3", ["faces", ">=", "3"]],
  ["faces == 3 ≠ ≤ ≥", ["faces", "=", "3", "!=", "<=", ">="]],
  ["a && b || c", ["a", "&", "b", "|", "c"]],
  ["O'Brien d’Arc", ["O'Brien", "d’Arc"]],
  ["Łukasz Μαρία 山田", ["Łukasz", "Μαρία", "山田"]],
  ["2019-05-03..2019-06", ["2019-05-03..2019-06"]],
  ["-2019..", ["-", "2019.."]],
  ['"Anna Maria"', ['"Anna Maria"']],
  ['"say ""cheese"""', ['"say "cheese""']],
  ["„Anna Maria“ “Ben”", ['"Anna Maria"', '"Ben"']],
  ["only(anna,ben)", ["only", "(", "anna", ",", "ben", ")"]],
  ["folder:Rome", ["folder=Rome"]],
  ['Folder:"New York"', ["folder=New York"]],
  ["folder:C:\\Photos\\2019", ["folder=C:\\Photos\\2019"]],
  ["folder: x", ["folder=", "x"]],
  ["(folder:a|file:b)", ["(", "folder=a", "|", "file=b", ")"]],
])("the pieces of %j", (text, pieces) => {
  expect(tokenise(text).map(inShort)).toEqual(pieces);
});

test("pieces know where they stand", () => {
  expect(tokenise(' anna  folder:"a b"')).toEqual([
    { kind: "word", text: "anna", start: 1, end: 5 },
    { kind: "field", field: "folder", text: "a b", isClosed: true, start: 7, end: 19 },
  ]);
});

test.each(['anna "Anna Mar', 'anna folder:"New Yo'])("the quote in %j is not closed", (text) => {
  const tokens = tokenise(text);
  const error = errorOf(() => {
    requireClosedQuotes(text, tokens);
  });
  expect(error).toBeInstanceOf(SearchError);
  expect(error).toMatchObject({
    message: 'The closing " is missing.',
    span: { start: 5, end: text.length },
    suggestions: [`${text.slice(5)}"`],
  });
});
