import { expect, test } from "vitest";
import { completeQuery, completeSearch } from "../../app/search/complete.ts";
import { fold } from "../../app/search/fold.ts";
import { familyLibrary } from "./family-library.ts";

const names = ["Ben", "Anna Maria", "Annika", "Jean-Luc", "Marianne", "Only"];
const people = names.map((name) => ({ name, folded: fold(name) }));

/** Completes at the "|" of this text: what the text becomes with each candidate. */
function completions(textWithCursor: string): string[] {
  const cursor = textWithCursor.indexOf("¦");
  const text = textWithCursor.replace("¦", "");
  return completeQuery(text, cursor, people).map(
    (candidate) => text.slice(0, candidate.start) + candidate.text + text.slice(candidate.end),
  );
}

test.each([
  ["an¦", ['"Anna Maria"', "Annika"]],
  ["be¦", ["Ben", "before:"]],
  ["ben & an¦", ['ben & "Anna Maria"', "ben & Annika"]],
  ["ben -an¦ 2019", ['ben -"Anna Maria" 2019', "ben -Annika 2019"]],
  ["b¦en", ["Ben", "before:"]],
  ["maria¦", ["Marianne", '"Anna Maria"']],
  ["luc¦", ["Jean-Luc"]],
  ["anna mar¦", ['"Anna Maria"', "anna Marianne"]],
  ["ben anna mar¦", ['ben "Anna Maria"', "ben anna Marianne"]],
  ["anna & mar¦", ["anna & Marianne", 'anna & "Anna Maria"']],
  ['"anna m¦', ['"Anna Maria"']],
  ['"on¦"', ['"Only"']],
  ["on¦", ['"Only"', "only("]],
  ["only(an¦", ['only("Anna Maria"', "only(Annika"]],
  ["only(ben, f¦)", []],
  ["(fa¦", ["(faces >= "]],
  ["fo¦", ["folder:"]],
  ["folder:an¦", []],
  ["has:¦", ["has:date", "has:gps"]],
  ["-has:g¦", ["-has:gps"]],
  ["faces >= ¦", []],
  ["faces >= b¦", []],
  ["xyz¦", []],
])("%s", (text, results) => {
  expect(completions(text)).toEqual(results);
});

test("where nothing is typed: people by use, then all keywords", () => {
  const candidates = completeQuery("ben & ", 6, people);
  expect(candidates.slice(0, 6).map(({ text }) => text)).toEqual([
    ...["Ben", '"Anna Maria"', "Annika", "Jean-Luc", "Marianne", '"Only"'],
  ]);
  expect(candidates[6]).toEqual({
    kind: "keyword",
    text: "only(",
    label: "these people and nobody else",
    start: 6,
    end: 6,
  });
  expect(candidates).toHaveLength(21);
});

test("ten people at most, each name once", () => {
  const many = Array.from({ length: 30 }, (_, at) => `Kim ${Math.floor(at / 2)}`);
  const candidates = completeQuery(
    "kim",
    3,
    many.map((name) => ({ name, folded: fold(name) })),
  );
  expect(candidates.map(({ label }) => label)).toEqual([
    ...Array.from({ length: 10 }, (_, at) => `Kim ${at}`),
  ]);
});

test("in a library: the one with the most faces first, hidden people not", () => {
  const { db } = familyLibrary();
  const persons = completeSearch(db, "", 0).filter(({ kind }) => kind === "person");
  expect(persons.map(({ label }) => label)).toEqual(["Anna", "Ben"]);
});
