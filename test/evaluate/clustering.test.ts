import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clusteringFigures } from "../../app/evaluate/clustering.ts";

const figures = (identities: readonly number[], clusters: readonly number[]) =>
  clusteringFigures(Int32Array.from(identities), Int32Array.from(clusters));

const near = (value: number): unknown => expect.closeTo(value, 12);

const labels = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -1, max: 5 })), {
  minLength: 1,
  maxLength: 30,
});

describe("clusteringFigures", () => {
  test("works out the example", () => {
    // Cluster 0: A A. Cluster 1: A B B. C has no cluster and stands alone.
    // Precision of each item: 1, 1, 1/3, 2/3, 2/3, 1 = 14/3; recall: 2/3, 2/3, 1/3, 1, 1, 1 = 14/3; of 6: 7/9.
    // Pairs in one cluster: 1 + 3 = 4; pairs of one person: 3 + 1 = 4; both: A A and B B = 2.
    // Most frequent: 2 + 2 + 1 of 6.
    expect(figures([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, -1])).toEqual({
      bCubedPrecision: near(7 / 9),
      bCubedRecall: near(7 / 9),
      bCubedF1: near(7 / 9),
      pairwisePrecision: 2 / 4,
      pairwiseRecall: 2 / 4,
      pairwiseF1: 2 / 4,
      purity: 5 / 6,
      clusters: 3,
      singletons: 1,
      identities: 3,
      items: 6,
    });
  });

  test("is not perfect when everything is one cluster", () => {
    // Precision of each of A A A B: 3/4, 3/4, 3/4, 1/4 = 10/4 of 4 = 5/8; recall 1; F1 = 2 x 5/8 / 13/8 = 10/13.
    // Pairs: 3 right of 6 together, 3 of one person.
    expect(figures([0, 0, 0, 1], [7, 7, 7, 7])).toMatchObject({
      bCubedPrecision: 5 / 8,
      bCubedRecall: 1,
      bCubedF1: near(10 / 13),
      pairwisePrecision: 1 / 2,
      pairwiseRecall: 1,
      purity: 3 / 4,
      clusters: 1,
    });
  });

  test("makes each item without a cluster a cluster of its own", () => {
    // Recall of A A: 1/2 each. Nobody shares a cluster, so there is no pairwise precision.
    expect(figures([0, 0], [-1, -1])).toMatchObject({
      bCubedPrecision: 1,
      bCubedRecall: 1 / 2,
      pairwisePrecision: NaN,
      pairwiseRecall: 0,
      pairwiseF1: 0,
      clusters: 2,
      singletons: 2,
    });
  });

  test("has no figures for no items", () => {
    expect(figures([], [])).toMatchObject({ bCubedF1: NaN, purity: NaN, clusters: 0, items: 0 });
  });

  test("refuses lists of different length", () => {
    expect(() => figures([0], [0, 1])).toThrow("1 labels do not fit 2 clusters.");
  });

  test("gives 1 for the truth itself", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1 }), (identities) => {
        const perfect = figures(
          identities,
          identities.map((identity) => 100 - identity),
        );
        expect(perfect).toMatchObject({ bCubedPrecision: 1, bCubedRecall: 1, bCubedF1: 1, purity: 1 });
        expect(perfect.clusters).toBe(perfect.identities);
      }),
      { seed: 5 },
    );
  });

  test("agrees with the definition, item by item and pair by pair", () => {
    fc.assert(
      fc.property(labels, (labelled) => {
        const items = labelled.map(([identity, cluster], place) => ({ identity, cluster, place }));
        type Item = (typeof items)[number];
        const together = (a: Item, b: Item) => a === b || (a.cluster !== -1 && a.cluster === b.cluster);
        const alike = (a: Item, b: Item) => a.identity === b.identity;
        let precision = 0;
        let recall = 0;
        for (const a of items) {
          const right = items.filter((b) => together(a, b) && alike(a, b)).length;
          precision += right / items.filter((b) => together(a, b)).length / items.length;
          recall += right / items.filter((b) => alike(a, b)).length / items.length;
        }
        const pairs = items.flatMap((a) => items.slice(a.place + 1).map((b) => [a, b] as const));
        const both = pairs.filter(([a, b]) => together(a, b) && alike(a, b)).length;
        const result = figures(
          items.map(({ identity }) => identity),
          items.map(({ cluster }) => cluster),
        );
        expect(result.bCubedPrecision).toBeCloseTo(precision, 10);
        expect(result.bCubedRecall).toBeCloseTo(recall, 10);
        expect(result.pairwisePrecision).toBe(both / pairs.filter(([a, b]) => together(a, b)).length);
        expect(result.pairwiseRecall).toBe(both / pairs.filter(([a, b]) => alike(a, b)).length);
      }),
      { seed: 5 },
    );
  });
});
