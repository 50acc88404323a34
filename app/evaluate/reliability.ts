/** One row of a reliability table: what was promised and what came true. */
export interface ReliabilityBin {
  /** Probabilities in [from, to); the last bin includes 1. */
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  /** Mean of the promised probabilities; NaN in an empty bin. */
  readonly promised: number;
  /** Share of the pairs that are one person; NaN in an empty bin. */
  readonly observed: number;
}

/**
 * Sorts the pairs by promised probability, 0..1, into bins of equal width. `labels[i]` is 1 where pair i
 * shows one person, else 0. Throws a RangeError when the lists differ in length or a probability lies outside 0..1.
 */
export function reliability(probabilities: Float64Array, labels: Uint8Array, bins = 10): ReliabilityBin[] {
  if (probabilities.length !== labels.length) {
    throw new RangeError(`${probabilities.length} probabilities do not fit ${labels.length} labels.`);
  }
  const pairs = new Float64Array(bins);
  const promised = new Float64Array(bins);
  const same = new Float64Array(bins);
  for (const [pair, probability] of probabilities.entries()) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`Pair ${pair} has the probability ${probability}, which is not in 0..1.`);
    }
    const bin = Math.min(bins - 1, Math.floor(probability * bins));
    pairs[bin] = (pairs[bin] ?? 0) + 1;
    promised[bin] = (promised[bin] ?? 0) + probability;
    same[bin] = (same[bin] ?? 0) + (labels[pair] === 1 ? 1 : 0);
  }
  return Array.from(pairs, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    pairs: count,
    promised: (promised[bin] ?? NaN) / count,
    observed: (same[bin] ?? NaN) / count,
  }));
}

/**
 * Expected calibration error, 0..1: the mean distance between promised and observed over the bins, weighted by their
 * pairs (Naeini et al., 2015). NaN without pairs.
 */
export function expectedCalibrationError(table: readonly ReliabilityBin[]): number {
  let pairs = 0;
  let distance = 0;
  for (const bin of table) {
    if (bin.pairs === 0) continue;
    pairs += bin.pairs;
    distance += bin.pairs * Math.abs(bin.promised - bin.observed);
  }
  return distance / pairs;
}
