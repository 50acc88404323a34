import {
  assignmentsInPhotos,
  facesAssignedTo,
  photosOfFaces,
  photosToPlace,
  removeAssignment,
  saveAssignment,
  type Assignment,
} from "../db/assignments.ts";
import type { Database } from "../db/open.ts";
import { inTransaction } from "../db/transaction.ts";
import { matchProbability, type Matching } from "./evidence.ts";
import type { FaceSearch } from "./face-index.ts";
import type { Gallery } from "./gallery.ts";
import { galleryOf, saveGallery } from "./library-gallery.ts";
import { matchingOfModel } from "./matching-of-model.ts";
import { limitsOf, readStrictness, type AssignmentLimits } from "./strictness.ts";
import { settlePhoto } from "./weigh-face.ts";
import { weighPhotos, type WeighOptions } from "./weigh-photos.ts";

/** What an assignment run changed; a face counts in at most one of these. */
export interface AssignmentResult {
  /** Faces that a person has now by the machine's word, and had not. */
  readonly assigned: number;
  /** Faces that wait for the user with a person now, and did not wait with this one. */
  readonly suggested: number;
  /** Faces that had an assignment or a suggestion, and have none now. */
  readonly withdrawn: number;
}

/** The faces that have another assignment or suggestion than before, or none any more, and whose it was or is. */
export interface ChangedAssignments {
  readonly faceIds: readonly number[];
  readonly personIds: readonly number[];
}

/** How faces are assigned. */
export interface AssignOptions extends WeighOptions {
  readonly faceIds?: readonly number[];
  /** Hears what changed, once it is written. */
  readonly onChange?: (changed: ChangedAssignments) => void;
}

/** Similar faces looked up at first around each look of a person, and how many times more each next time. */
const firstNeighbours = 256;
const neighbourGrowth = 4;

/**
 * Gives unnamed faces to people, or suggests them, by the library's strictness, and writes the difference to what was
 * said before in one transaction. `faceIds` are the faces in question, for example new ones; the other unnamed faces of
 * the same photos are weighed with them. Without `faceIds`, every unnamed face of the library is.
 *
 * Hard rules: a face that the user has named, ignored or discarded is left alone; nobody gets a face that the user
 * rejected for them, or one of a photo taken before their birth; nobody is assigned twice in one photo.
 * Throws the signal's reason when it is aborted; nothing is written then.
 */
export async function assignFaces(db: Database, options: AssignOptions): Promise<AssignmentResult> {
  const photoIds = options.faceIds === undefined ? photosToPlace(db) : photosOfFaces(db, options.faceIds);
  const limits = limitsOf[readStrictness(db)];
  const settled: Assignment[] = [];
  const isAnybodyKnown = galleryOf(db, options.model).people.length > 0;
  for await (const { verdicts, confirmed } of weighPhotos(db, isAnybodyKnown ? photoIds : [], options)) {
    settled.push(...settlePhoto(verdicts, confirmed, limits));
  }
  const { result, changed } = inTransaction(db, () => {
    saveGallery(db, options.model);
    return saveDifferences(db, photoIds, settled);
  });
  options.onChange?.(changed);
  return result;
}

/**
 * Weighs again whatever may concern these people, after an action on them: faces that they were given, faces that are
 * like them, and `faceIds`, for example faces that were taken from somebody. People that are gone by now do no harm.
 * `index` holds the vectors of `options.model`.
 */
export async function reassignPeople(
  db: Database,
  index: FaceSearch,
  personIds: readonly number[],
  options: AssignOptions,
): Promise<AssignmentResult> {
  const { matching } = options.matching ?? matchingOfModel(options.model);
  const least = leastSimilarity(matching, limitsOf[readStrictness(db)]);
  const faceIds = new Set([...(options.faceIds ?? []), ...facesAssignedTo(db, personIds)]);
  for (const faceId of facesLike(galleryOf(db, options.model), index, personIds, least)) faceIds.add(faceId);
  return await assignFaces(db, { ...options, faceIds: [...faceIds] });
}

/** The likeness, 0 to 1, below which even the best face without any rival is not suggested. */
export function leastSimilarity(matching: Matching, limits: AssignmentLimits): number {
  const evidence = { nextSimilarity: -Infinity, faces: 1, size: 1 };
  for (let percent = 0; percent < 100; percent++) {
    const similarity = percent / 100;
    const best = Math.max(
      ...[0, 1].map((quality) =>
        matchProbability({ ...evidence, similarity, quality }, matching.face, matching.strangers),
      ),
    );
    if (best >= limits.suggested) return similarity;
  }
  return 1;
}

function facesLike(
  { byId, commonnessOf }: Gallery,
  index: FaceSearch,
  personIds: readonly number[],
  leastAlike: number,
): Set<number> {
  const found = new Set<number>();
  let vectors = [...new Set(personIds)].flatMap(
    (id) => byId.get(id)?.looks.map(({ vector }) => vector) ?? [],
  );
  for (let count = firstNeighbours; vectors.length > 0; count *= neighbourGrowth) {
    const nearest = index.searchAll(vectors, count);
    vectors = vectors.filter((vector, at) => {
      const near = nearest[at] ?? [];
      // No face is less common than 0, so a face that is like enough is similar enough.
      const least = leastAlike + commonnessOf(vector);
      for (const { faceId, similarity } of near) if (similarity >= least) found.add(faceId);
      return near.length === count && (near.at(-1)?.similarity ?? -1) >= least;
    });
  }
  return found;
}

function saveDifferences(
  db: Database,
  photoIds: readonly number[],
  settled: readonly Assignment[],
): { readonly result: AssignmentResult; readonly changed: ChangedAssignments } {
  const result = { assigned: 0, suggested: 0, withdrawn: 0 };
  const faceIds: number[] = [];
  const personIds = new Set<number>();
  const before = new Map(assignmentsInPhotos(db, photoIds).map((old) => [old.faceId, old]));
  for (const now of settled) {
    const old = before.get(now.faceId);
    before.delete(now.faceId);
    if (old !== undefined && isSame(old, now)) continue;
    if (!saveAssignment(db, now)) continue;
    faceIds.push(now.faceId);
    for (const { personId } of old === undefined ? [now] : [old, now]) personIds.add(personId);
    if (old?.level !== now.level || old.personId !== now.personId) result[now.level] += 1;
  }
  for (const { faceId, personId } of before.values()) {
    if (!removeAssignment(db, faceId)) continue;
    faceIds.push(faceId);
    personIds.add(personId);
    result.withdrawn += 1;
  }
  return { result, changed: { faceIds, personIds: [...personIds] } };
}

function isSame(a: Assignment, b: Assignment): boolean {
  return a.personId === b.personId && a.level === b.level && a.probability === b.probability;
}
