import { findAction } from "../db/actions.ts";
import { photosWithNewFaces } from "../jobs/drawn-faces-job.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { parseRowChanges } from "../journal/row-changes.ts";
import { createActionContext } from "../library/open-library.ts";
import type { ServerContext } from "./context.ts";
import type { LibraryPart } from "./event-hub.ts";
import type { ReviewSession } from "./review-session.ts";

/** The answer of every route that changes something: what the window says, and offers to undo. */
export interface ChangeAnswer<Result> {
  /** `id` null = it was so already, nothing to undo. */
  readonly action: { readonly id: number | null; readonly summary: string };
  readonly result: Result;
}

/**
 * Runs an action, tells every window what became stale, and lets Familiar look for more faces of the same people in the
 * background. What the action throws is for the caller.
 */
export function performChange<Result>(
  context: ServerContext,
  change: (action: ActionContext) => PerformedAction & { readonly result: Result },
): ChangeAnswer<Result> {
  const { actionId, summary, result } = change(createActionContext(context.library, context.now));
  if (actionId !== null) {
    noticeChanges(context, parseRowChanges(findAction(context.library.db, actionId)?.changes ?? "[]"));
  }
  return { action: { id: actionId, summary }, result };
}

/** After something was done, undone or redone: windows read anew, and faces of the people concerned are weighed anew. */
export function noticeChanges(
  context: Pick<ServerContext, "events" | "reassigner" | "reviews" | "jobs" | "namesFollower">,
  changes: readonly RowChange[],
  /** The review whose answer this was. */
  answered?: ReviewSession,
): void {
  const photoIds = photosWithNewFaces(changes);
  if (photoIds.length > 0) context.jobs.add("drawn-faces", { photoIds });
  tellWindows(context, changes);
  context.reviews.notice(changes, answered);
  context.reassigner.add(changes);
}

/** Windows read anew what these changes made stale, and names that were written into files are brought up to date. */
function tellWindows(
  { events, namesFollower }: Pick<ServerContext, "events" | "namesFollower">,
  changes: readonly RowChange[],
): void {
  namesFollower.notice(changes);
  events.send({ kind: "changed", parts: [...partsOf(changes), "history"] });
}

function partsOf(changes: readonly RowChange[]): LibraryPart[] {
  const tables = new Set(changes.map(({ table }) => table));
  const isOfAlbums = tables.delete("albums") || tables.has("album_photos");
  tables.delete("album_photos");
  const stackTables = ["stacked_photos", "unstacked_photos", "stack_covers"] as const;
  const isOfStacks = stackTables.map((name) => tables.delete(name)).includes(true);
  if (isOfStacks && tables.size === 0) return isOfAlbums ? ["photos", "albums"] : ["photos"];
  if (tables.has("roots") || tables.has("parted_pairs")) return ["folders", "photos", "people", "albums"];
  return [
    ...(isOfAlbums ? (["albums"] as const) : []),
    ...(tables.size > 0 ? (["people", "photos"] as const) : []),
  ];
}
