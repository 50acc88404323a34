import { findRoot, markRootRemoved, type Root } from "../../db/roots.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";

/** No folder of the library has this number. */
export class UnknownFolderError extends Error {
  override readonly name = "UnknownFolderError";
  readonly folderId: number;

  constructor(folderId: number) {
    super("This folder is not in the library. It may have been removed: look at the list again, or undo.");
    this.folderId = folderId;
  }
}

/**
 * Takes a folder out of the library. Its photos count as missing, unless another folder of the library holds them, and
 * all that is known of them stays: undone, or added again, everything is as before. The folder itself is not touched.
 * @throws UnknownFolderError.
 */
export function removeFolder(
  context: ActionContext,
  { folderId }: { readonly folderId: number },
): PerformedAction & { readonly result: Root } {
  const { db } = context;
  const summary = ({ path }: Root) => `removed the folder ${path} from the library`;
  return act(context, { kind: "remove-folder", summary }, () => {
    const root = findRoot(db, folderId);
    if (root === undefined) throw new UnknownFolderError(folderId);
    markRootRemoved(db, folderId, context.now());
    return root;
  });
}
