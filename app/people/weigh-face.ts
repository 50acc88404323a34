import type { Assignment } from "../db/assignments.ts";
import { ageAt, isBeforeBirth } from "./age.ts";
import { matchProbability } from "./evidence.ts";
import { millisecondsOf, likenessesTo, type Gallery, type GalleryPerson } from "./gallery.ts";
import type { ModelMatching } from "./matching-of-model.ts";
import { millisecondsPerYear } from "./prototypes.ts";
import { levelOf, type AssignmentLimits } from "./strictness.ts";

/** An unnamed face to be compared with everybody. */
export interface FaceToWeigh {
  readonly faceId: number;
  /** Unit length. */
  readonly vector: Float32Array;
  /** 0 to 1. */
  readonly quality: number;
  /** "2026-11-23T20:31:55"; null = unknown. */
  readonly takenAt: string | null;
  readonly said: SaidOfFace;
}

/** What the user has said about a face, without naming it. */
export interface SaidOfFace {
  /** Whom it is not: rejected, or judged not to be the same as one of their faces. */
  readonly isNot: ReadonlySet<number>;
  /** Whose confirmed faces it is judged to be the same as. */
  readonly isSameAs: ReadonlySet<number>;
}

/** Who a face most probably is. */
export interface Verdict {
  readonly faceId: number;
  readonly personId: number;
  /** 0 to 1. */
  readonly probability: number;
  /** false = the user has to be asked, however probable it is. */
  readonly mayBeAssigned: boolean;
}

/** People considered for one face; the best is wrong and a later one right for fewer than 1 face in 500. */
const mostCandidates = 3;

/**
 * Further from all dated faces of the person than this, a face is suggested at most. No labelled set with dates was at
 * hand to fit the effect of time, so these are cautious: recognition of children is about half as good as of adults,
 * and less when years lie between (PhotoPrism's figures on FG-NET).
 */
const reachYears = { adult: 10, child: 3 } as const;
const grownUpAtYears = 13;

/** The most probable person of each face, in the order of the faces; null when nobody comes into question. */
export function weighFaces(
  faces: readonly FaceToWeigh[],
  gallery: Gallery,
  matching: ModelMatching,
): (Verdict | null)[] {
  const judged = faces.map((face) => judgedPerson(face, gallery));
  const unjudged = faces.filter((_, at) => judged[at] === null);
  const likenesses = likenessesTo(
    gallery,
    unjudged.map(({ vector }) => vector),
  ).values();
  return faces.map(
    (face, at) => judged[at] ?? mostProbable(face, gallery, likenesses.next().value ?? noLikeness, matching),
  );
}

const noLikeness = new Float64Array();

function mostProbable(
  face: FaceToWeigh,
  gallery: Gallery,
  likenesses: Float64Array,
  { matching, isFitted }: ModelMatching,
): Verdict | null {
  const best = mostAlike(face, gallery, likenesses);
  let verdict: Verdict | null = null;
  for (const [rank, at] of best.slice(0, mostCandidates).entries()) {
    const person = gallery.people[at];
    if (person === undefined) continue;
    const next = best[rank === 0 ? 1 : 0];
    const evidence = {
      similarity: likenesses[at] ?? -Infinity,
      nextSimilarity: next === undefined ? -Infinity : (likenesses[next] ?? -Infinity),
      quality: face.quality,
      faces: person.faces,
      size: 1,
    };
    const probability = matchProbability(evidence, matching.face, matching.strangers);
    if (verdict !== null && probability <= verdict.probability) continue;
    const mayBeAssigned = isFitted && isWithinReach(person, face.takenAt);
    verdict = { faceId: face.faceId, personId: person.personId, probability, mayBeAssigned };
  }
  return verdict;
}

