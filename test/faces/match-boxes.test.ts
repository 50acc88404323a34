import { describe, expect, it } from "vitest";
import { matchBoxes } from "../../app/faces/match-boxes.ts";

const box = (x: number, y = 0, side = 100) => ({ x, y, width: side, height: side });

describe("boxes of the picture before", () => {
  it("are found where they overlap most, each once", () => {
    expect(matchBoxes([box(0), box(200)], [box(205), box(20), box(500)], 0.3)).toEqual([1, 0, null]);
    // Both overlap the one before; the nearer one is it.
    expect(matchBoxes([box(0)], [box(30), box(10)], 0.3)).toEqual([null, 0]);
  });

  it("are not found where they overlap too little", () => {
    expect(matchBoxes([box(0)], [box(60)], 0.3)).toEqual([null]);
    expect(matchBoxes([box(0)], [box(0, 0, 300)], 0.3)).toEqual([null]);
  });

  it("are nobody's where there are none", () => {
    expect(matchBoxes([], [box(0)], 0.3)).toEqual([null]);
    expect(matchBoxes([box(0)], [], 0.3)).toEqual([]);
  });
});
