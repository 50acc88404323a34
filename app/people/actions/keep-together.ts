import { personOf } from "../../db/faces.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { FacesNotTogetherError, TooFewError } from "../errors.ts";
import { judgeTogether } from "../judge.ts";
import { knownFaces } from "../known.ts";
import { countOf } from "../summary-words.ts";

/**
 * Answers "no, this is one person" to a suggested split, for ever. Takes all faces of the split, of both parts.
 * @throws NothingChosenError, UnknownFaceError; TooFewError for fewer than two; FacesNotTogetherError for faces of
 * different people.
 */
export function keepTogether(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: { readonly faceIds: readonly number[] } } {
  const { db } = context;
  const summary = ({ faceIds: kept }: { readonly faceIds: readonly number[] }) =>
    `said that ${countOf(kept.length, "face")} are one person`;
  return act(context, { kind: "keep-together", summary }, () => {
    const faces = knownFaces(db, faceIds);
    const kept = faces.map(({ id }) => id);
    if (kept.length < 2) throw new TooFewError("face");
    if (new Set(faces.map(personOf)).size > 1) throw new FacesNotTogetherError(kept);
    judgeTogether(db, kept);
    return { faceIds: kept };
  });
}
