import { describe, expect, it } from "vitest";
import {
  fitBoostedTrees,
  type BoostingOptions,
  type BoostingRows,
} from "../../app/evaluate/fit-boosted-trees.ts";
import { boostedTreesSchema, scoreOf } from "../../app/verification/boosted-trees.ts";

function rowsOf(
  ...examples: readonly (readonly [features: readonly number[], label: 0 | 1])[]
): BoostingRows {
  return {
    features: Float64Array.from(examples.flatMap(([features]) => features)),
    width: examples[0]?.[0].length ?? 0,
    labels: Uint8Array.from(examples, ([, label]) => label),
    weights: new Float64Array(examples.length).fill(1),
  };
}

function options(changed: Partial<BoostingOptions> = {}): BoostingOptions {
  return {
    ...{ start: { intercept: 0, weights: [0] }, isRising: [false], rounds: 1, depth: 1, learningRate: 1 },
    ...{ ridge: 1 / 16, leastCurvature: 0, patience: Infinity },
    ...changed,
  };
}

const steps = rowsOf([[0], 0], [[1], 0], [[2], 1], [[3], 1]);

describe("boosted trees", () => {
  it("takes the step that can be worked out by hand", () => {
    const { model, losses } = fitBoostedTrees(steps, options());
    // All start at a probability of 1/2. A row of weight 1/4 has the gradient 1/4 x (1/2 - label), the curvature
    // 1/4 x 1/4. Split in the middle, each side has the gradient 1/4 and the curvature 1/8: a step of 1/4 : (1/8 + 1/16).
    expect(model.trees).toEqual([
      {
        nodes: [
          { feature: 0, threshold: 1.5, low: 1, high: 2 },
          { value: expect.closeTo(-4 / 3, 12) as number },
          { value: expect.closeTo(4 / 3, 12) as number },
        ],
      },
    ]);
    expect(losses).toEqual([
      expect.closeTo(Math.log(2), 12) as number,
      expect.closeTo(Math.log(1 + Math.exp(-4 / 3)), 12) as number,
    ]);
    expect([scoreOf(model, [1.5]), scoreOf(model, [1.51])]).toEqual([
      expect.closeTo(-4 / 3, 12) as number,
      expect.closeTo(4 / 3, 12) as number,
    ]);
  });

  it("takes a share of the step, starts from a linear function, and weighs the rows", () => {
    const half = fitBoostedTrees(steps, options({ learningRate: 0.5 }));
    expect(half.model.trees[0]?.nodes[2]).toEqual({ value: expect.closeTo(2 / 3, 12) as number });
    const from = fitBoostedTrees(steps, options({ start: { intercept: -3, weights: [2] }, rounds: 0 }));
    expect(from.model.trees).toEqual([]);
    expect(scoreOf(from.model, [2])).toBe(1);
    // One row that counts three times is three rows.
    const thrice = fitBoostedTrees({ ...steps, weights: Float64Array.of(1, 1, 1, 3) }, options());
    const repeated = fitBoostedTrees(
      rowsOf([[0], 0], [[1], 0], [[2], 1], [[3], 1], [[3], 1], [[3], 1]),
      options(),
    );
    expect(scoreOf(thrice.model, [3])).toBeCloseTo(scoreOf(repeated.model, [3]), 12);
  });

  it("finds what no single split tells: the one or the other, but not both", () => {
    const either = rowsOf([[0, 0], 0], [[0, 1], 1], [[1, 0], 1], [[1, 1], 0], [[1, 0], 1]);
    const { model } = fitBoostedTrees(
      either,
      options({ depth: 2, rounds: 20, ridge: 0.01, start: { intercept: 0, weights: [0, 0] } }),
    );
    const scores = [...either.labels.keys()].map((row) =>
      scoreOf(model, either.features.subarray(row * 2, row * 2 + 2)),
    );
    expect(scores.map((score) => (score > 0 ? 1 : 0))).toEqual([...either.labels]);
  });

  it("never lets a rising feature speak the other way", () => {
    const falling = rowsOf([[0], 1], [[1], 1], [[2], 0], [[3], 0]);
    const refused = fitBoostedTrees(falling, options({ isRising: [true] }));
    expect(refused.model.trees).toEqual([]);

    const noisy = noisyRows(400);
    const { model } = fitBoostedTrees(
      noisy,
      options({ rounds: 30, depth: 3, isRising: [true, false], start: { intercept: 0, weights: [0, 0] } }),
    );
    expect(model.trees).toHaveLength(30);
    for (const other of [-0.9, -0.3, 0, 0.4, 0.8]) {
      const along = Array.from({ length: 41 }, (_, at) => scoreOf(model, [at / 20 - 1, other]));
      for (const [at, score] of along.entries())
        expect(score).toBeGreaterThanOrEqual((along[at - 1] ?? -Infinity) - 1e-9);
    }
  });

  it("keeps the trees up to the one that was best for other rows", () => {
    const contrary = rowsOf([[0], 1], [[1], 1], [[2], 0], [[3], 0]);
    const none = fitBoostedTrees(steps, options({ rounds: 10, patience: 3, validation: contrary }));
    expect(none.model.trees).toEqual([]);
    expect(none.losses).toHaveLength(4);
    const all = fitBoostedTrees(steps, options({ rounds: 10, patience: 3, validation: steps }));
    expect(all.model.trees).toHaveLength(10);
  });

  it("gives the same model for the same rows", () => {
    const settings = options({
      rounds: 5,
      depth: 3,
      isRising: [true, false],
      start: { intercept: 0, weights: [0, 0] },
    });
    expect(fitBoostedTrees(noisyRows(200), settings)).toEqual(fitBoostedTrees(noisyRows(200), settings));
  });
});

describe("a stored model", () => {
  const leaf = { value: 1 };
  const model = (nodes: readonly unknown[]) => ({ intercept: 0, weights: [0], trees: [{ nodes }] });

  it("is refused when a walk through a tree would not end, or ask for what is not there", () => {
    const split = { feature: 0, threshold: 0, low: 1, high: 2 };
    expect(boostedTreesSchema.safeParse(model([split, leaf, leaf])).success).toBe(true);
    expect(boostedTreesSchema.safeParse(model([split, { ...split, low: 1, high: 2 }, leaf])).success).toBe(
      false,
    );
    expect(boostedTreesSchema.safeParse(model([split, leaf])).success).toBe(false);
    expect(boostedTreesSchema.safeParse(model([{ ...split, feature: 1 }, leaf, leaf])).success).toBe(false);
  });
});

/** Two features of -1 to 1; the label follows the first one, mostly, and bends with the second. */
function noisyRows(count: number): BoostingRows {
  let state = 1;
  const next = () => {
    // Numerical Recipes' generator, so that the numbers are the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
  return rowsOf(
    ...Array.from({ length: count }, (): [number[], 0 | 1] => {
      const [a, b, noise] = [next(), next(), next()];
      return [[a, b], a + 0.5 * Math.abs(b) + 0.8 * noise > 0 ? 1 : 0];
    }),
  );
}
