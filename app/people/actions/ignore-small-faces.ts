import { unnamedFacesBelow } from "../../db/decided-faces.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { FaceSizeError } from "../errors.ts";
import { hideFaces } from "../hide-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** What to ignore. */
export interface IgnoreSmallFaces {
  /** An absolute path. */
  readonly folder: string;
  /** Faces whose box is smaller than this in both directions, in pixels of the upright photo. */
  readonly sizePx: number;
  /** Is a path the folder, or below it? `isInside` of app/library/paths.ts. */
  readonly isInside: (folder: string, path: string) => boolean;
}

/**
 * Ignores all unnamed faces below a size in the photos of a folder and the folders in it. No such face: nothing changes.
 * @throws FaceSizeError when the size is not above 0.
 */
export function ignoreSmallFaces(
  context: ActionContext,
  { folder, sizePx, isInside }: IgnoreSmallFaces,
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds }: { readonly faceIds: readonly number[] }) =>
    `ignored ${countOf(faceIds.length, "unnamed face")} below ${sizePx} pixels in ${folder}`;
  return act(context, { kind: "ignore-small-faces", summary }, () => {
    if (!(sizePx > 0)) throw new FaceSizeError(sizePx);
    const small = unnamedFacesBelow(db, sizePx).filter(({ path }) => isInside(folder, path));
    if (small.length === 0) return { faceIds: [] };
    return { faceIds: hideFaces(db, knownFaces(db, [...new Set(small.map(({ id }) => id))]), "ignored") };
  });
}
