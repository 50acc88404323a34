import { divideInTwo, meanOf, weightOf } from "./divide.ts";
import { dot } from "./vectors.ts";

/** A face that the user has confirmed for a person. */
export interface LookFace {
  readonly faceId: number;
  /** Unit length. */
  readonly vector: Float32Array;
  /** 0 to 1. */
  readonly quality: number;
  /** When its photo was taken, in milliseconds since 1970 (local time at the camera); null = unknown. */
  readonly takenAtMs: number | null;
}

/** One look of a person: what some of their faces have in common. */
export interface Prototype {
  /** The quality-weighted mean of the faces, brought to unit length. */
  readonly vector: Float32Array;
  /** The sum of the qualities of the faces that define it. */
  readonly weight: number;
  /** How many faces define it; at least 1. */
  readonly faces: number;
  /** The first and the last date among these faces, as in LookFace; null when none has a date. */
  readonly firstTakenAtMs: number | null;
  readonly lastTakenAtMs: number | null;
}

/** When a person has more than one look. Decisions 0009 tells what was measured. */
export interface PrototypeOptions {
  /** Faces of a lower quality define no look, unless a person has no better ones. */
  readonly poorQuality: number;
  /** Faces further apart in time belong to different looks. */
  readonly mostYears: number;
  /** Two lumps of faces whose means are less alike (cosine) are two looks. */
  readonly lumpSimilarity: number;
  /** Faces in a lump, at least; a single odd face is no look. */
  readonly smallestLump: number;
  /** Looks of one person; beyond that, the most alike are joined. */
  readonly most: number;
}

export const defaultPrototypeOptions: PrototypeOptions = {
  poorQuality: 0.2,
  mostYears: 5,
  lumpSimilarity: 0.65,
  smallestLump: 2,
  most: 12,
};

export const millisecondsPerYear = 365.2425 * 24 * 60 * 60 * 1_000;

/**
 * The looks of a person, from the faces that the user has confirmed: first divided by time, at the widest gaps, until
 * none spans more than `mostYears`; then each period into lumps of faces that look alike. So a child of 3 and of 15 is
 * one person with several looks. Faces without a date join the period that they look most like. Earlier looks first,
 * undated ones last. The same faces in any order give the same looks. Empty for no faces.
 */
export function prototypesOf(
  faces: readonly LookFace[],
  options: PrototypeOptions = defaultPrototypeOptions,
): Prototype[] {
  const good = faces.filter(({ quality }) => quality >= options.poorQuality);
  const defining = (good.length > 0 ? [...good] : [...faces]).sort((a, b) => a.faceId - b.faceId);
  if (defining.length === 0) return [];
  const lumps = periodsOf(defining, options).flatMap((period) => lumpsOf(period, options));
  return joinTheMostAlike(lumps, options.most)
    .map(prototypeOf)
    .sort((a, b) => (a.firstTakenAtMs ?? Infinity) - (b.firstTakenAtMs ?? Infinity) || b.weight - a.weight);
}

/** The quality-weighted mean of some faces, at least one, as one look. */
export function prototypeOf(faces: readonly LookFace[]): Prototype {
  const dates = faces.flatMap(({ takenAtMs }) => takenAtMs ?? []);
  return {
    vector: meanOf(faces),
    weight: faces.reduce((sum, face) => sum + weightOf(face), 0),
    faces: faces.length,
    firstTakenAtMs: dates.length === 0 ? null : dates.reduce((a, b) => Math.min(a, b)),
    lastTakenAtMs: dates.length === 0 ? null : dates.reduce((a, b) => Math.max(a, b)),
  };
}

function periodsOf(faces: readonly LookFace[], options: PrototypeOptions): LookFace[][] {
  const dated = faces.filter(({ takenAtMs }) => takenAtMs !== null);
  if (dated.length === 0) return [[...faces]];
  dated.sort((a, b) => (a.takenAtMs ?? 0) - (b.takenAtMs ?? 0) || a.faceId - b.faceId);
  const periods = cutAtGaps(dated, options.mostYears * millisecondsPerYear);
  const means = periods.map(meanOf);
  for (const face of faces) {
    if (face.takenAtMs !== null) continue;
    const similarities = means.map((mean) => dot(mean, face.vector));
    const best = similarities.indexOf(Math.max(...similarities));
    periods[best]?.push(face);
  }
  return periods;
}

/** `faces` by date; the widest gap is cut first. */
function cutAtGaps(faces: LookFace[], mostMs: number): LookFace[][] {
  const dates = faces.map(({ takenAtMs }) => takenAtMs ?? 0);
  if ((dates.at(-1) ?? 0) - (dates[0] ?? 0) <= mostMs) return [faces];
  let cut = 1;
  let widest = -1;
  for (let at = 1; at < dates.length; at++) {
    const gap = (dates[at] ?? 0) - (dates[at - 1] ?? 0);
    if (gap <= widest) continue;
    widest = gap;
    cut = at;
  }
  return [...cutAtGaps(faces.slice(0, cut), mostMs), ...cutAtGaps(faces.slice(cut), mostMs)];
}

function lumpsOf(faces: LookFace[], options: PrototypeOptions): LookFace[][] {
  if (faces.length < 2 * options.smallestLump) return [faces];
  const sides = divideInTwo(faces);
  if (sides === null) return [faces];
  const [a, b] = sides;
  if (Math.min(a.length, b.length) < options.smallestLump) return [faces];
  if (dot(meanOf(a), meanOf(b)) >= options.lumpSimilarity) return [faces];
  return [...lumpsOf(a, options), ...lumpsOf(b, options)];
}

function joinTheMostAlike(lumps: LookFace[][], most: number): LookFace[][] {
  const left = [...lumps];
  while (left.length > Math.max(1, most)) {
    const means = left.map(meanOf);
    let best = { similarity: -Infinity, a: 0, b: 1 };
    for (let a = 0; a < left.length; a++) {
      for (let b = a + 1; b < left.length; b++) {
        const similarity = dot(means[a] ?? new Float32Array(), means[b] ?? new Float32Array());
        if (similarity > best.similarity) best = { similarity, a, b };
      }
    }
    const [gone = []] = left.splice(best.b, 1);
    left[best.a] = [...(left[best.a] ?? []), ...gone];
  }
  return left;
}
