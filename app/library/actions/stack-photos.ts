import { clearStackCovers, putIntoStack, stackOf } from "../../db/stacks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownPhoto } from "../../people/known.ts";
import { StackError } from "./stack-errors.ts";

/** Photos that are one stack now. */
export interface StackedPhotos {
  /** The one that stands for it. */
  readonly coverPhotoId: number;
  readonly photoIds: readonly number[];
}

/**
 * Makes one stack of photos, whatever scans find; the first stands for it. Photos that are in stacks already bring all of
 * their stack along. @throws UnknownPhotoError; StackError when these are not two photos, or one stack already.
 */
export function stackPhotos(
  context: ActionContext,
  { photoIds }: { readonly photoIds: readonly number[] },
): PerformedAction & { readonly result: StackedPhotos } {
  const { db } = context;
  const summary = (stack: StackedPhotos) => `stacked ${stack.photoIds.length.toLocaleString("en-US")} photos`;
  return act(context, { kind: "stack-photos", summary }, () => {
    const chosen = photoIds.map((id) => knownPhoto(db, id).id);
    const stacks = chosen.map((id) => stackOf(db, id));
    const all = [...new Set([...chosen, ...stacks.flat().map(({ photoId }) => photoId)])];
    const [coverPhotoId] = chosen;
    if (coverPhotoId === undefined || all.length < 2)
      throw new StackError(all, "A stack needs at least two photos: choose another one too.");
    if (stacks[0]?.length === all.length) throw new StackError(all, "These photos are one stack already.");
    clearStackCovers(db, all);
    putIntoStack(db, all, coverPhotoId);
    return { coverPhotoId, photoIds: all };
  });
}
