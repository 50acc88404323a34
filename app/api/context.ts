import type { JobRunner } from "../jobs/runner.ts";
import type { LibraryWatcher } from "../library/library-watcher.ts";
import type { Comparison } from "../library/comparison.ts";
import type { LiveSessions } from "../library/live/live-sessions.ts";
import type { KeptIndex } from "../library/kept-index.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import type { Places } from "../library/places.ts";
import type { WriteTurns } from "../library/write-turns.ts";
import type { ModelStore } from "../models/store.ts";
import type { EventHub } from "./event-hub.ts";
import type { GatheredHolder } from "./gathered-names.ts";
import type { ImportPreviewHolder } from "./import-preview.ts";
import type { NamesFollower } from "./names-follower.ts";
import type { Reassigner } from "./reassigner.ts";
import type { ReviewSessions } from "./review-sessions.ts";
import type { DesktopShell } from "./shell.ts";
import type { Weighing } from "./weighing.ts";

/** What the routes work with. */
export interface ServerContext {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  readonly jobs: JobRunner;
  readonly events: EventHub;
  readonly reassigner: Reassigner;
  readonly watcher: LibraryWatcher;
  readonly faceIndex: KeptIndex;
  readonly reviews: ReviewSessions;
  readonly comparison: Comparison;
  /** Cameras that are looked at. */
  readonly live: LiveSessions;
  /** Faces weighed for previews of the strictness. */
  readonly weighing: Weighing;
  /** Names read from photos, for previews of an import. */
  readonly gathered: GatheredHolder;
  /** What the import of a file would do. */
  readonly importPreview: ImportPreviewHolder;
  /** Before anything is written to the catalogue, `writeTurns.free()` is waited for. */
  readonly writeTurns: WriteTurns;
  /** Brings names in files up to date. */
  readonly namesFollower: NamesFollower;
  /** Folders of this computer by the numbers that pages know them by. */
  readonly places: Places;
  /** What only the desktop app can do; null in a browser. */
  readonly shell: DesktopShell | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborted when the library is closed. */
  readonly closing: AbortSignal;
  /** Closes the library, once what is being answered is answered, and opens it anew: then it goes back to a planned backup. */
  readonly restart: () => void;
  /** Why the library did not go back to a backup when it was opened anew; null = it was not to, or did. */
  readonly restoreProblem: string | null;
}
