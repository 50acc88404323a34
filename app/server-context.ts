import { homedir } from "node:os";
import { createExaminer } from "./analyze/examiner.ts";
import { createLiveEye } from "./analyze/live-eye.ts";
import { noticeChanges } from "./api/change.ts";
import type { ServerContext } from "./api/context.ts";
import { createEventHub, type EventHub, type LibraryPart } from "./api/event-hub.ts";
import { createGatheredHolder } from "./api/gathered-names.ts";
import { createNamesFollower } from "./api/names-follower.ts";
import { createReassigner } from "./api/reassigner.ts";
import { createReviewSessions } from "./api/review-sessions.ts";
import { createWeighing } from "./api/weighing.ts";
import { allRoots } from "./db/roots.ts";
import { drawnFacesJob } from "./jobs/drawn-faces-job.ts";
import { exportJob } from "./jobs/export-job.ts";
import { metadataJobs } from "./jobs/metadata-jobs.ts";
import { JobRunner } from "./jobs/runner.ts";
import { scanJob } from "./jobs/scan-job.ts";
import { settingsJobs } from "./jobs/settings-jobs.ts";
import { transferJobs } from "./jobs/transfer-jobs.ts";
import { createComparison } from "./library/comparison.ts";
import { isWatchingWanted } from "./library/folder-watching.ts";
import { keepLibraryIndex } from "./library/kept-index.ts";
import { createLibraryWatcher } from "./library/library-watcher.ts";
import { createLiveSessions } from "./library/live/live-sessions.ts";
import { explainLibraryError, type OwnedLibrary } from "./library/open-library.ts";
import { createPlaces } from "./library/places.ts";
import type { ModelStore } from "./models/store.ts";

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
  const changed = (...parts: LibraryPart[]) => {
    events.send({ kind: "changed", parts });
  };
  const faceIndex = keepLibraryIndex(library, store, { usesGraph: true, onError: log });
  const examiner = createExaminer();
  options.closing.addEventListener("abort", examiner.close);
  const comparison = createComparison({ library, store, faceIndex, examiner });
  const eye = createLiveEye();
  options.closing.addEventListener("abort", eye.close);
  const live = createLiveSessions({ library, store, eye, now });
  const reviews = createReviewSessions({ library, faceIndex, now, onError: log });
  const reassigner = createReassigner({ library, store, faceIndex, events, onError: log });
  const weighing = createWeighing();
  const gathered = createGatheredHolder();
  events.listen((event) => {
    if (event.kind !== "changed") return;
    const { parts } = event;
    if (parts.includes("people")) weighing.forget();
    if (parts.includes("people") || parts.includes("settings")) live.forgetNames();
  });
  const jobs = new JobRunner({
    db: library.db,
    kinds: [
      scanJob({
        ...{ library, store, now },
        onNews: () => {
          reviews.lookAgain();
          changed("photos", "people", "albums", "folders");
        },
      }),
      drawnFacesJob({
        ...{ library, store },
        onNews: () => {
          reviews.lookAgain();
          changed("photos", "people");
        },
      }),
      exportJob(library),
      ...transferJobs({
        ...{ library, store, now },
        onExported: () => {
          changed("settings");
        },
        onImported: (changes) => {
          noticeChanges({ events, reviews, reassigner, jobs, namesFollower }, changes);
        },
      }),
      ...metadataJobs({
        ...{ library, now },
        onGathered: (names) => {
          gathered.set(names);
          changed("settings");
        },
        onWritten: () => {
          changed("settings");
        },
      }),
      ...settingsJobs({
        ...{ library, store, now },
        onNews: () => {
          changed("photos", "people", "albums");
        },
        onSettings: () => {
          changed("settings");
        },
        onWeighed: (weighed) => {
          weighing.set(weighed);
          changed("settings");
        },
      }),
    ],
    now,
    onChange: jobTeller(events),
    onError: log,
    explain: (error) => {
      const explained = explainLibraryError(error, library);
      return explained instanceof Error ? explained.message : String(explained);
    },
  });
  const namesFollower = createNamesFollower(library.db, jobs, options.closing);
  const watcher = createLibraryWatcher({
    folders: () => allRoots(library.db).map(({ path }) => path),
    isWanted: () => isWatchingWanted(library.db),
    exclude: [library.folders.library],
    onChange: (folder) => {
      jobs.add("scan", { folders: [folder], retryFailed: false });
    },
    onState: () => {
      changed("folders");
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

/** Progress comes with every photo; windows need it a few times a second. */
const progressEveryMs = 250;

function jobTeller(events: EventHub): ConstructorParameters<typeof JobRunner>[0]["onChange"] {
  const told = new Map<number, { readonly atMs: number; readonly of: string }>();
  return (job) => {
    const of = `${job.state} ${job.progress?.phase ?? ""}`;
    const nowMs = performance.now();
    const last = told.get(job.id);
    if (last?.of === of && nowMs - last.atMs < progressEveryMs) return;
    if (job.state === "running") told.set(job.id, { atMs: nowMs, of });
    else told.delete(job.id);
    events.send({ kind: "job", job });
  };
}
