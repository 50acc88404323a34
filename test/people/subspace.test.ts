import { describe, expect, test } from "vitest";
import { basisOfBytes, bytesOfBasis, subspaceOf, subspaceOfModel } from "../../app/people/subspace.ts";
import { dot } from "../../app/people/vectors.ts";
import { randomUnitVectors, unitVector } from "./unit-vectors.ts";

describe("a subspace", () => {
  test("keeps the similarities of vectors that lie in it, with fewer numbers", () => {
    // The plane of the second and the fourth axis.
    const { project, dimensions } = subspaceOf(2, Float32Array.of(0, 1, 0, 0, 0, 0, 0, 1));
    expect(dimensions).toBe(2);
    expect([...project(Float32Array.of(0, 0.6, 0, 0.8))]).toEqual([...Float32Array.of(0.6, 0.8)]);
  });

  test("gives vectors of unit length, also for those that stick out of it a little", () => {
    const { project } = subspaceOf(2, Float32Array.of(1, 0, 0, 0, 1, 0));
    const projected = project(unitVector(3, 4, 0.5));
    expect(dot(projected, projected)).toBeCloseTo(1, 6);
    expect(projected[0]).toBeCloseTo(0.6, 6);
  });

  test("comes back from its bytes, rounded to 16 bits", () => {
    const basis = Float32Array.of(1, -1, 0, 0.5);
    const read = basisOfBytes(bytesOfBasis(basis));
    expect(read).toHaveLength(4);
    for (const [at, value] of basis.entries()) expect(read[at]).toBeCloseTo(value, 4);
  });
});

describe("the subspace of a model", () => {
  test("of the default model has 160 orthonormal directions of 512 numbers", () => {
    const { dimensions, project } = subspaceOfModel("mobilefacenet", 512);
    expect(dimensions).toBe(160);
    // A projection on orthonormal directions makes nothing longer, and any 512 numbers lose what is in the other 352.
    const [one = new Float32Array(512)] = randomUnitVectors(1, 512, 1);
    expect(project(one)).toHaveLength(160);
    expect(dot(project(one), project(one))).toBeCloseTo(1, 5);
  });

  test("of one that nobody has looked at is everything", () => {
    const { dimensions, project } = subspaceOfModel("my-model", 3);
    const vector = Float32Array.of(0, 0.6, 0.8);
    expect(dimensions).toBe(3);
    expect(project(vector)).toBe(vector);
  });
});
