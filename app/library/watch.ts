import { stat } from "node:fs/promises";
import watcher, { type AsyncSubscription, type SubscribeCallback } from "@parcel/watcher";
import { isInside } from "./paths.ts";

/** How folders are watched. */
export interface WatchOptions {
  /** Folders whose changes do not count: the library itself. */
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  /** Called when something has changed and nothing more has for a moment; never twice at once. */
  readonly onChange: () => Promise<void>;
  /** How long it must be quiet before a change counts. */
  readonly quietMs?: number;
  /** Call `onChange` at once too, with the folders watched already: nothing that changes meanwhile is missed. */
  readonly startsWithChange?: boolean;
}

/** The system does not tell about changes in this folder. */
export class FolderWatchError extends Error {
  override readonly name = "FolderWatchError";
  readonly folder: string;

  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`The folder ${folder} cannot be watched: ${reason}`, options);
    this.folder = folder;
  }
}

/** Copying a card full of photos makes a change every few milliseconds; one scan after it is enough. */
const defaultQuietMs = 2_000;

/**
 * Calls `onChange` after every burst of changes in the folders, until the signal stops it. Changes during
 * `onChange` bring another call. Rejects with what `onChange` rejected with, or FolderWatchError when a folder
 * cannot be watched.
 */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { signal, exclude, quietMs = defaultQuietMs } = options;
  const { promise: ended, resolve, reject } = Promise.withResolvers<undefined>();
  let clock: NodeJS.Timeout | undefined;
  const state: { running: Promise<void> | null; hasMore: boolean } = { running: null, hasMore: false };

  const isMoreWanted = () => state.hasMore && !signal.aborted;
  const run = async () => {
    try {
      do {
        state.hasMore = false;
        await options.onChange();
      } while (isMoreWanted());
    } finally {
      state.running = null;
    }
  };
  const start = () => {
    if (state.running !== null) {
      state.hasMore = true;
      return;
    }
    state.running = run();
    state.running.catch(reject);
  };
  const hear: SubscribeCallback = (error, events) => {
    if (error !== null) {
      reject(error);
      return;
    }
    const counts = events.some(({ path }) => !exclude.some((excluded) => isInside(excluded, path)));
    if (!counts || signal.aborted) return;
    clearTimeout(clock);
    clock = setTimeout(start, quietMs);
  };
  const stop = () => {
    resolve(undefined);
  };
  const subscriptions: AsyncSubscription[] = [];
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const folder of folders) subscriptions.push(await subscribe(folder, hear));
    if (signal.aborted) stop();
    else if (options.startsWithChange === true) start();
    await ended;
    await state.running;
  } finally {
    clearTimeout(clock);
    signal.removeEventListener("abort", stop);
    for (const subscription of subscriptions) await subscription.unsubscribe();
  }
}

async function subscribe(folder: string, hear: SubscribeCallback): Promise<AsyncSubscription> {
  // The watcher's own error for a folder that is not there is "Bad file descriptor".
  const status = await stat(folder).catch(() => null);
  if (status?.isDirectory() !== true) {
    throw new FolderWatchError(folder, "there is no such folder. Is its drive connected?");
  }
  try {
    return await watcher.subscribe(folder, hear);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FolderWatchError(folder, `${reason}. Scan without --watch instead.`, { cause: error });
  }
}
