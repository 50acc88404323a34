import { addStackCover, clearStackCovers } from "../../db/stacks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownStack } from "../known-stack.ts";

/**
 * Lets a photo stand for the stack that it is in. @throws UnknownPhotoError; StackError for a photo that is in no stack.
 */
export function setStackCover(
  context: ActionContext,
  { photoId }: { readonly photoId: number },
): PerformedAction & { readonly result: { readonly coverPhotoId: number } } {
  const { db } = context;
  return act(context, { kind: "set-stack-cover", summary: "chose the photo that stands for a stack" }, () => {
    const { photoIds } = knownStack(db, photoId);
    clearStackCovers(
      db,
      photoIds.filter((id) => id !== photoId),
    );
    addStackCover(db, photoId);
    return { coverPhotoId: photoId };
  });
}
