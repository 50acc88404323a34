/** Who may write to the catalogue, where a thread writes to it for seconds. */
export interface WriteTurns {
  /** Runs work that needs the catalogue for itself: others read meanwhile, and wait before they write. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Runs work that takes a while and writes at its end: whoever needs the catalogue for themselves waits for it. */
  readonly together: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Resolves when nobody needs the catalogue for themselves; at once when nobody does. */
  readonly free: () => Promise<void>;
}

/** Nobody writes yet. */
export function createWriteTurns(): WriteTurns {
  const together = new Set<Promise<unknown>>();
  let last: Promise<void> | null = null;
  return {
    exclusively: async (work) => {
      while (last !== null) await last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      try {
        await Promise.allSettled(together);
        return await work();
      } finally {
        last = null;
        resolve(undefined);
      }
    },
    together: async (work) => {
      // Without a moment between the last look and the beginning.
      while (last !== null) await last;
      const mine = work();
      together.add(mine);
      try {
        return await mine;
      } finally {
        together.delete(mine);
      }
    },
    free: async () => {
      while (last !== null) await last;
    },
  };
}
