import type { Database } from "../db/open.ts";
import { groupSizes, unnamedGroupsByFace } from "../db/unnamed-groups.ts";
import type { FaceSearch } from "../people/face-index.ts";
import { likenessesTo } from "../people/gallery.ts";
import { galleryOf } from "../people/library-gallery.ts";
import { lumpOfGroup, lumpOfPerson, shareAPhoto, type Lump } from "./lump.ts";
import { probabilityOfMatch, type MatchSide } from "./match-probability.ts";
import { nearLump } from "./near-lump.ts";
import type { LikelyMerge } from "./question.ts";
import { reviewOptions } from "./review-options.ts";

/** Where a review looks for faces that are alike. */
export interface ReviewSources {
  readonly db: Database;
  /** Holds the vectors of `model`. */
  readonly index: FaceSearch;
  readonly model: string;
}

/** Groups or people compared closely. */
const mostGroups = 12;
const mostPeople = 3;

/** Similar faces whose groups are looked up at once. */
const facesAtOnce = 64;

/** The unnamed groups that are near to a lump, the nearest first. */
export function groupsNear(sources: ReviewSources, lump: Lump, count = mostGroups): number[] {
  const faceIds = nearLump(sources, lump).map(({ faceId }) => faceId);
  const groupIds = new Set<number>();
  for (let from = 0; from < faceIds.length && groupIds.size < count; from += facesAtOnce) {
    const some = faceIds.slice(from, from + facesAtOnce);
    const groupOf = unnamedGroupsByFace(sources.db, some);
    for (const faceId of some) {
      const groupId = groupOf.get(faceId);
      if (groupId !== undefined) groupIds.add(groupId);
    }
  }
  return [...groupIds].slice(0, count);
}

/** The unnamed groups that may be the same person as this one, the most probable first. */
export function likelyMergesOfGroup(sources: ReviewSources, groupId: number): LikelyMerge[] {
  const { db, model } = sources;
  const lump = lumpOfGroup(db, groupId, model);
  if (lump === null) return [];
  const others = groupsNear(sources, lump, mostGroups + 1).filter((id) => id !== groupId);
  const sizeOf = new Map(groupSizes(db, [groupId, ...others]).map(({ groupId: id, faces }) => [id, faces]));
  const found = others.flatMap((other) => {
    const otherLump = lumpOfGroup(db, other, model);
    if (otherLump === null || shareAPhoto(lump, otherLump)) return [];
    const probability = pairProbability(
      sources,
      { owner: { groupId }, lump, size: sizeOf.get(groupId) ?? 1 },
      { owner: { groupId: other }, lump: otherLump, size: sizeOf.get(other) ?? 1 },
    );
    return [{ probability, groupIds: [groupId, other] as const }];
  });
  return mostProbable(found, reviewOptions.mergeProbability);
}

/** The people who may be the same as this one, the most probable first. */
export function likelyMergesOfPerson(sources: ReviewSources, personId: number): LikelyMerge[] {
  const { db, model } = sources;
  const lump = lumpOfPerson(db, personId, model);
  if (lump === null) return [];
  const gallery = galleryOf(db, model);
  const { people } = gallery;
  const likenesses = likenessesTo(
    gallery,
    lump.looks.map(({ vector }) => vector),
  );
  const own = gallery.byId.get(personId)?.faces ?? lump.faces.length;
  const nearest = people
    .map((person, at) => ({ person, similarity: Math.max(...likenesses.map((of) => of[at] ?? -Infinity)) }))
    .filter(({ person }) => person.personId !== personId)
    .sort((a, b) => b.similarity - a.similarity || a.person.personId - b.person.personId)
    .slice(0, mostPeople);
  const found = nearest.flatMap(({ person }) => {
    const other = lumpOfPerson(db, person.personId, model);
    if (other === null || shareAPhoto(lump, other)) return [];
    const probability = pairProbability(
      sources,
      { owner: { personId }, lump, size: own },
      { owner: { personId: person.personId }, lump: other, size: person.faces },
    );
    return [{ probability, personIds: [personId, person.personId] as const }];
  });
  return mostProbable(found, reviewOptions.personMergeProbability);
}

/** The smaller one is what may be more of the larger one. */
function pairProbability(sources: ReviewSources, one: MatchSide, other: MatchSide): number {
  const [larger, smaller] = one.size >= other.size ? [one, other] : [other, one];
  return probabilityOfMatch(sources, smaller, larger);
}

function mostProbable<Merge extends LikelyMerge>(merges: readonly Merge[], least: number): Merge[] {
  return merges
    .filter(({ probability }) => probability >= least)
    .sort((a, b) => b.probability - a.probability);
}
