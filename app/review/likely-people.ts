import { peopleJudgedApart, rejectedPeople } from "../db/assignments.ts";
import type { Database } from "../db/open.ts";
import { photosShowing } from "../db/face-owners.ts";
import { isBeforeBirth } from "../people/age.ts";
import { matchProbability } from "../people/evidence.ts";
import { likenessesTo, type GalleryPerson } from "../people/gallery.ts";
import { galleryOf } from "../people/library-gallery.ts";
import { matchingOfModel } from "../people/matching-of-model.ts";
import type { Lump } from "./lump.ts";

/** Somebody whom a group may be. */
export interface LikelyPerson {
  readonly personId: number;
  /** 0 to 1. */
  readonly probability: number;
}

/** People compared closely: a later one is hardly ever right. */
const mostPeople = 3;

/**
 * Who an unnamed group may be, the most probable first, at most three. Left out is who cannot be: rejected for one of
 * the faces or judged apart, confirmed in one of the photos, or not yet born.
 */
export function likelyPeople(
  db: Database,
  model: string,
  lump: Lump,
  /** All faces of the group. */
  faceIds: readonly number[],
): LikelyPerson[] {
  const { matching } = matchingOfModel(model);
  const gallery = galleryOf(db, model);
  const likenesses = likenessesTo(
    gallery,
    lump.looks.map(({ vector }) => vector),
  );
  const ranked = gallery.people
    .map((person, at) => ({ person, similarity: Math.max(...likenesses.map((of) => of[at] ?? -Infinity)) }))
    .sort((a, b) => b.similarity - a.similarity || a.person.personId - b.person.personId);
  const refused = refusedPeople(db, faceIds);
  const size = faceIds.length;
  const possible: typeof ranked = [];
  for (const candidate of ranked) {
    if (possible.length > mostPeople) break;
    if (!refused.has(candidate.person.personId) && mayBe(db, candidate.person, lump))
      possible.push(candidate);
  }
  return possible
    .slice(0, mostPeople)
    .map(({ person, similarity }, rank) => {
      const nextSimilarity = possible[rank === 0 ? 1 : 0]?.similarity ?? -Infinity;
      const evidence = { similarity, nextSimilarity, quality: lump.quality, faces: person.faces, size };
      const weights = size === 1 ? matching.face : matching.group;
      return {
        personId: person.personId,
        probability: matchProbability(evidence, weights, matching.strangers),
      };
    })
    .sort((a, b) => b.probability - a.probability);
}

function refusedPeople(db: Database, faceIds: readonly number[]): Set<number> {
  const refused = [rejectedPeople(db, faceIds), peopleJudgedApart(db, faceIds)];
  return new Set(refused.flatMap((byFace) => [...byFace.values()].flatMap((people) => [...people])));
}

function mayBe(db: Database, { personId, birthDate }: GalleryPerson, { faces }: Lump): boolean {
  const isTooEarly = faces.some(
    ({ takenAt }) => birthDate !== null && takenAt !== null && isBeforeBirth(birthDate, takenAt),
  );
  if (isTooEarly) return false;
  const photoIds = faces.map(({ photoId }) => photoId);
  return photosShowing(db, personId, photoIds).size === 0;
}
