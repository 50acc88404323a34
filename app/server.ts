import { homedir } from "node:os";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { createApi } from "./api/api.ts";
import type { ServerContext } from "./api/context.ts";
import { createEventHub, type EventHub, type LibraryPart } from "./api/event-hub.ts";
import { guard } from "./api/guard.ts";
import { createReassigner } from "./api/reassigner.ts";
import { createReviewSessions } from "./api/review-sessions.ts";
import { securityHeaders } from "./api/security-headers.ts";
import type { DesktopShell } from "./api/shell.ts";
import { createWeighing } from "./api/weighing.ts";
import { staticFiles } from "./api/static-files.ts";
import { allRoots } from "./db/roots.ts";
import { createExaminer } from "./analyze/examiner.ts";
import { createComparison } from "./library/comparison.ts";
import { exportJob } from "./jobs/export-job.ts";
import { JobRunner } from "./jobs/runner.ts";
import { settingsJobs } from "./jobs/settings-jobs.ts";
import { scanJob } from "./jobs/scan-job.ts";
import { keepLibraryIndex } from "./library/kept-index.ts";
import { explainLibraryError, openLibrary, type OwnedLibrary } from "./library/open-library.ts";
import { createLibraryWatcher } from "./library/library-watcher.ts";
import { isWatchingWanted } from "./library/folder-watching.ts";
import { createPlaces } from "./library/places.ts";
import { openDefaultModelStore } from "./models/open-default-store.ts";
import type { ModelStore } from "./models/store.ts";

/** Where the server listens: a socket that only this user can open, or a port of this computer (0 = any that is free). */
export type ListenAt = { readonly socketPath: string } | { readonly port: number };

/** How a library is served. */
export interface ServeOptions {
  readonly libraryFolder: string;
  /** Tells others who holds the library: "familiar serve". */
  readonly command: string;
  readonly listen: ListenAt;
  /** Whoever knows it may do everything; new at each start. */
  readonly token: string;
  /** The built window. */
  readonly windowFolder: string;
  readonly shell?: DesktopShell | null;
  /** Default: changes in the folders are noticed by themselves, unless the user switched that off. */
  readonly watchesFolders?: boolean;
  readonly log: (error: unknown) => void;
  readonly now?: () => number;
}

/** A library that is served. Close it: jobs stop and go on next time, and another process may own the library. */
export interface LibraryServer {
  readonly context: ServerContext;
  /** The address to open in a browser, with the token; null for a socket. */
  readonly address: string | null;
  readonly close: () => Promise<void>;
}

/** The origin of the window inside the desktop app. */
export const desktopOrigin = "familiar://app";

/** Where the server only listens to this computer. */
const loopback = "127.0.0.1";

/**
 * Opens a library as its owner and serves it: the window, its API and pictures, and jobs left from the last time.
 * Rejects with PortTakenError and the errors of openLibrary.
 */
export async function serveLibrary(options: ServeOptions): Promise<LibraryServer> {
  const { libraryFolder, command, log, now = Date.now } = options;
  const library = await openLibrary(libraryFolder, { command, now });
  try {
    const closing = new AbortController();
    const context = createContext(library, await openDefaultModelStore(), {
      ...{ log, now, shell: options.shell ?? null, closing: closing.signal },
    });
    const app = new Hono();
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    const port = await listen(server, options.listen);
    protect(app, options, port);
    app.route("/", createApi(context, log));
    app.route("/", staticFiles(options.windowFolder));
    context.jobs.start();
    if (options.watchesFolders !== false) beginWatching(context);
    const close = async () => {
      closing.abort();
      await context.watcher.close();
      await context.jobs.close();
      await context.reassigner.idle();
      await context.reviews.idle();
      context.faceIndex.close();
      await new Promise((resolve) => {
        server.close(resolve);
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
      library.close();
    };
    const address = port === null ? null : `http://${loopback}:${port}/?token=${options.token}`;
    return { context, address, close };
  } catch (error) {
    library.close();
    throw error;
  }
}

/** What the routes work with, for a library that is open. */
export function createContext(
  library: OwnedLibrary,
  store: ModelStore,
  options: Pick<ServerContext, "shell" | "now" | "closing"> & { readonly log: (error: unknown) => void },
): ServerContext {
  const { log, now } = options;
  const events = createEventHub();
  const changed = (...parts: LibraryPart[]) => {
    events.send({ kind: "changed", parts });
  };
  const faceIndex = keepLibraryIndex(library, store);
  const examiner = createExaminer();
  options.closing.addEventListener("abort", examiner.close);
  const comparison = createComparison({ library, store, faceIndex, examiner });
  const reviews = createReviewSessions({ library, faceIndex, now, onError: log });
  const weighing = createWeighing();
  events.listen((event) => {
    if (event.kind === "changed" && event.parts.includes("people")) weighing.forget();
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
      exportJob(library),
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
  const reassigner = createReassigner({ library, store, faceIndex, events, onError: log });
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
    faceIndex,
    reviews,
    comparison,
    places: createPlaces(homedir()),
    ...options,
  };
}

/** What changed while nobody watched is looked for first. */
function beginWatching({ library, jobs, watcher, events }: ServerContext): void {
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

function protect(app: Hono, { token }: ServeOptions, port: number | null): void {
  const host = `${loopback}:${port ?? 0}`;
  app.use(securityHeaders);
  app.use(
    guard({
      token,
      cookieName: `familiar-${port ?? 0}`,
      // The desktop app passes on the page's own host and origin.
      ...(port === null
        ? { hosts: new Set(["app"]), origins: new Set([desktopOrigin]) }
        : { hosts: new Set([host]), origins: new Set([`http://${host}`]) }),
    }),
  );
}

/** Another program listens there already. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";

  constructor(port: number, cause: unknown) {
    super(`Port ${port} is taken by another program. Choose another with --port, or leave it out.`, {
      cause,
    });
  }
}

async function listen(server: ServerType, at: ListenAt): Promise<number | null> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" && "port" in at ? new PortTakenError(at.port, error) : error);
    });
    const listening = () => {
      resolve();
    };
    if ("socketPath" in at) server.listen(at.socketPath, listening);
    else server.listen(at.port, loopback, listening);
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : null;
}
