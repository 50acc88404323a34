import { expect, test } from "vitest";
import { usualSpellings } from "../../app/metadata/usual-spellings.ts";

function usual(...names: string[]): string[] {
  return [...usualSpellings(names).values()];
}

test("a name is written as most files do", () => {
  expect(usual("Anna Lee", "anna lee", "Ben", "anna  lee")).toEqual(["anna lee", "Ben"]);
});

test("of equally usual spellings it is the careful one, in whatever order they are read", () => {
  const spellings = ["anna lee", "ANNA LEE", "Anna lee", "Anna Lee"];
  expect(usual(...spellings)).toEqual(["Anna Lee"]);
  expect(usual(...spellings.toReversed())).toEqual(["Anna Lee"]);
  expect(usual("anna lee", "ANNA LEE")).toEqual(["ANNA LEE"]);
});

test("letters that are composed in another way are the same name", () => {
  expect(usual("Zoe\u0308", "Zoë", "zoë")).toEqual(["Zoë"]);
});
