import { brokenOff } from "./api/answer-error.ts";
import { createApi } from "./api/api.ts";
import type { ServerContext } from "./api/context.ts";
import { openLibrary } from "./library/open-library.ts";
import { UnusableBackupError } from "./library/restore-backup.ts";
import { openDefaultModelStore } from "./models/open-default-store.ts";
import { beginWatching, createContext } from "./server-context.ts";
import type { ServeOptions } from "./server.ts";

/** A library that is served, through openings one after the other. */
export interface LibrarySessions {
  /** Of the opening that holds now. */
  readonly context: () => ServerContext;
  /** Answers a request to API and pictures; one that comes while the library is opened anew waits for it. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Ends jobs and all that works beside the user; they go on at the next opening. */
  readonly stopWork: () => Promise<void>;
  /** Another process may own the library then. */
  readonly close: () => Promise<void>;
}

/** One opening. */
interface Session {
  readonly context: ServerContext;
  readonly answer: (request: Request) => Promise<Response>;
  readonly stopWork: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Options = Omit<ServeOptions, "listen" | "token" | "windowFolder">;

/** Opens a library as its owner. Rejects with the errors of openLibrary. */
export async function openSessions(options: Options): Promise<LibrarySessions> {
  let isClosing = false;
  const restart = () => {
    if (isClosing) return;
    current = reopen(current);
    // Whoever asks next gets the error too.
    current.catch(options.log);
  };
  const reopen = async (before: Promise<Session>): Promise<Session> => {
    const ended = await before;
    await ended.stopWork();
    await ended.close();
    last = await openAnew();
    options.onReopened?.(last.context);
    return last;
  };
  const openAnew = async (): Promise<Session> => {
    try {
      return await openSession(options, { restart, restoreProblem: null });
    } catch (error) {
      if (!(error instanceof UnusableBackupError)) throw error;
      // The library is as it was: that it did not go back is told in the window.
      options.log(error);
      return await openSession(options, { restart, restoreProblem: error.message });
    }
  };
  let last = await openSession(options, { restart, restoreProblem: null });
  let current = Promise.resolve(last);
  return {
    context: () => last.context,
    answer: async (request) => {
      const session = await current;
      // The body of a request whose sender went away meanwhile reads as if it were empty.
      return request.signal.aborted ? brokenOff() : await session.answer(request);
    },
    stopWork: async () => {
      isClosing = true;
      await (await ifOpen(current))?.stopWork();
    },
    close: async () => {
      isClosing = true;
      const session = await ifOpen(current);
      await session?.stopWork();
      await session?.close();
    },
  };
}

/** null = it could not be opened anew, which was logged. */
async function ifOpen(session: Promise<Session>): Promise<Session | null> {
  return await session.catch(() => null);
}

/** Answers take far less; a page that never ends its question must not keep a library open. */
const answersLimitMs = 10_000;

async function openSession(
  { libraryFolder, command, openModels, log, now = Date.now, shell = null, watchesFolders }: Options,
  own: Pick<ServerContext, "restart" | "restoreProblem">,
): Promise<Session> {
  const library = await openLibrary(libraryFolder, { command, now });
  try {
    const closing = new AbortController();
    const context = createContext(library, await (openModels ?? openDefaultModelStore)(), {
      ...{ log, now, shell, closing: closing.signal, ...own },
    });
    const api = createApi(context, log);
    const answers = new Set<Promise<Response>>();
    context.jobs.start();
    context.reviews.prepareSoon();
    if (watchesFolders !== false) beginWatching(context);
    const stopWork = async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await context.watcher.close();
      await context.jobs.close();
      await context.reassigner.idle();
      await context.reviews.idle();
    };
    return {
      context,
      answer: async (request) => {
        const answer = Promise.resolve(api.fetch(request));
        answers.add(answer);
        try {
          return await answer;
        } finally {
          answers.delete(answer);
        }
      },
      stopWork,
      close: async () => {
        await withinMs(Promise.allSettled(answers), answersLimitMs);
        await context.faceIndex.close();
        library.close();
      },
    };
  } catch (error) {
    library.close();
    throw error;
  }
}

async function withinMs(work: Promise<unknown>, limitMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const clock = setTimeout(resolve, limitMs, undefined);
  await Promise.race([work, promise]);
  clearTimeout(clock);
}
