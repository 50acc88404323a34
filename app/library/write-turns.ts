/** Who may write to the catalogue, where a thread writes to it for seconds. */
export interface WriteTurns {
  /** Runs work that needs the catalogue for itself: others read meanwhile, and wait before they write. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when nobody needs the catalogue for themselves; at once when nobody does. */
  readonly free: () => Promise<void>;
}

/** Nobody writes yet. */
export function createWriteTurns(): WriteTurns {
  let last: Promise<void> | null = null;
  const free = async (): Promise<void> => {
    while (last !== null) await last;
  };
  return {
    exclusively: async (work) => {
      await free();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      try {
        return await work();
      } finally {
        last = null;
        resolve(undefined);
      }
    },
    free,
  };
}
