import type { RegressionTree } from "../verification/boosted-trees.ts";
import type { BinnedFeatures } from "./bin-features.ts";

/** How a tree is grown. */
export interface TreeOptions {
  /** For each feature: true = a higher value may only raise the score. */
  readonly isRising: readonly boolean[];
  readonly depth: number;
  /** Share of each tree's correction that is taken, 0..1. */
  readonly learningRate: number;
  /** Weight of the penalty on a leaf's square, as a share of the total weight. */
  readonly ridge: number;
  /** Least curvature (weight x p x (1 - p)) in a leaf, as a share of the total weight. */
  readonly leastCurvature: number;
}

/** First and second derivative of the loss by each row's score. */
export interface Steps {
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
}

/** A split that lowers the mean loss by less is rounding. */
const leastGain = 1e-12;

/** A leaf that may yet be split, and the values that keep the features monotone. */
interface Leaf {
  /** Its place in the tree's nodes. */
  readonly place: number;
  readonly rows: Uint32Array;
  readonly gradient: number;
  readonly curvature: number;
  readonly least: number;
  readonly most: number;
  readonly depth: number;
}

interface Split {
  readonly feature: number;
  /** Rows in bins up to this one go to the low side. */
  readonly bin: number;
  readonly gain: number;
  readonly lowGradient: number;
  readonly lowCurvature: number;
}

/** Grows one tree that lowers the loss, split by split, level by level. */
export function growTree(binned: BinnedFeatures, steps: Steps, options: TreeOptions): RegressionTree {
  const nodes: RegressionTree["nodes"] = [{ value: 0 }];
  const all = Uint32Array.from({ length: steps.gradients.length }, (_, row) => row);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const open: Leaf[] = [
    {
      ...{ place: 0, rows: all, least: -Infinity, most: Infinity, depth: 0 },
      ...{ gradient: sum(steps.gradients), curvature: sum(steps.curvatures) },
    },
  ];
  for (let leaf = open.shift(); leaf !== undefined; leaf = open.shift()) {
    const split = leaf.depth < options.depth ? bestSplit(leaf, binned, steps, options) : undefined;
    if (split === undefined) {
      nodes[leaf.place] = { value: options.learningRate * valueOf(leaf, leaf, options) };
      continue;
    }
    const [low, high] = divide(leaf, split, binned, nodes.length, options);
    nodes.push({ value: 0 }, { value: 0 });
    const threshold = binned.upperEdges[split.feature]?.[split.bin] ?? 0;
    nodes[leaf.place] = { feature: split.feature, threshold, low: low.place, high: high.place };
    open.push(low, high);
  }
  return { nodes };
}

function valueOf(
  sums: { readonly gradient: number; readonly curvature: number },
  bounds: { readonly least: number; readonly most: number },
  { ridge }: TreeOptions,
): number {
  const free = sums.curvature + ridge === 0 ? 0 : -sums.gradient / (sums.curvature + ridge);
  return Math.min(bounds.most, Math.max(bounds.least, free));
}

/** How much a leaf with this value lowers the loss, to the second order. */
function gainOf(
  sums: { readonly gradient: number; readonly curvature: number },
  value: number,
  { ridge }: TreeOptions,
): number {
  return -(sums.gradient * value + ((sums.curvature + ridge) * value * value) / 2);
}

function bestSplit(
  leaf: Leaf,
  binned: BinnedFeatures,
  steps: Steps,
  options: TreeOptions,
): Split | undefined {
  const without = gainOf(leaf, valueOf(leaf, leaf, options), options);
  let best: Split | undefined;
  for (let feature = 0; feature < binned.upperEdges.length; feature++) {
    const { gradients, curvatures } = histogramOf(leaf.rows, feature, binned, steps);
    let lowGradient = 0;
    let lowCurvature = 0;
    for (let bin = 0; bin + 1 < gradients.length; bin++) {
      lowGradient += gradients[bin] ?? 0;
      lowCurvature += curvatures[bin] ?? 0;
      const low = { gradient: lowGradient, curvature: lowCurvature };
      const high = { gradient: leaf.gradient - lowGradient, curvature: leaf.curvature - lowCurvature };
      if (Math.min(low.curvature, high.curvature) < options.leastCurvature) continue;
      const [lowValue, highValue] = [valueOf(low, leaf, options), valueOf(high, leaf, options)];
      if (options.isRising[feature] === true && lowValue > highValue) continue;
      const gain = gainOf(low, lowValue, options) + gainOf(high, highValue, options) - without;
      if (gain > (best?.gain ?? leastGain)) best = { feature, bin, gain, lowGradient, lowCurvature };
    }
  }
  return best;
}

function histogramOf(rows: Uint32Array, feature: number, binned: BinnedFeatures, steps: Steps): Steps {
  const bins = (binned.upperEdges[feature]?.length ?? 0) + 1;
  const gradients = new Float64Array(bins);
  const curvatures = new Float64Array(bins);
  const column = binned.bins.subarray(feature * binned.rows, (feature + 1) * binned.rows);
  for (const row of rows) {
    const bin = column[row] ?? 0;
    gradients[bin] = (gradients[bin] ?? 0) + (steps.gradients[row] ?? 0);
    curvatures[bin] = (curvatures[bin] ?? 0) + (steps.curvatures[row] ?? 0);
  }
  return { gradients, curvatures };
}

function divide(
  leaf: Leaf,
  { feature, bin, lowGradient, lowCurvature }: Split,
  binned: BinnedFeatures,
  place: number,
  options: TreeOptions,
): [low: Leaf, high: Leaf] {
  const column = binned.bins.subarray(feature * binned.rows, (feature + 1) * binned.rows);
  const isLow = (row: number) => (column[row] ?? 0) <= bin;
  const low = { gradient: lowGradient, curvature: lowCurvature };
  const high = { gradient: leaf.gradient - lowGradient, curvature: leaf.curvature - lowCurvature };
  // What lies below a split on a rising feature stays on its side of the middle, so that no later split turns it round.
  const middle = (valueOf(low, leaf, options) + valueOf(high, leaf, options)) / 2;
  const isRising = options.isRising[feature] === true;
  const depth = leaf.depth + 1;
  return [
    {
      ...low,
      place,
      rows: leaf.rows.filter(isLow),
      least: leaf.least,
      most: isRising ? middle : leaf.most,
      depth,
    },
    {
      ...{ ...high, place: place + 1, rows: leaf.rows.filter((row) => !isLow(row)) },
      ...{ least: isRising ? middle : leaf.least, most: leaf.most, depth },
    },
  ];
}
