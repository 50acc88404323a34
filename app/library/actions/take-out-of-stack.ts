import { clearStackCovers, keepOutOfBursts, takeOutOfStack as takeOut } from "../../db/stacks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownStack } from "../known-stack.ts";

/**
 * Shows a photo by itself from now on; the others of its stack stay one.
 * @throws UnknownPhotoError; StackError for a photo that is in no stack.
 */
export function takeOutOfStack(
  context: ActionContext,
  { photoId }: { readonly photoId: number },
): PerformedAction & { readonly result: { readonly photoId: number } } {
  const { db } = context;
  return act(context, { kind: "take-out-of-stack", summary: "took a photo out of its stack" }, () => {
    const { isByHand } = knownStack(db, photoId);
    clearStackCovers(db, [photoId]);
    if (isByHand) takeOut(db, [photoId]);
    keepOutOfBursts(db, [photoId]);
    return { photoId };
  });
}
