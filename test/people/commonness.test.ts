import { expect, test } from "vitest";
import { commonnessOfModel, likenessOf, linearCommonness } from "../../app/people/commonness.ts";
import { unitVector } from "./unit-vectors.ts";

// Steps of 0.1 along the first axis, and less 0.05.
const description = {
  intercept: -0.05,
  scale: 0.1,
  weights: Buffer.from(Int8Array.of(2, 0, -1).buffer).toString("base64"),
};

test("a face is common by a weighted sum of its numbers, and never by less than nothing", () => {
  const commonnessOf = linearCommonness(description);
  expect(commonnessOf(Float32Array.of(1, 0, 0))).toBeCloseTo(0.15, 6);
  expect(commonnessOf(Float32Array.of(0, 1, 0))).toBe(0);
  expect(commonnessOf(Float32Array.of(0, 0, 1))).toBe(0);
});

test("the likeness of two faces is their similarity less how common both are", () => {
  const one = Float32Array.of(1, 0, 0);
  const other = unitVector(0.6, 0.8, 0);
  const commonnessOf = linearCommonness(description);
  expect(likenessOf(one, other, commonnessOf)).toBeCloseTo(0.6 - 0.15 - 0.07, 6);
});

test("of a model that nobody has fitted, no face is common", () => {
  expect(commonnessOfModel("my-model")(Float32Array.of(1, 0))).toBe(0);
});

test("of the default model, some are", () => {
  const commonnessOf = commonnessOfModel("mobilefacenet");
  const faces = Array.from({ length: 512 }, (_, axis) =>
    Float32Array.from({ length: 512 }, (__, at) => Number(at === axis)),
  );
  expect(faces.some((face) => commonnessOf(face) > 0)).toBe(true);
});
