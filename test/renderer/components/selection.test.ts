import { describe, expect, it } from "vitest";
import { extendedTo, toggled, withoutGone } from "../../../renderer/components/virtual-grid/selection.ts";

const order = [5, 3, 8, 1, 9];
const nothing = { ids: new Set<number>(), anchorId: null };

describe("a selection", () => {
  it("takes an item in, and lets it go again", () => {
    const one = toggled(nothing, 3);
    expect([...one.ids]).toEqual([3]);
    expect([...toggled(one, 3).ids]).toEqual([]);
  });

  it("extends from the last one chosen, either way, and keeps what else is selected", () => {
    const selection = toggled(toggled(nothing, 9), 3);
    expect([...extendedTo(selection, 1, order).ids].sort()).toEqual([1, 3, 8, 9]);
    expect([...extendedTo(selection, 5, order).ids].sort()).toEqual([3, 5, 9]);
  });

  it("begins a range where nothing was chosen, or what was is gone", () => {
    expect(extendedTo(nothing, 8, order)).toEqual({ ids: new Set([8]), anchorId: 8 });
    expect([...extendedTo({ ids: new Set([1]), anchorId: 77 }, 8, order).ids].sort()).toEqual([1, 8]);
  });

  it("loses what is no longer there, and is the same as long as all is", () => {
    const selection = toggled(toggled(nothing, 9), 3);
    expect(withoutGone(selection, order)).toBe(selection);
    expect([...withoutGone(selection, [5, 3]).ids]).toEqual([3]);
  });
});
