import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { hideFaces } from "../hide-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Says that what was taken for a face, or drawn as one, is none. It is remembered, so that no later analysis brings it
 * back.
 * @throws NothingChosenError, UnknownFaceError.
 */
export function deleteFalseFace(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds: deleted }: { readonly faceIds: readonly number[] }) =>
    `deleted ${countOf(deleted.length, "false face")}`;
  return act(context, { kind: "delete-false-face", summary }, () => ({
    faceIds: hideFaces(db, knownFaces(db, faceIds), "false"),
  }));
}
