import { describe, expect, it } from "vitest";
import { foldNames, matchNames } from "../../../renderer/components/match-names.ts";

const names = foldNames(
  ["Joanna", "Anna-Lena Öztürk", "Mary Ann", "Ann", "Ánna", "Bob  Smith", "שרה"].map((name) => ({ name })),
);
const found = (typed: string, limit?: number) => matchNames(names, typed, limit).map(({ name }) => name);

describe("matchNames", () => {
  it("puts the whole name first, then beginnings, then later words, then parts", () => {
    expect(found("ann")).toEqual(["Ann", "Anna-Lena Öztürk", "Ánna", "Mary Ann", "Joanna"]);
  });

  it("ignores case, accents and how often a space stands", () => {
    expect(found("ÖZTURK")).toEqual(["Anna-Lena Öztürk"]);
    expect(found("bob smith")).toEqual(["Bob  Smith"]);
    expect(found("שרה")).toEqual(["שרה"]);
  });

  it("gives all, or the first few, when nothing was typed, and nobody where nobody fits", () => {
    expect(found("  ")).toHaveLength(7);
    expect(found("", 2)).toEqual(["Joanna", "Anna-Lena Öztürk"]);
    expect(found("xyz")).toEqual([]);
  });
});
