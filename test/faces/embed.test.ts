import { expect, test } from "vitest";
import { normalise } from "../../app/faces/embed.ts";

test("a vector keeps its direction and gets length 1", () => {
  const { vector, norm } = normalise(Float32Array.of(3, 0, -4));
  expect(norm).toBeCloseTo(5, 6);
  expect(vector[0]).toBeCloseTo(0.6, 6);
  expect(vector[1]).toBe(0);
  expect(vector[2]).toBeCloseTo(-0.8, 6);
});

test.each([
  ["zeros", Float32Array.of(0, 0)],
  ["not a number", Float32Array.of(1, NaN)],
])("%s have no direction", (_name, vector) => {
  expect(() => normalise(vector)).toThrow("without a direction");
});
