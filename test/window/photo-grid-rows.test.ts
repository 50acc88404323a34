import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  headingsOf,
  heightOfRows,
  makeRows,
  makeRowsThatFit,
  mostHeight,
  photoInNextRow,
  placeTiles,
  rowOfPhoto,
} from "../../renderer/components/photo-grid/rows.ts";

const options = { width: 1000, targetHeight: 200, gap: 4, headingHeight: 50 };

const layouts = fc
  .array(
    fc.record({
      count: fc.integer({ min: 1, max: 30 }),
      ratios: fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 30, maxLength: 30 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((months) => {
    const ratios = months.flatMap(({ count, ratios: all }) => all.slice(0, count));
    return {
      ids: ratios.map((_, index) => index + 1),
      ratios,
      months: months.map(({ count }, index) => ({ month: `20${String(30 - index)}-01`, count })),
    };
  });

describe("rows of photos", () => {
  it("hold every photo once, in order, one below the other, no wider than there is room", () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const rows = makeRows(layout, options);
        let top = 0;
        const seen: number[] = [];
        for (const row of rows) {
          expect(row.top).toBeCloseTo(top);
          top += row.height;
          if (row.kind === "month") continue;
          const tiles = placeTiles(row, layout.ratios, options.gap);
          const last = tiles.at(-1);
          expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(options.width + 1);
          expect(row.height - options.gap).toBeLessThanOrEqual(options.targetHeight * 1.4 + 0.001);
          tiles.forEach((tile, place) => {
            const before = tiles[place - 1];
            if (before !== undefined) expect(tile.left).toBeGreaterThan(before.left + before.width);
            seen.push(tile.index);
          });
        }
        expect(seen).toEqual(layout.ids.map((_, index) => index));
      }),
      { seed: 5 },
    );
  });

  it("fill the width, but for the last of a month", () => {
    const ratios = Array.from({ length: 50 }, (_, index) => [150, 67, 100][index % 3] ?? 0);
    const layout = { ids: ratios.map((_, id) => id), ratios, months: [{ month: "2019-05", count: 50 }] };
    const rows = makeRows(layout, options).filter(({ kind }) => kind === "photos");
    for (const row of rows.slice(0, -1)) {
      const last = placeTiles(row, ratios, options.gap).at(-1);
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(options.width, -0.5);
      expect(Math.abs(row.height - options.targetHeight)).toBeLessThan(60);
    }
  });

  it("are walked by keys to the photo nearest above or below, over the names of months", () => {
    const ratios = Array.from({ length: 10 }, () => 100);
    const months = [
      { month: "2019-05", count: 5 },
      { month: null, count: 5 },
    ];
    const layout = { ids: ratios.map((_, id) => id), ratios, months };
    const rows = makeRows(layout, options);
    expect(rows[rowOfPhoto(rows, 0)]).toMatchObject({ kind: "photos", first: 0 });
    const down = photoInNextRow(rows, ratios, { index: 1, direction: 1, gap: options.gap });
    expect(down).toBe(6);
    expect(photoInNextRow(rows, ratios, { index: down, direction: -1, gap: options.gap })).toBe(1);
    expect(photoInNextRow(rows, ratios, { index: 0, direction: -1, gap: options.gap })).toBe(0);
  });

  it("with few photos a month have the name of the year above them", () => {
    const months = [
      { month: "2020-07", count: 1 },
      { month: "2020-02", count: 3 },
      { month: "2019-12", count: 2 },
      { month: null, count: 1 },
    ];
    expect(headingsOf(months)).toEqual([
      { month: "2020", count: 4 },
      { month: "2019", count: 2 },
      { month: null, count: 1 },
    ]);
    const many = months.map((month) => ({ ...month, count: 50 }));
    expect(headingsOf(many)).toEqual(many);
  });
});

describe("a narrow window on half a million photos", () => {
  const narrow = { width: 356, targetHeight: 356 / 3, gap: 4, headingHeight: 52 };
  const many = (ratioOf: (index: number) => number) => {
    const ids = Array.from({ length: 500_000 }, (_, index) => index);
    const months = Array.from({ length: 200 }, (_, index) => ({ month: `M${String(index)}`, count: 2_500 }));
    return { ids, ratios: ids.map(ratioOf), months };
  };

  it.each([
    ["wide ones", (index: number) => [150, 133, 178][index % 3] ?? 100],
    ["panoramas", () => 320],
    ["high ones", () => 56],
    ["squares", () => 100],
  ])("keeps %s within what can be scrolled, each at its shape", (_what, ratioOf) => {
    const layout = many(ratioOf);
    const rows = makeRowsThatFit(layout, narrow);

    expect(heightOfRows(rows)).toBeLessThanOrEqual(mostHeight);
    const photos = rows.flatMap((row) => (row.kind === "photos" ? [row] : []));
    expect(photos.reduce((sum, { first, end }) => sum + end - first, 0)).toBe(layout.ids.length);
    expect(Math.min(...photos.slice(0, 1_000).map(({ height }) => height))).toBeGreaterThan(30);
  });

  it("are as large as ever where they fit", () => {
    const layout = many(() => 56);
    const few = { ...layout, months: [{ month: "2019-05", count: 1_000 }] };
    expect(makeRowsThatFit(few, narrow)).toEqual(makeRows(few, narrow));
  });
});
