import { homedir } from "node:os";
import { createExaminer } from "./analyze/examiner.ts";
import { createLiveEye } from "./analyze/live-eye.ts";
import { noticeChanges } from "./api/change.ts";
import type { ServerContext } from "./api/context.ts";
import { createEventHub } from "./api/event-hub.ts";
import { createGatheredHolder } from "./api/gathered-names.ts";
import { createImportPreviewHolder } from "./api/import-preview.ts";
import { createNamesFollower } from "./api/names-follower.ts";
import { createReassigner } from "./api/reassigner.ts";
import { createReviewSessions } from "./api/review-sessions.ts";
import { createWeighing } from "./api/weighing.ts";
import { allRoots } from "./db/roots.ts";
import { createComparison } from "./library/comparison.ts";
import { isWatchingWanted } from "./library/folder-watching.ts";
import { keepLibraryIndex } from "./library/kept-index.ts";
import { createLibraryWatcher } from "./library/library-watcher.ts";
import { createLiveSessions } from "./library/live/live-sessions.ts";
import type { OwnedLibrary } from "./library/open-library.ts";
import { createWriteTurns } from "./library/write-turns.ts";
import { createPlaces } from "./library/places.ts";
import type { ModelStore } from "./models/store.ts";
import { createJobs } from "./server-jobs.ts";

/** What the routes work with, for a library that is open. */
export function createContext(
  library: OwnedLibrary,
  store: ModelStore,
  options: Pick<ServerContext, "shell" | "now" | "closing" | "restart" | "restoreProblem"> & {
    readonly log: (error: unknown) => void;
  },
): ServerContext {
  const { log, now } = options;
  const events = createEventHub();
  const faceIndex = keepLibraryIndex(library, store, { usesGraph: true, onError: log });
  const examiner = createExaminer();
  options.closing.addEventListener("abort", examiner.close);
  const comparison = createComparison({ library, store, faceIndex, examiner });
  const eye = createLiveEye();
  options.closing.addEventListener("abort", eye.close);
  const live = createLiveSessions({ library, store, eye, now });
  const writeTurns = createWriteTurns();
  const { closing } = options;
  const reviews = createReviewSessions({ library, faceIndex, writeTurns, now, closing, onError: log });
  const reassigner = createReassigner({
    library,
    store,
    faceIndex,
    events,
    reviews,
    writeTurns,
    onError: log,
  });
  const weighing = createWeighing();
  const gathered = createGatheredHolder();
  const importPreview = createImportPreviewHolder();
  events.listen((event) => {
    if (event.kind !== "changed") return;
    const { parts } = event;
    if (parts.includes("people")) weighing.forget();
    if (parts.includes("people") || parts.includes("settings")) live.forgetNames();
  });
  const jobs = createJobs({
    ...{ library, store, events, reviews, weighing, gathered, importPreview, writeTurns, log, now },
    onImported: (changes) => {
      noticeChanges({ events, reviews, reassigner, jobs, namesFollower }, changes);
    },
  });
  const namesFollower = createNamesFollower(library.db, jobs, options.closing);
  const watcher = createLibraryWatcher({
    folders: () => allRoots(library.db).map(({ path }) => path),
    isWanted: () => isWatchingWanted(library.db),
    exclude: [library.folders.library],
    onChange: (folder) => {
      void writeTurns.free().then(() => {
        if (!options.closing.aborted) jobs.add("scan", { folders: [folder], retryFailed: false });
      });
    },
    onState: () => {
      events.send({ kind: "changed", parts: ["folders"] });
    },
  });
  return {
    library,
    store,
    jobs,
    events,
    reassigner,
    watcher,
    weighing,
    gathered,
    importPreview,
    writeTurns,
    namesFollower,
    faceIndex,
    reviews,
    comparison,
    live,
    places: createPlaces(homedir()),
    ...options,
  };
}

/** What changed while nobody watched is looked for first. */
export function beginWatching({ library, jobs, watcher, events }: ServerContext): void {
  if (isWatchingWanted(library.db) && allRoots(library.db).length > 0)
    jobs.add("scan", { folders: null, retryFailed: false });
  void watcher.refresh();
  events.listen((event) => {
    if (event.kind !== "changed") return;
    if (event.parts.includes("folders") || event.parts.includes("settings")) void watcher.refresh();
  });
}
