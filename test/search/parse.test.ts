import { expect, test } from "vitest";
import { SearchError } from "../../app/search/errors.ts";
import { parseQuery } from "../../app/search/parse.ts";
import { printQuery } from "../../app/search/print.ts";
import { errorOf } from "../support/error-of.ts";

const anna = { by: "name", name: "anna", start: 0, end: 4 };

test("a name, with its place", () => {
  expect(parseQuery("anna")).toEqual({ kind: "person", person: anna });
});

test("no word at all: every photo", () => {
  expect(parseQuery(" ")).toEqual({ kind: "all" });
});

test("and binds more than or, not binds most", () => {
  const person = (name: string, start: number) => ({
    kind: "person",
    person: { by: "name", name, start, end: start + 1 },
  });
  expect(parseQuery("a | b -c")).toEqual({
    kind: "or",
    parts: [person("a", 0), { kind: "and", parts: [person("b", 4), { kind: "not", part: person("c", 7) }] }],
  });
});

test.each([
  ["anna ben", "anna & ben"],
  ["anna&ben&carl", "anna & ben & carl"],
  ["(anna & ben) & carl", "anna & ben & carl"],
  ["anna AND ben or not carl", "anna & ben | -carl"],
  ["anna & (ben | carl)", "anna & (ben | carl)"],
  ["((anna))", "anna"],
  ["-(anna ben)", "-(anna & ben)"],
  ["!!anna", "--anna"],
  ["anna !carl", "anna & -carl"],
  ["Jean-Luc -Jean", "Jean-Luc & -Jean"],
  ['"Anna Maria"', '"Anna Maria"'],
  ['"anna"', "anna"],
  ['"unknown" unknown', '"unknown" & unknown'],
  ['"2019" 2019', '"2019" & 2019'],
  ['"or" or "-x"', '"or" | "-x"'],
  ["only( anna ,ben )", "only(anna, ben)"],
  ["ONLY(anna & ben)", "only(anna, ben)"],
  ["with(anna)", "with(anna)"],
  ["age(anna)<5 2019", "age(anna) < 5 & 2019"],
  ["faces>=3 people!=2", "faces >= 3 & people != 2"],
  ["faces = 03", "faces = 3"],
  ["2019-05-01..2019-05-31", "2019-05"],
  ["before:2019-05", "..2019-04"],
  ["after:2019", "2020.."],
  ["after:2019-05-03", "2019-05-04.."],
  ['folder:"Rome"', "folder:Rome"],
  ["folder:C:\\Photos", "folder:C:\\Photos"],
  ['camera:"EOS 5D" file:img_1', 'camera:"EOS 5D" & file:img_1'],
  ["no-people has:GPS has:date", "no-people & has:gps & has:date"],
  ["person:12 -person:3+4", "person:12 & -person:3+4"],
  ["only(person:1, ben)", "only(person:1, ben)"],
  ["anna (ben|carl)", "anna & (ben | carl)"],
])("%j is written %j", (text, canonical) => {
  expect(printQuery(parseQuery(text))).toBe(canonical);
});

const missingName = 'A name is missing here: anna, or "Anna Maria" with a space.';
const missingCondition = "A name or a condition is missing here.";

test.each([
  ["anna &", 6, 6, "Something is missing at the end."],
  ["anna & | ben", 7, 8, missingCondition],
  ["& anna", 0, 1, missingCondition],
  ["anna or or ben", 8, 10, missingCondition],
  ["()", 1, 2, missingCondition],
  ["(anna & ben", 0, 1, "The ) for this ( is missing."],
  ["(anna, ben)", 5, 6, "A ) is missing before this."],
  ["anna)", 4, 5, "This ) closes nothing: no ( stands before it."],
  [
    "anna, ben",
    4,
    5,
    "A comma stands between names in only(...) and with(...). Elsewhere write & for and, | for or.",
  ],
  ["anna > 3", 5, 6, "A number is compared after faces, people or age(...): faces >= 3."],
  ['anna ""', 5, 7, "There is no name between the quotes."],
  ["2019-13", 0, 7, /^This is no date/],
  ["anna 1.5.2019", 5, 13, /^This is no date/],
  ["only anna", 0, 4, /^only needs names in parentheses: only\(anna, ben\)/],
  ["only()", 5, 6, missingName],
  ["only(anna,)", 10, 11, missingName],
  ["only(folder:x)", 5, 13, missingName],
  ["with(anna", 4, 5, "The ) for this ( is missing."],
  ["age < 5", 0, 3, /^age needs a name in parentheses/],
  ["age(anna)", 0, 9, /^age\(\.\.\.\) is compared with a number/],
  ["2019 faces", 5, 10, /^faces is compared with a number: faces >= 3/],
  ["faces >= many", 9, 13, "A whole number is missing here, such as 3."],
  ["faces >= ", 8, 8, "A whole number is missing here, such as 3."],
  ["colour:red", 0, 10, /^There is no colour: to search by\. There are folder:, file:, camera:, before:/],
  ["folder: x", 0, 7, 'Write something after folder:, such as folder:"Summer 2019".'],
  ["before:spring", 0, 13, /^This is no date/],
  ["has:colour", 0, 10, "A photo can have a date or a place: has:date, has:gps."],
  ["person:anna", 0, 11, "After person: stands the number of a person, such as person:12."],
])("%j: the mistake is from %i to %i", (text, start, end, message) => {
  const error = errorOf(() => parseQuery(text));
  expect(error).toBeInstanceOf(SearchError);
  expect(error).toMatchObject({ text, span: { start, end } });
  if (error instanceof SearchError) expect(error.message).toMatch(message);
});

test("too deep for the stack is a mistake too", () => {
  expect(printQuery(parseQuery(`${"(".repeat(100)}anna${")".repeat(100)}`))).toBe("anna");
  const error = errorOf(() => parseQuery(`${"(".repeat(100_000)}anna`));
  expect(error).toMatchObject({ message: "This search is nested more than 100 deep.", span: { start: 101 } });
  expect(errorOf(() => parseQuery("-".repeat(100_000)))).toBeInstanceOf(SearchError);
});
