import { describe, expect, test } from "vitest";
import type { Judgement } from "../../app/db/judgements.ts";
import { covers, liftApart, partTogether } from "../../app/people/lift-judgements.ts";

const together = (...faces: number[]): Judgement => ({ id: 1, kind: "together", sides: [faces, []] });
const apart = (left: number[], right: number[]): Judgement => ({
  id: 1,
  kind: "apart",
  sides: [left, right],
});

describe("'together', when some leave", () => {
  test.each([
    [
      "two of four",
      [1, 2, 3, 4],
      [2, 4, 9],
      [
        [2, 4],
        [1, 3],
      ],
    ],
    ["one of three: alone it says nothing", [1, 2, 3], [2], [[1, 3]]],
    ["one of two: nothing is left", [1, 2], [1], []],
  ])("%s", (_name, faces, leaving, parts) => {
    expect(partTogether(together(...faces), new Set(leaving))).toEqual(
      parts.map((part) => ({ kind: "together", sides: [part, []] })),
    );
  });

  test("all or none of them: nothing changes", () => {
    expect(partTogether(together(1, 2), new Set([1, 2, 3]))).toBeNull();
    expect(partTogether(together(1, 2), new Set([3]))).toBeNull();
  });
});

describe("'apart', when some turn out to be one person", () => {
  test.each([
    [
      "one on either side: all other pairs are kept",
      ...[apart([1, 2], [3, 4]), [1, 3]],
      [
        [[2], [3, 4]],
        [[1], [4]],
      ],
    ],
    ["a whole side and one of the other", apart([1, 2], [3, 4]), [1, 2, 3], [[[1, 2], [4]]]],
    ["all", apart([1, 2], [3]), [1, 2, 3], []],
  ] as const)("%s", (_name, judgement, same, kept) => {
    expect(liftApart(judgement, new Set<number>(same))).toEqual(
      kept.map((sides) => ({ kind: "apart", sides })),
    );
  });

  test("on one side only: nothing changes", () => {
    expect(liftApart(apart([1, 2], [3]), new Set([1, 2]))).toBeNull();
    expect(liftApart(apart([1, 2], [3]), new Set([3, 9]))).toBeNull();
  });
});

test.each([
  ["the same", together(1, 2), together(1, 2), true],
  ["more", together(1, 2, 3), together(3, 1), true],
  ["less", together(1, 2), together(1, 2, 3), false],
  ["of the other kind", apart([1, 2], [3]), together(1, 2), false],
  ["apart, more", apart([1, 2], [3, 4]), apart([1], [3, 4]), true],
  ["apart, the sides changed", apart([1, 2], [3]), apart([3], [2]), true],
  ["apart, across the sides", apart([1, 2], [3]), apart([1], [2]), false],
])("a judgement that says %s", (_name, known, other, isCovered) => {
  expect(covers(known, { kind: other.kind, sides: other.sides })).toBe(isCovered);
});
