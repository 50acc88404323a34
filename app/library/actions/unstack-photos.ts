import { clearStackCovers, keepOutOfBursts, takeOutOfStack } from "../../db/stacks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownStack } from "../known-stack.ts";

/** Photos that are no stack any more. */
export interface UnstackedPhotos {
  readonly photoIds: readonly number[];
}

/**
 * Shows the photos of the stack that a photo is in one by one from now on. Bursts that the user had put together are bursts
 * again. @throws UnknownPhotoError; StackError for a photo that is in no stack.
 */
export function unstackPhotos(
  context: ActionContext,
  { photoId }: { readonly photoId: number },
): PerformedAction & { readonly result: UnstackedPhotos } {
  const { db } = context;
  const summary = ({ photoIds }: UnstackedPhotos) =>
    `unstacked ${photoIds.length.toLocaleString("en-US")} photos`;
  return act(context, { kind: "unstack-photos", summary }, () => {
    const { isByHand, photoIds } = knownStack(db, photoId);
    clearStackCovers(db, photoIds);
    if (isByHand) takeOutOfStack(db, photoIds);
    else keepOutOfBursts(db, photoIds);
    return { photoIds };
  });
}
