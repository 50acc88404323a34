import { basename } from "node:path";
import { unnamedFacesOfPhoto } from "../../db/decided-faces.ts";
import { filesOfPhoto } from "../../db/files.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { hideFaces } from "../hide-faces.ts";
import { knownFaces, knownPhoto } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** What to ignore. */
export interface IgnoreOthersInPhoto {
  readonly photoId: number;
  /** Unnamed faces that are not ignored, for example the one that is looked at. Default none. */
  readonly exceptFaceIds?: readonly number[];
}

/**
 * Ignores all faces of a photo that have no name: the passers-by. A photo without such faces stays as it is.
 * @throws UnknownPhotoError.
 */
export function ignoreOthersInPhoto(
  context: ActionContext,
  { photoId, exceptFaceIds = [] }: IgnoreOthersInPhoto,
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds }: { readonly faceIds: readonly number[] }) => {
    const [file] = filesOfPhoto(db, photoId);
    const where = file === undefined ? "a photo" : basename(file.path);
    return `ignored ${countOf(faceIds.length, "unnamed face")} in ${where}`;
  };
  return act(context, { kind: "ignore-others-in-photo", summary }, () => {
    knownPhoto(db, photoId);
    const others = unnamedFacesOfPhoto(db, photoId).filter((id) => !exceptFaceIds.includes(id));
    if (others.length === 0) return { faceIds: [] };
    return { faceIds: hideFaces(db, knownFaces(db, others), "ignored") };
  });
}
