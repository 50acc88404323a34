import type { RowChange } from "../db/tracked-tables.ts";
import type { KeptIndex } from "../library/kept-index.ts";
import { reassignChanged } from "../library/reassign-changed.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import type { WriteTurns } from "../library/write-turns.ts";
import type { ModelStore } from "../models/store.ts";
import type { ChangedAssignments } from "../people/assign.ts";
import type { EventHub } from "./event-hub.ts";
import type { ReviewSessions } from "./review-sessions.ts";

/** Looks for more faces of the people whom an action touched, after the user has their answer. */
export interface Reassigner {
  readonly add: (changes: readonly RowChange[]) => void;
  /** Resolves when nothing is left to look at. */
  readonly idle: () => Promise<void>;
}

/** What it works with. */
export interface ReassignerOptions {
  readonly library: OwnedLibrary;
  readonly store: Pick<ModelStore, "describe">;
  readonly faceIndex: Pick<KeptIndex, "open">;
  readonly events: EventHub;
  /** They ask anew about those faces. */
  readonly reviews: Pick<ReviewSessions, "noticeAssignments">;
  readonly writeTurns: Pick<WriteTurns, "together">;
  readonly onError: (error: unknown) => void;
}

/**
 * A queue of one: changes that come while it is at work are looked at together afterwards, so that a hundred quick
 * answers cost no more than one. What cannot be looked at is reported, and made good by the next scan.
 */
export function createReassigner({
  library,
  store,
  faceIndex,
  events,
  reviews,
  writeTurns,
  onError,
}: ReassignerOptions): Reassigner {
  let waiting: RowChange[] = [];
  let running: Promise<void> | null = null;

  const work = async () => {
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      try {
        const onChange = (changed: ChangedAssignments, weighedPersonIds: readonly number[]) => {
          reviews.noticeAssignments({ ...changed, weighedPersonIds });
        };
        const { assigned, suggested, withdrawn } = await writeTurns.together(
          async () => await reassignChanged(library, store, changes, faceIndex, onChange),
        );
        if (assigned + suggested + withdrawn > 0)
          events.send({ kind: "changed", parts: ["people", "photos"] });
      } catch (error) {
        onError(error);
      }
    }
    running = null;
  };

  return {
    add: (changes) => {
      waiting = [...waiting, ...changes];
      running ??= Promise.resolve().then(work);
    },
    idle: async () => {
      while (running !== null) await running;
    },
  };
}
