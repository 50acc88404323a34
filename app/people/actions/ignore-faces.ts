import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { hideFaces } from "../hide-faces.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Ignores faces, one or many: they are no longer shown, grouped, counted or suggested, and whoever had them loses them.
 * @throws NothingChosenError, UnknownFaceError.
 */
export function ignoreFaces(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds: ignored }: { readonly faceIds: readonly number[] }) =>
    `ignored ${countOf(ignored.length, "face")}`;
  return act(context, { kind: "ignore-faces", summary }, () => ({
    faceIds: hideFaces(db, knownFaces(db, faceIds), "ignored"),
  }));
}
