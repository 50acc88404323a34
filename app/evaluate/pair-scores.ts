/**
 * What every verification figure is read from: how many pairs are accepted at each threshold. A pair is
 * accepted when its similarity is the threshold or more.
 */
export interface PairScores {
  /** All pairs, those without a similarity included. */
  readonly samePairs: number;
  readonly differentPairs: number;
  /** Every similarity that occurs, once each, from the highest to the lowest; finite. */
  readonly thresholds: Float64Array;
  /** At `thresholds[i]`: pairs of one person that are accepted. */
  readonly sameAccepted: Float64Array;
  /** At `thresholds[i]`: pairs of different people that are accepted. */
  readonly differentAccepted: Float64Array;
}

export type Similarities = Float32Array | Float64Array;

/**
 * Sorts the similarities of same and of different pairs for the figures in verification.ts. Both lists in
 * any order, in one unit (higher = more alike); neither is changed. -Infinity marks a pair with a photo
 * that has no face: it counts, and is rejected at every threshold.
 * Throws a RangeError on NaN or +Infinity.
 */
export function scorePairs(same: Similarities, different: Similarities): PairScores {
  const sortedSame = sortedFinite(same);
  const sortedDifferent = sortedFinite(different);
  const most = sortedSame.length + sortedDifferent.length;
  const thresholds = new Float64Array(most);
  const sameAccepted = new Float64Array(most);
  const differentAccepted = new Float64Array(most);
  let nextSame = sortedSame.length - 1;
  let nextDifferent = sortedDifferent.length - 1;
  let steps = 0;
  while (nextSame >= 0 || nextDifferent >= 0) {
    const threshold = Math.max(
      sortedSame[nextSame] ?? -Infinity,
      sortedDifferent[nextDifferent] ?? -Infinity,
    );
    while (nextSame >= 0 && sortedSame[nextSame] === threshold) nextSame--;
    while (nextDifferent >= 0 && sortedDifferent[nextDifferent] === threshold) nextDifferent--;
    thresholds[steps] = threshold;
    sameAccepted[steps] = sortedSame.length - 1 - nextSame;
    differentAccepted[steps] = sortedDifferent.length - 1 - nextDifferent;
    steps++;
  }
  return {
    samePairs: same.length,
    differentPairs: different.length,
    thresholds: thresholds.slice(0, steps),
    sameAccepted: sameAccepted.slice(0, steps),
    differentAccepted: differentAccepted.slice(0, steps),
  };
}

function sortedFinite(similarities: Similarities): Similarities {
  // Typed arrays sort as numbers, -Infinity first and NaN last.
  const sorted = similarities.slice().sort();
  const highest = sorted.at(-1);
  if (Number.isNaN(highest) || highest === Infinity) {
    throw new RangeError(
      `A similarity is ${String(highest)}; it must be a finite number, or -Infinity for a photo without a face.`,
    );
  }
  let missed = 0;
  while (sorted[missed] === -Infinity) missed++;
  return sorted.subarray(missed);
}

/** 2^20 steps in one unit of similarity: a millionth, about the rounding of a 512-number product in float32. */
const stepsPerUnit = 2 ** 20;
const histogramBins = 2 * stepsPerUnit + 1;

/** Pairs counted by similarity, for sets so large that a list of all similarities would not fit in memory. */
export interface PairHistogram {
  /** Pairs of one person whose similarity lies in [-1 + i / 2^20, -1 + (i + 1) / 2^20). */
  readonly same: Uint32Array;
  readonly different: Uint32Array;
  /** Pairs of one person in which a photo has no face. */
  sameMissed: number;
}

/** An empty histogram over the cosines, -1..1; 16 MB however many pairs it will hold. */
export function createPairHistogram(): PairHistogram {
  return { same: new Uint32Array(histogramBins), different: new Uint32Array(histogramBins), sameMissed: 0 };
}

/** The bin of a cosine; what rounding pushed out of -1..1 goes to the nearest end. */
export function histogramBin(similarity: number): number {
  const bin = Math.floor((similarity + 1) * stepsPerUnit);
  return Math.min(histogramBins - 1, Math.max(0, bin));
}

/** As scorePairs, with each similarity rounded down to a multiple of 2^-20. */
export function scoreHistogram(histogram: PairHistogram): PairScores {
  const { same, different } = histogram;
  const used = same.reduce(
    (count, pairs, bin) => count + (pairs > 0 || (different[bin] ?? 0) > 0 ? 1 : 0),
    0,
  );
  const thresholds = new Float64Array(used);
  const sameAccepted = new Float64Array(used);
  const differentAccepted = new Float64Array(used);
  let sameSoFar = 0;
  let differentSoFar = 0;
  let step = 0;
  for (let bin = histogramBins - 1; bin >= 0; bin--) {
    const sameHere = same[bin] ?? 0;
    const differentHere = different[bin] ?? 0;
    if (sameHere === 0 && differentHere === 0) continue;
    sameSoFar += sameHere;
    differentSoFar += differentHere;
    thresholds[step] = bin / stepsPerUnit - 1;
    sameAccepted[step] = sameSoFar;
    differentAccepted[step] = differentSoFar;
    step++;
  }
  return {
    samePairs: sameSoFar + histogram.sameMissed,
    differentPairs: differentSoFar,
    thresholds,
    sameAccepted,
    differentAccepted,
  };
}