/**
 * Shares the people out among the faces of one photo: nobody is in it twice, so the most probable face gets the
 * person, by assignment or as a suggestion. A second face is suggested only beside an assigned one, which may be the
 * wrong one of the two. `confirmed` are the people whom the user has named in the photo, each as often as they are in
 * it: somebody who is in it already is not suggested, unless the user has named them in it more than once.
 */
export function settlePhoto(
  verdicts: readonly Verdict[],
  confirmed: Iterable<number>,
  limits: AssignmentLimits,
): Assignment[] {
  const named = Map.groupBy(confirmed, (personId) => personId);
  const assigned = new Set<number>();
  const suggested = new Set<number>();
  const settled: Assignment[] = [];
  const inOrder = [...verdicts].sort((a, b) => b.probability - a.probability || a.faceId - b.faceId);
  for (const { faceId, personId, probability, mayBeAssigned } of inOrder) {
    const level = levelOf(probability, limits);
    if (level === null) continue;
    const times = named.get(personId)?.length ?? 0;
    if (times === 1) continue;
    const isAssigned = level === "assigned" && mayBeAssigned && times === 0 && !assigned.has(personId);
    if (!isAssigned && times === 0 && suggested.has(personId)) continue;
    (isAssigned ? assigned : suggested).add(personId);
    settled.push({ faceId, personId, probability, level: isAssigned ? "assigned" : "suggested" });
  }
  return settled;
}

/** May the machine give a photo of this date to the person, as far as time is concerned? */
export function isWithinReach({ looks, birthDate }: GalleryPerson, takenAt: string | null): boolean {
  const at = millisecondsOf(takenAt);
  if (at === null || takenAt === null) return true;
  let gapMs = Infinity;
  let nearest = at;
  for (const { firstTakenAtMs, lastTakenAtMs } of looks) {
    if (firstTakenAtMs === null || lastTakenAtMs === null) continue;
    const closest = Math.min(Math.max(at, firstTakenAtMs), lastTakenAtMs);
    if (Math.abs(at - closest) >= gapMs) continue;
    gapMs = Math.abs(at - closest);
    nearest = closest;
  }
  if (gapMs === Infinity) return true;
  const younger = new Date(Math.min(at, nearest)).toISOString();
  const age = birthDate === null ? null : ageAt(birthDate, younger);
  const isChild = age !== null && age.years < grownUpAtYears;
  return gapMs <= (isChild ? reachYears.child : reachYears.adult) * millisecondsPerYear;
}

/** The user has said that the face is the same as confirmed ones: no likeness is needed. */
function judgedPerson(face: FaceToWeigh, gallery: Gallery): Verdict | null {
  const [personId, ...others] = face.said.isSameAs;
  if (personId === undefined || others.length > 0) return null;
  const person = gallery.byId.get(personId);
  if (person === undefined || !isPossible(person, face)) return null;
  return { faceId: face.faceId, personId, probability: 1, mayBeAssigned: true };
}

function isPossible({ personId, birthDate }: GalleryPerson, { said, takenAt }: FaceToWeigh): boolean {
  if (said.isNot.has(personId)) return false;
  return birthDate === null || takenAt === null || !isBeforeBirth(birthDate, takenAt);
}

/** Places in `gallery.people` of the people who come into question, the most alike first; one more than considered. */
function mostAlike(face: FaceToWeigh, { people }: Gallery, likenesses: Float64Array): number[] {
  const best: number[] = [];
  let least = -Infinity;
  for (let at = 0; at < people.length; at++) {
    const likeness = likenesses[at] ?? -Infinity;
    const person = people[at];
    if (person === undefined || (best.length > mostCandidates && likeness <= least)) continue;
    if (!isPossible(person, face)) continue;
    const place = best.findIndex((other) => likeness > (likenesses[other] ?? -Infinity));
    best.splice(place === -1 ? best.length : place, 0, at);
    if (best.length > mostCandidates + 1) best.pop();
    least = likenesses[best.at(-1) ?? 0] ?? -Infinity;
  }
  return best;
}
