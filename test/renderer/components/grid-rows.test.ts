import { describe, expect, it } from "vitest";
import { gridRows, moveInGrid } from "../../../renderer/components/virtual-grid/grid-rows.ts";

const sections = [
  { key: "a", title: null, items: ["a0", "a1", "a2", "a3", "a4"] },
  { key: "b", title: "B", items: ["b0", "b1"] },
  { key: "none", title: "None", items: [] },
  { key: "shut", title: "Shut", items: [], isShownEmpty: true },
];

describe("gridRows", () => {
  it("breaks each section by itself, and leaves out those that are empty unless they are collapsed", () => {
    const rows = gridRows(sections, 3);

    expect(rows.map((row) => (row.kind === "heading" ? row.section.title : row.items.join(" ")))).toEqual([
      "a0 a1 a2",
      "a3 a4",
      "B",
      "b0 b1",
      "Shut",
    ]);
    expect(rows.flatMap((row) => (row.kind === "items" ? [row.start] : []))).toEqual([0, 3, 5]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe("moveInGrid", () => {
  const rows = gridRows(sections, 3);
  it.each([
    [0, "right", 1],
    [0, "left", 0],
    [6, "right", 6],
    [2, "down", 4],
    [1, "down", 4],
    [3, "down", 5],
    [5, "up", 3],
    [0, "up", 0],
    [6, "down", 6],
    [4, "start", 0],
    [0, "end", 6],
    [0, "page-down", 5],
    [6, "page-up", 1],
  ] as const)("from %i %s leads to %i", (place, move, to) => {
    expect(moveInGrid(rows, place, move, 2)).toBe(to);
  });

  it("stays at the beginning of a grid without items", () => {
    expect(moveInGrid([], 0, "down", 2)).toBe(0);
  });
});
