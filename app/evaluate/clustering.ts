export interface ClusteringFigures {
  readonly bCubedPrecision: number;
  readonly bCubedRecall: number;
  readonly bCubedF1: number;
  /** Of the pairs that share a cluster, the share that is one person; NaN when no two items share one. */
  readonly pairwisePrecision: number;
  /** Of the pairs that are one person, the share in one cluster; NaN when nobody occurs twice. */
  readonly pairwiseRecall: number;
  readonly pairwiseF1: number;
  /** Share of the items that belong to the most frequent person of their cluster. */
  readonly purity: number;
  /** Clusters, those of one item included. */
  readonly clusters: number;
  /** Clusters of one item, items without a cluster included. */
  readonly singletons: number;
  readonly identities: number;
  readonly items: number;
}

interface Overlap {
  readonly cluster: number;
  readonly identity: number;
  count: number;
}

/**
 * Compares a grouping with the truth. `identities[i]` says who item i is, `clusters[i]` in which group it
 * was put; a negative cluster means in none, and makes the item a group of its own (so a photo whose face
 * was not found costs recall). All figures are shares, 0..1, and NaN for no items at all.
 *
 * B-cubed (Bagga and Baldwin, 1998; Amigo et al., 2009, whose extended form is the same where every item has one
 * cluster and one person): an item's precision is the share of its cluster that is the same person, itself
 * included; its recall the share of its person that is in the same cluster; both averaged over
 * the items, and F1 is the harmonic mean of the two averages.
 * Throws a RangeError when the two lists differ in length.
 */
export function clusteringFigures(identities: Int32Array, clusters: Int32Array): ClusteringFigures {
  if (identities.length !== clusters.length) {
    throw new RangeError(`${identities.length} labels do not fit ${clusters.length} clusters.`);
  }
  const own = withSingletons(clusters);
  const clusterSizes = countValues(own);
  const identitySizes = countValues(identities);
  let precisionSum = 0;
  let recallSum = 0;
  let rightPairs = 0;
  const largestOverlaps = new Map<number, number>();
  for (const { cluster, identity, count } of overlapsOf(own, identities)) {
    precisionSum += (count * count) / (clusterSizes.get(cluster) ?? NaN);
    recallSum += (count * count) / (identitySizes.get(identity) ?? NaN);
    rightPairs += pairsAmong(count);
    largestOverlaps.set(cluster, Math.max(count, largestOverlaps.get(cluster) ?? 0));
  }
  const items = identities.length;
  const pairsTogether = sumOf([...clusterSizes.values()].map(pairsAmong));
  const pairsOfOne = sumOf([...identitySizes.values()].map(pairsAmong));
  const bCubedPrecision = precisionSum / items;
  const bCubedRecall = recallSum / items;
  return {
    bCubedPrecision,
    bCubedRecall,
    bCubedF1: (2 * bCubedPrecision * bCubedRecall) / (bCubedPrecision + bCubedRecall),
    pairwisePrecision: rightPairs / pairsTogether,
    pairwiseRecall: rightPairs / pairsOfOne,
    pairwiseF1: (2 * rightPairs) / (pairsTogether + pairsOfOne),
    purity: sumOf([...largestOverlaps.values()]) / items,
    clusters: clusterSizes.size,
    singletons: [...clusterSizes.values()].filter((size) => size === 1).length,
    identities: identitySizes.size,
    items,
  };
}

function withSingletons(clusters: Int32Array): Float64Array {
  let unused = 0;
  for (const cluster of clusters) unused = Math.max(unused, cluster + 1);
  return Float64Array.from(clusters, (cluster) => (cluster < 0 ? unused++ : cluster));
}

function overlapsOf(clusters: Float64Array, identities: Int32Array): Iterable<Overlap> {
  const overlaps = new Map<string, Overlap>();
  for (const [item, cluster] of clusters.entries()) {
    const identity = identities[item] ?? NaN;
    const key = `${cluster} ${identity}`;
    const overlap = overlaps.get(key);
    if (overlap === undefined) overlaps.set(key, { cluster, identity, count: 1 });
    else overlap.count++;
  }
  return overlaps.values();
}

function countValues(values: Int32Array | Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function pairsAmong(items: number): number {
  return (items * (items - 1)) / 2;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
