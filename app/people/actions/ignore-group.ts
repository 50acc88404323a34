import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { hideFaces } from "../hide-faces.ts";
import { knownFaces, knownGroups } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** Groups that are ignored. */
export interface IgnoredGroups {
  readonly faceIds: readonly number[];
  readonly groups: number;
}

/**
 * Ignores all faces of one or more unnamed groups: strangers.
 * @throws NothingChosenError, UnknownGroupError.
 */
export function ignoreGroup(
  context: ActionContext,
  { groupIds }: { readonly groupIds: readonly number[] },
): PerformedAction & { readonly result: IgnoredGroups } {
  const { db } = context;
  const summary = ({ groups, faceIds }: IgnoredGroups) =>
    `ignored ${countOf(groups, "group")} (${countOf(faceIds.length, "face")})`;
  return act(context, { kind: "ignore-group", summary }, () => {
    const groups = knownGroups(db, groupIds);
    const faceIds = hideFaces(db, knownFaces(db, [...groups.values()].flat()), "ignored");
    return { faceIds, groups: groups.size };
  });
}
