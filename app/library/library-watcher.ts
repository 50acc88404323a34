import { folderState, type WatchState } from "./list-folders.ts";
import { watchFolders } from "./watch.ts";

/** What a watcher of a library works with. */
export interface LibraryWatcherOptions {
  /** The folders of the library, asked anew each time. */
  readonly folders: () => readonly string[];
  /** Whether the user wants it. */
  readonly isWanted: () => boolean;
  /** Folders whose changes do not count: the library itself. */
  readonly exclude: readonly string[];
  /** Something changed in this folder, or it came back. */
  readonly onChange: (folder: string) => void;
  /** What `states` gives has changed. */
  readonly onState: () => void;
  /** How often folders are looked for that are away. */
  readonly lookEveryMs?: number;
  /** How long it must be quiet before a change counts. */
  readonly quietMs?: number;
}

/** Notices changes in the folders of a library for as long as it is open. Close it. */
export interface LibraryWatcher {
  /** Begins and ends watching as folders and the user's wish are now. */
  readonly refresh: () => Promise<void>;
  readonly states: () => ReadonlyMap<string, WatchState>;
  readonly close: () => Promise<void>;
}

interface Watch {
  readonly stopping: AbortController;
  state: WatchState;
  ended: Promise<void>;
}

/** A drive that is plugged in is noticed before its owner becomes impatient. */
const defaultLookEveryMs = 10_000;

/**
 * Watches each folder by itself, so that one that is away does not keep the others from it. A folder that goes away is
 * looked for, and watched again when it is back, which counts as a change.
 */
export function createLibraryWatcher(options: LibraryWatcherOptions): LibraryWatcher {
  const { onChange, onState, lookEveryMs = defaultLookEveryMs } = options;
  const watches = new Map<string, Watch>();
  let clock: NodeJS.Timeout | undefined;
  let isClosed = false;
  let turn: Promise<void> = Promise.resolve();

  const begin = (folder: string, state: WatchState): void => {
    const stopping = new AbortController();
    const watch: Watch = { stopping, state, ended: Promise.resolve() };
    watch.ended = watchFolders([folder], {
      ...{ exclude: options.exclude, signal: stopping.signal },
      ...(options.quietMs !== undefined && { quietMs: options.quietMs }),
      onChange: async () => {
        // A drive that is pulled out looks like a change; nothing is to be read then.
        if ((await folderState(folder)) === "there") onChange(folder);
      },
    }).catch(async () => {
      watch.state = (await folderState(folder)) === "there" ? "failed" : "waiting";
      onState();
    });
    watches.set(folder, watch);
  };

  const end = async (folder: string): Promise<void> => {
    const watch = watches.get(folder);
    watches.delete(folder);
    watch?.stopping.abort();
    await watch?.ended;
  };

  /** Ends the watch of a folder that went away, and begins that of one that is back. */
  const look = async (folder: string): Promise<void> => {
    const isThere = (await folderState(folder)) === "there";
    const before = watches.get(folder)?.state;
    if (before === "failed" || (before === "watched") === isThere) return;
    await end(folder);
    if (isThere) {
      begin(folder, "watched");
      if (before === "waiting") onChange(folder);
    } else {
      const stopping = new AbortController();
      watches.set(folder, { stopping, state: "waiting", ended: Promise.resolve() });
    }
    onState();
  };

  const refreshNow = async (): Promise<void> => {
    const wanted = new Set(!isClosed && options.isWanted() ? options.folders() : []);
    for (const folder of [...watches.keys()]) {
      if (wanted.has(folder)) continue;
      await end(folder);
      onState();
    }
    for (const folder of wanted) await look(folder);
    clearTimeout(clock);
    if (wanted.size === 0) return;
    clock = setTimeout(() => void refresh(), lookEveryMs);
    clock.unref();
  };

  // One after the other: two at once would watch a folder twice.
  const refresh = async (): Promise<void> => {
    turn = turn.then(refreshNow);
    await turn;
  };

  return {
    refresh,
    states: () => new Map([...watches].map(([folder, { state }]) => [folder, state])),
    close: async () => {
      isClosed = true;
      clearTimeout(clock);
      await refresh();
      clearTimeout(clock);
    },
  };
}
