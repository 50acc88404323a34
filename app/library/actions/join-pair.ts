import { joinPair as joinRow, partedPairsOf, type PhotoPair } from "../../db/photo-pairs.ts";
import { findPhoto } from "../../db/photos.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownPhoto } from "../../people/known.ts";
import { sameFaceSimilarityOf } from "../../people/same-face-similarity.ts";
import { carryToPair } from "../carry-to-pair.ts";
import { PairError } from "./pair-errors.ts";

/**
 * Shows a picture and its raw file as one photo again, after they were parted; what was said of the raw photo meanwhile
 * is said of the picture. `photoId` is either of them. `model` = whose vectors are compared.
 * @throws UnknownPhotoError; PairError for a photo that was not parted.
 */
export function joinPair(
  context: ActionContext,
  { photoId, model }: { readonly photoId: number; readonly model: string },
): PerformedAction & { readonly result: { readonly pairs: readonly PhotoPair[] } } {
  const { db } = context;
  const summary = "showed a photo and its raw file as one again";
  return act(context, { kind: "join-pair", summary }, () => {
    knownPhoto(db, photoId);
    const pairs = partedPairsOf(db, photoId);
    if (pairs.length === 0) throw new PairError(photoId, "This photo was not parted from a raw file.");
    const likeness = { model, least: sameFaceSimilarityOf(model) };
    for (const { rawPhotoId, photoId: pictureId } of pairs) {
      joinRow(db, rawPhotoId);
      const [raw, picture] = [findPhoto(db, rawPhotoId), findPhoto(db, pictureId)];
      if (raw?.width == null || raw.height === null || picture?.width == null || picture.height === null)
        continue;
      carryToPair(
        db,
        { photoId: rawPhotoId, width: raw.width, height: raw.height },
        { photoId: pictureId, width: picture.width, height: picture.height },
        likeness,
      );
    }
    return { pairs };
  });
}
