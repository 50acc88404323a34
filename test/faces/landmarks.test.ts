import { expect, test } from "vitest";
import { fivePointsOf68, landmarkSquare } from "../../app/faces/landmarks.ts";

test("the square around a box has its centre, moved down", () => {
  const square = landmarkSquare({ x: 100, y: 200, width: 40, height: 60 }, { size: 1.5, shiftDown: 0.1 });
  // Centre (120, 230 + 6), side 90.
  expect(square).toEqual({ x: 75, y: 191, width: 90, height: 90 });
});

test("five points: the middles of the eyes, the tip of the nose, the corners of the mouth", () => {
  const landmarks = Array.from({ length: 68 }, (_, index) => ({ x: index, y: 100 - index }));
  expect(fivePointsOf68(landmarks)).toEqual([
    // 36..41 and 42..47
    { x: 38.5, y: 61.5 },
    { x: 44.5, y: 55.5 },
    { x: 30, y: 70 },
    { x: 48, y: 52 },
    { x: 54, y: 46 },
  ]);
});

test("anything but 68 landmarks is refused", () => {
  expect(() => fivePointsOf68([{ x: 0, y: 0 }])).toThrow("Needs 68 landmarks, got 1");
});
