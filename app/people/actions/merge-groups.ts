import { moveUnconfirmedFaces } from "../../db/decided-faces.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { refuseTwiceInPhoto } from "../confirm-faces.ts";
import { TooFewError } from "../errors.ts";
import { judgeTogether } from "../judge.ts";
import { knownFaces, knownGroups } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** A group made of several. */
export interface MergedGroups {
  /** The largest of them, which all are in now. */
  readonly groupId: number;
  readonly faceIds: readonly number[];
  /** How many groups it was. */
  readonly groups: number;
}

/**
 * Makes several unnamed groups one, and remembers that their faces are one person: no later grouping takes them apart.
 * @throws NothingChosenError, UnknownGroupError; TooFewError for fewer than two; TwiceInPhotoError when two of the
 * faces are in one photo.
 */
export function mergeGroups(
  context: ActionContext,
  { groupIds }: { readonly groupIds: readonly number[] },
): PerformedAction & { readonly result: MergedGroups } {
  const { db } = context;
  const summary = ({ groups, faceIds }: MergedGroups) =>
    `merged ${groups} groups (${countOf(faceIds.length, "face")})`;
  return act(context, { kind: "merge-groups", summary }, () => {
    const groups = [...knownGroups(db, groupIds)].sort(
      ([idA, facesA], [idB, facesB]) => facesB.length - facesA.length || idA - idB,
    );
    const [largest, ...others] = groups;
    if (largest === undefined || others.length === 0) throw new TooFewError("group");
    const faceIds = groups.flatMap(([, faces]) => faces).sort((a, b) => a - b);
    refuseTwiceInPhoto(db, knownFaces(db, faceIds));
    for (const [id] of others) moveUnconfirmedFaces(db, id, largest[0]);
    judgeTogether(db, faceIds);
    return { groupId: largest[0], faceIds, groups: groups.length };
  });
}
