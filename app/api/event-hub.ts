import type { Job } from "../jobs/job.ts";

/** Parts of a library that a window shows; a change of one makes what was read of it stale. */
export type LibraryPart = "photos" | "people" | "albums" | "history" | "settings" | "folders";

/** What a window is told while it is open. */
export type ServerEvent =
  | { readonly kind: "changed"; readonly parts: readonly LibraryPart[] }
  | { readonly kind: "job"; readonly job: Job };

/** Tells everybody who listens. */
export interface EventHub {
  readonly send: (event: ServerEvent) => void;
  /** Returns what ends it. */
  readonly listen: (listener: (event: ServerEvent) => void) => () => void;
}

/** A hub without listeners. */
export function createEventHub(): EventHub {
  const listeners = new Set<(event: ServerEvent) => void>();
  return {
    send: (event) => {
      for (const listener of listeners) listener(event);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
