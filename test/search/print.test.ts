import fc from "fast-check";
import { expect, test } from "vitest";
import { SearchError } from "../../app/search/errors.ts";
import { parseQuery } from "../../app/search/parse.ts";
import { printQuery } from "../../app/search/print.ts";
import { allOf, anyOf, mapPeople, type PersonReference, type Query } from "../../app/search/query.ts";

const name = fc
  .oneof(
    fc.constantFrom(
      "anna",
      "Anna Maria",
      "Jean-Luc",
      "O'Brien",
      "or",
      "NOT",
      "unknown",
      "2019",
      "-x",
      "a:b",
      "..",
      "山田",
    ),
    fc.string({ minLength: 1 }),
    fc.string({ unit: "binary", minLength: 1 }),
  )
  .filter((text) => text.trim() !== "");
const person: fc.Arbitrary<PersonReference> = fc.oneof(
  name.map((text): PersonReference => ({ by: "name", name: text, start: 0, end: 0 })),
  fc
    .array(fc.nat(999_999_999), { minLength: 1, maxLength: 3 })
    .map((ids): PersonReference => ({ by: "id", ids, start: 0, end: 0 })),
);
const people = fc.array(person, { minLength: 1, maxLength: 3 });
const comparison = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const number = fc.nat(9_999_999);
const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const days = fc.oneof(
  fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  day.map((from) => ({ from, to: null })),
  day.map((to) => ({ from: null, to })),
  fc.integer({ min: 1, max: 9999 }).map((year) => {
    const text = String(year).padStart(4, "0");
    return { from: `${text}-01-01`, to: `${text}-12-31` };
  }),
);

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: "small" },
    person.map((one): Query => ({ kind: "person", person: one })),
    fc.record({ kind: fc.constantFrom("only", "with"), people }),
    fc.record({ kind: fc.constant("age"), person, comparison, years: number }),
    fc.record({ kind: fc.constantFrom("faces", "people"), comparison, number }),
    days.map((span): Query => ({ kind: "taken", ...span })),
    fc.record({ kind: fc.constantFrom("folder", "file", "camera"), text: name }),
    fc.record({ kind: fc.constantFrom("unknown", "no-people", "videos") }),
    fc.record({ kind: fc.constant("has"), fact: fc.constantFrom("date", "gps") }),
    tie("query").map((part): Query => ({ kind: "not", part })),
    fc.array(tie("query"), { minLength: 2, maxLength: 4 }).map(allOf),
    fc.array(tie("query"), { minLength: 2, maxLength: 4 }).map(anyOf),
  ),
}));

function withoutPlaces(tree: Query): Query {
  return mapPeople(tree, (reference) => ({ ...reference, start: 0, end: 0 }));
}

test("what is printed is understood as the same query", () => {
  fc.assert(
    fc.property(query, (tree) => {
      expect(withoutPlaces(parseQuery(printQuery(tree)))).toEqual(tree);
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test("any text is understood, or refused with a place inside of it", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "anna",
      '"',
      "“",
      "(",
      ")",
      "&",
      "|",
      "-",
      "!",
      ",",
      "<",
      ">=",
      "!=",
      "only(",
      "age(",
      "faces",
      "3",
      "2019",
      "..",
      ":",
      "folder:",
      "has:",
      " ",
      "not",
      "or",
      "\\",
    ),
  );
  const anyText = fc.oneof(
    pieces.map((list) => list.join("")),
    fc.string(),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      try {
        const tree = parseQuery(text);
        expect(withoutPlaces(parseQuery(printQuery(tree)))).toEqual(withoutPlaces(tree));
      } catch (error) {
        if (!(error instanceof SearchError)) throw error;
        const { start, end } = error.span;
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
    }),
    { numRuns: 5000, seed: 5 },
  );
});
