import { featureNames, pairFeatures, type Ensemble } from "../verification/ensemble.ts";
import type { BoostingRows } from "./fit-boosted-trees.ts";
import { similarityOf, type LabelledFaces } from "./labelled-faces.ts";
import type { SubjectFacts } from "./recognise-folder.ts";

/** The same pictures as every member of an ensemble sees them. */
export interface MemberFaces {
  /** For messages and tables. */
  readonly name: string;
  readonly faces: LabelledFaces;
  /** One a picture; null where no face was found. */
  readonly facts: readonly (SubjectFacts | null)[];
}

/** Two pictures with a face in both. */
export interface EnsemblePair {
  readonly a: number;
  readonly b: number;
  readonly isSame: boolean;
  /** One a member. */
  readonly similarities: readonly number[];
  /** How many pairs it stands for. */
  readonly weight: number;
}

/** Of pairs of two people that no member takes for alike, one in so many is looked at, for all. */
const sampledOneIn = 20;

/** Pairs of two people above this rank by some member's similarity, as a share, are all looked at. */
const alikeShare = 0.02;

/**
 * The pairs of these pictures: all of one person, of two people those that some member finds alike, and one in twenty of
 * the others, which then counts twenty times. Which one is decided by counting, so the same pictures give the same pairs.
 * A person of n photos has n (n - 1) / 2 pairs; each weighs 1 / sqrt(n - 1), so that nobody is learnt by heart.
 */
export function samplePairs(members: readonly MemberFaces[], places: readonly number[]): EnsemblePair[] {
  const alike = members.map(({ faces }) => alikeThreshold(faces, places));
  const identities = members[0]?.faces.identities ?? new Int32Array();
  const photosOf = new Map<number, number>();
  for (const place of places) {
    const identity = identities[place] ?? -1;
    photosOf.set(identity, (photosOf.get(identity) ?? 0) + 1);
  }
  const pairs: EnsemblePair[] = [];
  let passed = 0;
  forEachMemberPair(members, places, (pair) => {
    if (pair.isSame) {
      const photos = photosOf.get(identities[pair.a] ?? -1) ?? 2;
      pairs.push({ ...pair, weight: 1 / Math.sqrt(photos - 1) });
    } else if (pair.similarities.some((similarity, at) => similarity >= (alike[at] ?? 0))) {
      pairs.push({ ...pair, weight: 1 });
    } else if (passed++ % sampledOneIn === 0) {
      pairs.push({ ...pair, weight: sampledOneIn });
    }
  });
  return pairs;
}

/**
 * Visits every pair of these pictures that have a face in every member's eyes; returns how many pairs of one person have
 * not.
 */
export function forEachMemberPair(
  members: readonly MemberFaces[],
  places: readonly number[],
  visit: (pair: Omit<EnsemblePair, "weight">) => void,
): number {
  let samePairsMissed = 0;
  const identities = members[0]?.faces.identities ?? new Int32Array();
  for (const [at, a] of places.entries()) {
    for (let next = at + 1; next < places.length; next++) {
      const b = places[next] ?? -1;
      const isSame = identities[a] === identities[b];
      const similarities = members.map(({ faces }) => similarityOf(faces, a, b));
      if (!similarities.includes(-Infinity)) visit({ a, b, isSame, similarities });
      else if (isSame) samePairsMissed++;
    }
  }
  return samePairsMissed;
}

/** The similarity that `alikeShare` of the pairs of two people reach, from every 50th pair. */
function alikeThreshold(faces: LabelledFaces, places: readonly number[]): number {
  const looked: number[] = [];
  let passed = 0;
  for (const [at, a] of places.entries()) {
    for (let next = at + 1; next < places.length; next++) {
      const b = places[next] ?? -1;
      if (faces.identities[a] === faces.identities[b] || passed++ % 50 !== 0) continue;
      looked.push(similarityOf(faces, a, b));
    }
  }
  const sorted = Float64Array.from(looked).sort();
  return sorted[Math.floor((1 - alikeShare) * sorted.length)] ?? 0;
}

/** The features of pairs, for the trees; pairs of one person and of two weigh the same in total. */
export function boostingRows(
  members: readonly MemberFaces[],
  pairs: readonly EnsemblePair[],
  fusion: Ensemble["fusion"],
): BoostingRows {
  const width = featureNames(members.length).length;
  const features = new Float64Array(pairs.length * width);
  for (const [row, pair] of pairs.entries()) features.set(featuresOf(members, pair, fusion), row * width);
  return {
    features,
    width,
    labels: Uint8Array.from(pairs, ({ isSame }) => (isSame ? 1 : 0)),
    weights: evenWeights(pairs),
  };
}

/** One weight a pair, so that those of one person and those of two sum to the same. */
export function evenWeights(pairs: readonly EnsemblePair[]): Float64Array {
  const total = (isSame: boolean) =>
    pairs.reduce((sum, pair) => sum + (pair.isSame === isSame ? pair.weight : 0), 0);
  const share = total(true) / total(false);
  return Float64Array.from(pairs, ({ isSame, weight }) => (isSame ? weight : weight * share));
}

/** The features of one pair. */
export function featuresOf(
  members: readonly MemberFaces[],
  { a, b, similarities }: Omit<EnsemblePair, "weight">,
  fusion: Ensemble["fusion"],
): number[] {
  return pairFeatures(subjectOf(members, a), subjectOf(members, b), similarities, fusion);
}

/** How clearly a face is seen is the first member's word: the others look at the same face. */
function subjectOf(members: readonly MemberFaces[], place: number) {
  const facts = members[0]?.facts[place];
  if (facts == null) throw new RangeError(`Picture ${place} has no face.`);
  return { ...facts, represented: members.map((member) => ({ norm: member.facts[place]?.norm ?? 1 })) };
}
