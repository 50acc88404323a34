/** Every feature cut into bins at its quantiles, for looking for splits quickly. */
export interface BinnedFeatures {
  readonly rows: number;
  /** Features x rows: the bin of each value. */
  readonly bins: Uint8Array;
  /** For each feature, rising: values at or below edge i and above edge i - 1 are in bin i; above the last, in one more. */
  readonly upperEdges: readonly Float64Array[];
}

/** XGBoost and LightGBM take about 255, for millions of rows; a labelled folder gives some ten thousand. */
const mostBins = 64;

/** Cuts each of the `width` features (rows x `width`, row-major) half way between values at its quantiles. */
export function binFeatures(features: Float64Array, width: number): BinnedFeatures {
  const rows = features.length / width;
  const bins = new Uint8Array(features.length);
  const upperEdges: Float64Array[] = [];
  for (let feature = 0; feature < width; feature++) {
    const values = Float64Array.from({ length: rows }, (_, row) => features[row * width + feature] ?? 0);
    const edges = edgesOf(values.slice().sort());
    upperEdges.push(edges);
    for (const [row, value] of values.entries()) bins[feature * rows + row] = binOf(value, edges);
  }
  return { rows, bins, upperEdges };
}

function edgesOf(sorted: Float64Array): Float64Array {
  const edges: number[] = [];
  for (let cut = 1; cut < mostBins; cut++) {
    const place = Math.floor((cut * sorted.length) / mostBins);
    const below = lastBelow(sorted, place);
    if (below === -1) continue;
    const edge = halfway(sorted[below] ?? 0, sorted[below + 1] ?? 0);
    if (edge > (edges.at(-1) ?? -Infinity)) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** The place of the last value that is smaller than the one at `place`; -1 = there is none. */
function lastBelow(sorted: Float64Array, place: number): number {
  const value = sorted[place] ?? 0;
  let below = place - 1;
  while (below >= 0 && sorted[below] === value) below--;
  return below;
}

function halfway(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  // Between two neighbouring floating-point numbers there is no third one.
  return middle < high ? middle : low;
}

function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > (edges[middle] ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
}
