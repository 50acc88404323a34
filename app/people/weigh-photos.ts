import { setImmediate } from "node:timers/promises";
import {
  facesToPlace,
  peopleJudgedApart,
  peopleJudgedTogether,
  rejectedPeople,
  type FaceToPlace,
} from "../db/assignments.ts";
import type { Database } from "../db/open.ts";
import type { Gallery } from "./gallery.ts";
import { galleryOf } from "./library-gallery.ts";
import { matchingOfModel, type ModelMatching } from "./matching-of-model.ts";
import { weighFaces, type FaceToWeigh, type Verdict } from "./weigh-face.ts";

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

/** Photos read and weighed at once: 3 faces each, with 600 looks weighed in some 2 ms, with 10,000 looks in 25. */
const photosPerRead = 8;

/** Then other work gets its turn. */
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

function weighSome(
  db: Database,
  photoIds: readonly number[],
  { model, gallery, matching }: { model: string; gallery: Gallery; matching: ModelMatching },
): WeighedPhoto[] {
  const faces = facesToPlace(db, photoIds, model);
  const verdicts = new Map(
    weighFaces(unnamedFaces(db, faces), gallery, matching).flatMap((verdict) =>
      verdict === null ? [] : [[verdict.faceId, verdict]],
    ),
  );
  const ofPhoto = Map.groupBy(faces, ({ photoId }) => photoId);
  return photoIds.map((photoId) => {
    const own = ofPhoto.get(photoId) ?? [];
    return {
      photoId,
      confirmed: own.flatMap(({ confirmedAs }) => confirmedAs ?? []),
      verdicts: own.flatMap(({ faceId }) => verdicts.get(faceId) ?? []),
    };
  });
}

function unnamedFaces(db: Database, faces: readonly FaceToPlace[]): FaceToWeigh[] {
  const unnamed = faces.filter(({ confirmedAs }) => confirmedAs === null);
  const faceIds = unnamed.map(({ faceId }) => faceId);
  const rejected = rejectedPeople(db, faceIds);
  const apart = peopleJudgedApart(db, faceIds);
  const together = peopleJudgedTogether(db, faceIds);
  return unnamed.flatMap(({ faceId, vector, quality, takenAt }) => {
    if (vector === null) return [];
    const said = {
      isNot: new Set([...(rejected.get(faceId) ?? nobody), ...(apart.get(faceId) ?? nobody)]),
      isSameAs: together.get(faceId) ?? nobody,
    };
    return [{ faceId, vector, quality, takenAt, said }];
  });
}
