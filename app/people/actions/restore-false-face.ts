import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { showFaces } from "../hide-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Takes back that something is no face; it has no name. Faces that were not deleted stay as they are.
 * @throws NothingChosenError, UnknownFaceError.
 */
export function restoreFalseFace(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds: restored }: { readonly faceIds: readonly number[] }) =>
    `restored ${countOf(restored.length, "deleted face")}`;
  return act(context, { kind: "restore-false-face", summary }, () => ({
    faceIds: showFaces(db, knownFaces(db, faceIds), "false"),
  }));
}
