import { expect, test } from "vitest";
import { reconcileFaces } from "../../app/library/reconcile-faces.ts";

/** A box 10 high: two that are shifted by d share (10 - d) of 10 + d columns. */
function boxAt(x: number, width = 10) {
  return { x, y: 0, width, height: 10 };
}

function face(id: number, x: number) {
  return { id, box: boxAt(x) };
}

function found(name: string, x: number) {
  return { name, box: boxAt(x) };
}

test("a face that is found again keeps its id, also a little shifted", () => {
  // Shifted by 3: 7 / 13 = 0.54.
  const [near, same] = [found("near", 103), found("same", 0)];
  expect(reconcileFaces([face(7, 0), face(4, 100)], [near, same])).toEqual({
    kept: [
      { faceId: 7, found: same },
      { faceId: 4, found: near },
    ],
    added: [],
    gone: [],
  });
});

test("half of the area is the bound", () => {
  // 5 of 10 columns: 50 / 100 is exactly a half.
  const half = { box: boxAt(0, 5) };
  expect(reconcileFaces([face(1, 0)], [half]).kept).toEqual([{ faceId: 1, found: half }]);
  // Shifted by 4: 6 / 14 = 0.43.
  const far = found("far", 4);
  expect(reconcileFaces([face(1, 0)], [far])).toEqual({ kept: [], added: [far], gone: [1] });
});

test("the best overlap comes first, and nobody is taken twice", () => {
  // 1 and "b" share 8 / 12, but 2 and "b" share 9 / 11; so 1 gets "a" with 7 / 13.
  const [a, b] = [found("a", -3), found("b", 2)];
  expect(reconcileFaces([face(1, 0), face(2, 3)], [b, a])).toEqual({
    kept: [
      { faceId: 2, found: b },
      { faceId: 1, found: a },
    ],
    added: [],
    gone: [],
  });
  // Two findings for one face: the worse one is a new face. One finding for two faces: the worse one is gone.
  const [exact, twice] = [found("exact", 0), found("twice", 1)];
  expect(reconcileFaces([face(1, 0)], [twice, exact])).toEqual({
    kept: [{ faceId: 1, found: exact }],
    added: [twice],
    gone: [],
  });
  expect(reconcileFaces([face(1, 1), face(2, 0)], [exact])).toEqual({
    kept: [{ faceId: 2, found: exact }],
    added: [],
    gone: [1],
  });
});

test("a tie goes to the first", () => {
  const [first, second] = [found("first", 0), found("second", 0)];
  expect(reconcileFaces([face(9, 0), face(2, 0)], [first])).toMatchObject({ gone: [2] });
  expect(reconcileFaces([face(9, 0)], [first, second])).toMatchObject({ added: [second] });
});

test("nothing before or nothing now is all new or all gone", () => {
  const one = found("one", 0);
  expect(reconcileFaces([], [one])).toEqual({ kept: [], added: [one], gone: [] });
  expect(reconcileFaces([face(3, 0), face(1, 50)], [])).toEqual({ kept: [], added: [], gone: [3, 1] });
  expect(reconcileFaces([], [])).toEqual({ kept: [], added: [], gone: [] });
});

test("in a video a face is found again in any frame that shows its person, and never by its place alone", () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const before = { id: 1, box, frameMs: 2_000 };
  const elsewhere = { box: { ...box, x: 50 }, frameMs: 6_000, alsoAt: [{ ...box, frameMs: 2_000 }] };
  const stranger = { box, frameMs: 4_000 };
  expect(reconcileFaces([before], [stranger, elsewhere])).toEqual({
    kept: [{ faceId: 1, found: elsewhere }],
    added: [stranger],
    gone: [],
  });
});
