import { deleteFaces, facesOfPhoto } from "../db/faces.ts";
import { facesOfActions } from "../db/acted-faces.ts";
import type { Database } from "../db/open.ts";
import {
  filesToPair,
  forgetAnalysis,
  hasRawPhotos,
  pairedPhotoOf,
  savePair,
  type PhotoPair,
} from "../db/photo-pairs.ts";
import { findPhoto } from "../db/photos.ts";
import { facesWithDecisions } from "../db/recorded-faces.ts";
import { inTransaction } from "../db/transaction.ts";
import { act, type ActionContext } from "../journal/act.ts";
import { sameFaceSimilarityOf } from "../people/same-face-similarity.ts";
import { countOf } from "../people/summary-words.ts";
import { carryToPair, type PhotoOfPair } from "./carry-to-pair.ts";
import { planPairs } from "./plan-pairs.ts";
import { bumpVectorRevision } from "../db/vector-revision.ts";

/**
 * Makes one photo of each raw file and the picture that the camera saved beside it, wherever there are new ones. What the
 * user said of the raw photo before is said of the picture, in one action that can be undone; nothing is taken away. A
 * pair is a finding, not an action: `partPair` undoes it. `model` = whose vectors are compared. Returns the new pairs.
 */
export function pairPhotos(context: ActionContext, model: string): PhotoPair[] {
  const { db } = context;
  if (!hasRawPhotos(db)) return [];
  const pairs = planPairs(filesToPair(db));
  if (pairs.length === 0) return [];
  const likeness = { model, least: sameFaceSimilarityOf(model) };
  act(context, { kind: "keep-names", summary: summaryOf }, () => {
    let faces = 0;
    for (const pair of pairs) {
      // One that was a pair before said all it had to say then.
      const isNew = pairedPhotoOf(db, pair.rawPhotoId) === undefined;
      savePair(db, pair);
      if (isNew) faces += carryToPair(db, sizeOf(db, pair.rawPhotoId), sizeOf(db, pair.photoId), likeness);
    }
    return { faces, pairs: pairs.length };
  });
  inTransaction(db, () => {
    for (const { rawPhotoId } of pairs) forgetFaces(db, rawPhotoId);
  });
  return pairs;
}

function summaryOf({ faces, pairs }: { readonly faces: number; readonly pairs: number }): string {
  const what = faces === 0 ? "what you said" : `what you said about ${countOf(faces, "face")}`;
  const photos = pairs === 1 ? "a raw photo" : `${pairs.toLocaleString("en-US")} raw photos`;
  return `kept ${what} of ${photos}, now one with the camera's picture`;
}

function sizeOf(db: Database, photoId: number): PhotoOfPair {
  const photo = findPhoto(db, photoId);
  if (photo?.width == null || photo.height === null)
    throw new RangeError(`The photo ${photoId} was not analysed, so that it cannot be a pair.`);
  return { photoId, width: photo.width, height: photo.height };
}

/** Faces that only the machine knows: the same ones are in the other picture. */
function forgetFaces(db: Database, rawPhotoId: number): void {
  const [decided, acted] = [facesWithDecisions(db, rawPhotoId), facesOfActions(db)];
  const open = facesOfPhoto(db, rawPhotoId)
    .map(({ id }) => id)
    .filter((id) => !decided.has(id) && !acted.has(id));
  deleteFaces(db, open);
  if (open.length > 0) bumpVectorRevision(db);
  forgetAnalysis(db, rawPhotoId);
}
