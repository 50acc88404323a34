import watcher from "@parcel/watcher";
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
}

/** Copying a card full of photos makes a change every few milliseconds; one scan after it is enough. */
const defaultQuietMs = 2_000;

/**
 * Calls `onChange` after every burst of changes in the folders, until the signal stops it. Changes during
 * `onChange` bring another call. Rejects with what `onChange` rejected with, or the watcher's error when a
 * folder cannot be watched.
 */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { signal, exclude, quietMs = defaultQuietMs } = options;
  const { promise: ended, resolve, reject } = Promise.withResolvers<undefined>();
  let clock: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let hasMore = false;

  const run = async () => {
    do {
      hasMore = false;
      await options.onChange();
    } while (hasMore && !signal.aborted);
  };
  const start = () => {
    if (running !== null) {
      hasMore = true;
      return;
    }
    running = run().finally(() => {
      running = null;
    });
    running.catch(reject);
  };
  const subscriptions = await Promise.all(
    folders.map(async (folder) =>
      await watcher.subscribe(folder, (error, events) => {
        if (error !== null) {
          reject(error);
          return;
        }
        const counts = events.some(({ path }) => !exclude.some((excluded) => isInside(excluded, path)));
        if (!counts || signal.aborted) return;
        clearTimeout(clock);
        clock = setTimeout(start, quietMs);
      }),
    ),
  );
  const stop = () => {
    resolve(undefined);
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await ended;
    await running;
  } finally {
    clearTimeout(clock);
    signal.removeEventListener("abort", stop);
    await Promise.all(subscriptions.map(async (subscription) => {
      await subscription.unsubscribe();
    }));
  }
}
