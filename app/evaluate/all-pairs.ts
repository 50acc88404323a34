import type { LabelledFaces } from "./labelled-faces.ts";
import { checkLabelledFaces, forEachPair, photosPerIdentity, similarityOf } from "./labelled-faces.ts";
import type { PairHistogram, PairScores } from "./pair-scores.ts";
import { createPairHistogram, histogramBin, scoreHistogram, scorePairs } from "./pair-scores.ts";

export interface AllPairsOptions {
  /**
   * True (the default): two photos of one person of which one or both have no face are a same pair that is
   * rejected at every threshold, so a photo without a face is a miss and not merely absent. False: left out.
   * Different pairs without a face are left out either way: counted as rejected, they would make the
   * false accept rate, and with it every figure at that rate, better the fewer faces are found.
   */
  readonly countMisses?: boolean;
}

/** Cosines of all pairs; -Infinity marks a same pair with a photo without a face. */
export interface PairSimilarities {
  readonly same: Float32Array;
  readonly different: Float32Array;
}

/** Above this many pairs they are counted in a histogram instead of listed (120 MB when listed and sorted). */
const mostListedPairs = 5_000_000;

/**
 * Compares every photo with every other: N (N - 1) / 2 pairs, 4 bytes each. Throws a RangeError when the
 * arrays of `faces` do not fit each other.
 */
export function allPairs(
  faces: LabelledFaces,
  { countMisses = true }: AllPairsOptions = {},
): PairSimilarities {
  checkLabelledFaces(faces);
  const { identities } = faces;
  const mostSame = photosPerIdentity(identities).reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const same = new Float32Array(mostSame);
  const different = new Float32Array((identities.length * (identities.length - 1)) / 2 - mostSame);
  let nextSame = 0;
  let nextDifferent = 0;
  forEachPair(faces, (a, b, similarity) => {
    const isMissed = similarity === -Infinity;
    if (identities[a] !== identities[b]) {
      if (!isMissed) different[nextDifferent++] = similarity;
    } else if (countMisses || !isMissed) {
      same[nextSame++] = similarity;
    }
  });
  return { same: same.subarray(0, nextSame), different: different.subarray(0, nextDifferent) };
}

/** As allPairs, in 16 MB whatever N is, with similarities rounded down to a multiple of 2^-20. */
export function allPairsHistogram(
  faces: LabelledFaces,
  { countMisses = true }: AllPairsOptions = {},
): PairHistogram {
  checkLabelledFaces(faces);
  const { identities } = faces;
  const histogram = createPairHistogram();
  forEachPair(faces, (a, b, similarity) => {
    const isSame = identities[a] === identities[b];
    if (similarity === -Infinity) {
      if (isSame && countMisses) histogram.sameMissed++;
      return;
    }
    const counts = isSame ? histogram.same : histogram.different;
    const bin = histogramBin(similarity);
    counts[bin] = (counts[bin] ?? 0) + 1;
  });
  return histogram;
}

/** All pairs, ready for the figures of verification.ts: exact up to 5 million pairs, to a millionth above. */
export function scoreAllPairs(faces: LabelledFaces, options: AllPairsOptions = {}): PairScores {
  const photos = faces.identities.length;
  if ((photos * (photos - 1)) / 2 > mostListedPairs) return scoreHistogram(allPairsHistogram(faces, options));
  const { same, different } = allPairs(faces, options);
  return scorePairs(same, different);
}

/** The cosines of chosen pairs (places in `faces`), in their order; -Infinity where a photo has no face. */
export function similaritiesOfPairs(
  faces: LabelledFaces,
  pairs: readonly { readonly a: number; readonly b: number }[],
): Float64Array {
  checkLabelledFaces(faces);
  return Float64Array.from(pairs, ({ a, b }) => similarityOf(faces, a, b));
}
