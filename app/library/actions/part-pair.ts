import { basename } from "node:path";
import { filesOfPhoto } from "../../db/files.ts";
import { partPair as partRow, rawPhotosOf } from "../../db/photo-pairs.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownPhoto } from "../../people/known.ts";
import { PairError } from "./pair-errors.ts";

/** A photo that is shown without its raw files from now on. */
export interface PartedPair {
  readonly photoId: number;
  readonly rawPhotoIds: readonly number[];
}

/**
 * Shows a picture and its raw files as photos of their own from now on, whatever scans find. The raw photos get what was
 * said of the faces with the next scan, which looks through them.
 * @throws UnknownPhotoError; PairError for a photo without a raw file.
 */
export function partPair(
  context: ActionContext,
  { photoId }: { readonly photoId: number },
): PerformedAction & { readonly result: PartedPair } {
  const { db } = context;
  const [file] = filesOfPhoto(db, photoId);
  const name = file === undefined ? "a photo" : basename(file.path);
  return act(context, { kind: "part-pair", summary: `showed ${name} and its raw file as two photos` }, () => {
    knownPhoto(db, photoId);
    const rawPhotoIds = rawPhotosOf(db, photoId);
    if (rawPhotoIds.length === 0) {
      throw new PairError(
        photoId,
        "This photo has no raw file to part it from: it may have been parted already.",
      );
    }
    for (const rawPhotoId of rawPhotoIds) partRow(db, { rawPhotoId, photoId });
    return { photoId, rawPhotoIds };
  });
}
