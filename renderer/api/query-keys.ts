import type { LibraryPart } from "../../app/api/event-hub.ts";

/**
 * What is read is kept under the part of the library that it shows: ["people", ...]. When the server tells that a part
 * changed, all that is kept under it is read again. What shows several parts is kept under one, and named here.
 */
export type QueryKey = readonly [LibraryPart | "jobs" | "review" | "health", ...unknown[]];

/** What else becomes stale with a part. */
export const staleWith: Readonly<Record<LibraryPart, readonly QueryKey[0][]>> = {
  photos: ["photos", "albums"],
  people: ["people", "review", "albums"],
  albums: ["albums"],
  history: ["history"],
  settings: ["settings"],
  folders: ["folders"],
};
