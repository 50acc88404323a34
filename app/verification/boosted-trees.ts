import { z } from "zod";

const node = z.union([
  z.strictObject({
    /** The place of a feature. */
    feature: z.int().nonnegative(),
    /** At or below it the walk goes on at `low`, above it at `high`: places in `nodes`, further down. */
    threshold: z.number(),
    low: z.int().positive(),
    high: z.int().positive(),
  }),
  z.strictObject({ value: z.number() }),
]);

const tree = z.strictObject({ nodes: z.array(node).min(1) }).superRefine(({ nodes }, context) => {
  for (const [place, at] of nodes.entries()) {
    if ("value" in at) continue;
    // Only downwards, so that no walk goes round for ever.
    if ([at.low, at.high].some((next) => next <= place || next >= nodes.length)) {
      context.addIssue(`node ${place} of a tree leads to a node that is not below it`);
    }
  }
});

/** A sum of a linear function of the features and of regression trees on them. */
export const boostedTreesSchema = z
  .strictObject({
    intercept: z.number(),
    /** One a feature. */
    weights: z.array(z.number()),
    trees: z.array(tree),
  })
  .superRefine(({ weights, trees }, context) => {
    const isKnown = trees.every(({ nodes }) =>
      nodes.every((at) => "value" in at || at.feature < weights.length),
    );
    if (!isKnown)
      context.addIssue(`a tree asks for a feature that is not there; there are ${weights.length}`);
  });

export type BoostedTrees = z.infer<typeof boostedTreesSchema>;
export type RegressionTree = BoostedTrees["trees"][number];

/** The model's score of one row of features, in natural logarithms of the odds. */
export function scoreOf({ intercept, weights, trees }: BoostedTrees, features: ArrayLike<number>): number {
  let score = intercept;
  for (const [place, weight] of weights.entries()) score += weight * (features[place] ?? 0);
  for (const { nodes } of trees) score += valueOf(nodes, features);
  return score;
}

function valueOf(nodes: RegressionTree["nodes"], features: ArrayLike<number>): number {
  let at = nodes[0];
  while (at !== undefined && !("value" in at)) {
    at = nodes[(features[at.feature] ?? 0) <= at.threshold ? at.low : at.high];
  }
  return at?.value ?? 0;
}
