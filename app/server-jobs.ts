import type { ServerContext } from "./api/context.ts";
import type { EventHub, LibraryPart } from "./api/event-hub.ts";
import type { RowChange } from "./db/tracked-tables.ts";
import { drawnFacesJob } from "./jobs/drawn-faces-job.ts";
import { exportJob } from "./jobs/export-job.ts";
import type { Job } from "./jobs/job.ts";
import { metadataJobs } from "./jobs/metadata-jobs.ts";
import { modelJobs } from "./jobs/model-jobs.ts";
import { JobRunner } from "./jobs/runner.ts";
import { scanJob } from "./jobs/scan-job.ts";
import { settingsJobs } from "./jobs/settings-jobs.ts";
import { transferJobs } from "./jobs/transfer-jobs.ts";
import { explainLibraryError } from "./library/open-library.ts";

/** What the jobs work on, and what is to be told of them. */
export interface JobsOptions extends Pick<
  ServerContext,
  | "library"
  | "store"
  | "events"
  | "reviews"
  | "weighing"
  | "gathered"
  | "importPreview"
  | "writeTurns"
  | "now"
> {
  /** What an import of names changed. */
  readonly onImported: (changes: readonly RowChange[]) => void;
  readonly log: (error: unknown) => void;
}

/** All kinds of jobs of a library that is served, each with what windows are told of it. */
export function createJobs(options: JobsOptions): JobRunner {
  const {
    library,
    store,
    events,
    reviews,
    weighing,
    gathered,
    importPreview,
    writeTurns,
    onImported,
    log,
    now,
  } = options;
  const changed =
    (...parts: LibraryPart[]) =>
    () => {
      events.send({ kind: "changed", parts });
    };
  const settingsChanged = changed("settings");
  const peopleChanged = changed("photos", "people", "albums");
  const foundFaces = (...parts: LibraryPart[]) => {
    reviews.lookAgain();
    events.send({ kind: "changed", parts });
  };
  return new JobRunner({
    db: library.db,
    kinds: [
      scanJob({
        ...{ library, store, now },
        onNews: () => {
          foundFaces("photos", "people", "albums", "folders");
        },
      }),
      drawnFacesJob({
        ...{ library, store },
        onNews: () => {
          foundFaces("photos", "people");
        },
      }),
      exportJob(library),
      ...transferJobs({
        ...{ library, store, writeTurns, now, onExported: settingsChanged, onImported },
        onPreviewed: (preview) => {
          importPreview.set(preview);
          settingsChanged();
        },
      }),
      ...metadataJobs({
        ...{ library, now, onWritten: settingsChanged },
        onGathered: (names) => {
          gathered.set(names);
          settingsChanged();
        },
      }),
      ...modelJobs({ library, store, onNews: peopleChanged, onSettings: settingsChanged }),
      ...settingsJobs({
        ...{ library, now, onNews: peopleChanged, onSettings: settingsChanged },
        onWeighed: (weighed) => {
          weighing.set(weighed);
          settingsChanged();
        },
      }),
    ],
    now,
    onChange: jobTeller(events),
    mayWrite: writeTurns.free,
    onError: log,
    explain: (error) => {
      const explained = explainLibraryError(error, library);
      return explained instanceof Error ? explained.message : String(explained);
    },
  });
}

/** Progress comes with every photo; windows need it a few times a second. */
const progressEveryMs = 250;

function jobTeller(events: EventHub): (job: Job) => void {
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
