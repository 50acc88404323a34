import { findAction } from "../db/actions.ts";
import { parseRowChanges } from "../journal/row-changes.ts";
import { explainLibraryError, type OwnedLibrary } from "../library/open-library.ts";
import { reassignChanged } from "../library/reassign-changed.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { AssignmentResult } from "../people/assign.ts";
import { note } from "./console.ts";

/**
 * Lets Familiar assign anew what actions touched that were done, undone or redone just now; several at once cost no
 * more than one. That it fails must not look as if they were not done: it is said on stderr, and null returned.
 */
export async function reassignTouched(
  library: OwnedLibrary,
  ...actionIds: readonly number[]
): Promise<AssignmentResult | null> {
  try {
    const changes = actionIds.flatMap((id) => parseRowChanges(findAction(library.db, id)?.changes ?? "[]"));
    return await reassignChanged(library, await openDefaultModelStore(), changes);
  } catch (error) {
    const reason = explainLibraryError(error, library);
    note(
      "It is done, but Familiar could not look for more faces of the same people: " +
        (reason instanceof Error ? reason.message : String(reason)),
    );
    return null;
  }
}
