import { setImmediate } from "node:timers/promises";
import {
  facesToPlace,
  peopleJudgedApart,
  peopleJudgedTogether,
  rejectedPeople,
  type FaceToPlace,
} from "../db/assignments.ts";
import type { Database } from "../db/open.ts";
import { galleryOf, type Gallery } from "./gallery.ts";
import { matchingOfModel, type ModelMatching } from "./matching-of-model.ts";
import { weighFace, type Verdict } from "./weigh-face.ts";

/** How faces are weighed. */
export interface WeighOptions {
  /** The embedding model whose vectors are compared. */
  readonly model: string;
  /** Default: what models.json holds for the model. */
  readonly matching?: ModelMatching;
  readonly signal?: AbortSignal;
  readonly onProgress?: (donePhotos: number, totalPhotos: number) => void;
}

/** The unnamed faces of a photo, weighed. */
export interface WeighedPhoto {
  readonly photoId: number;
  /** Whom the user has named in the photo. */
  readonly confirmed: readonly number[];
  /** One for each face for which somebody comes into question, with their probability, however small. */
  readonly verdicts: readonly Verdict[];
}

/** Photos read at once: 3 faces each, with 600 looks weighed in some 5 ms. */
const photosPerRead = 8;

/** With 10,000 people one face takes some 5 ms: then other work gets its turn after each photo. */
const longestTurnMs = 5;

const nobody: ReadonlySet<number> = new Set();

/**
 * Compares all unnamed faces of photos with everybody. A photo is weighed whole, because nobody is in it twice. Yields
 * in the order of `photoIds`, and lets other work through; nothing is written.
 * Throws the signal's reason when it is aborted.
 */
export async function* weighPhotos(
  db: Database,
  photoIds: readonly number[],
  options: WeighOptions,
): AsyncGenerator<WeighedPhoto> {
  const matching = options.matching ?? matchingOfModel(options.model);
  const gallery = galleryOf(db, options.model);
  let turnBeganAtMs = performance.now();
  for (let start = 0; start < photoIds.length; start += photosPerRead) {
    options.signal?.throwIfAborted();
    const some = photoIds.slice(start, start + photosPerRead);
    for (const photo of weighSome(db, some, { model: options.model, gallery, matching })) {
      yield photo;
      if (performance.now() - turnBeganAtMs < longestTurnMs) continue;
      await setImmediate();
      turnBeganAtMs = performance.now();
    }
    options.onProgress?.(Math.min(photoIds.length, start + photosPerRead), photoIds.length);
  }
}

function* weighSome(
  db: Database,
  photoIds: readonly number[],
  { model, gallery, matching }: { model: string; gallery: Gallery; matching: ModelMatching },
): Generator<WeighedPhoto, void> {
  const faces = facesToPlace(db, photoIds, model);
  const faceIds = faces.filter(({ confirmedAs }) => confirmedAs === null).map(({ faceId }) => faceId);
  const said = {
    rejected: rejectedPeople(db, faceIds),
    apart: peopleJudgedApart(db, faceIds),
    together: peopleJudgedTogether(db, faceIds),
  };
  const ofPhoto = Map.groupBy(faces, ({ photoId }) => photoId);
  for (const photoId of photoIds)
    yield weighPhoto(photoId, ofPhoto.get(photoId) ?? [], gallery, said, matching);
}

function weighPhoto(
  photoId: number,
  faces: readonly FaceToPlace[],
  gallery: Gallery,
  said: Readonly<Record<"rejected" | "apart" | "together", ReadonlyMap<number, ReadonlySet<number>>>>,
  matching: ModelMatching,
): WeighedPhoto {
  const verdicts: Verdict[] = [];
  for (const { faceId, vector, confirmedAs, quality, takenAt } of faces) {
    if (confirmedAs !== null || vector === null) continue;
    const rejected = said.rejected.get(faceId) ?? nobody;
    const saidOfFace = {
      isNot: new Set([...rejected, ...(said.apart.get(faceId) ?? nobody)]),
      isSameAs: said.together.get(faceId) ?? nobody,
    };
    const verdict = weighFace({ faceId, vector, quality, takenAt }, gallery, saidOfFace, matching);
    if (verdict !== null) verdicts.push(verdict);
  }
  return { photoId, confirmed: faces.flatMap(({ confirmedAs }) => confirmedAs ?? []), verdicts };
}
