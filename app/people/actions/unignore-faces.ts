import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { showFaces } from "../hide-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Shows ignored faces again; they have no name. Faces that are not ignored stay as they are.
 * @throws NothingChosenError, UnknownFaceError.
 */
export function unignoreFaces(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds: shown }: { readonly faceIds: readonly number[] }) =>
    `stopped ignoring ${countOf(shown.length, "face")}`;
  return act(context, { kind: "unignore-faces", summary }, () => ({
    faceIds: showFaces(db, knownFaces(db, faceIds), "ignored"),
  }));
}
