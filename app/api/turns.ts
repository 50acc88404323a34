/** Work that is done one after the other, in the order in which it came. */
export interface Turns {
  /** Does this when all that came before is done; what fails does not hold up the next. */
  readonly take: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Does something wait for its turn? */
  readonly isWaitedFor: () => boolean;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

/** Nothing to do yet. */
export function createTurns(): Turns {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: async (work) => {
      waiting += 1;
      const mine = last.then(async () => {
        waiting -= 1;
        return await work();
      });
      last = mine.catch(() => undefined);
      return await mine;
    },
    isWaitedFor: () => waiting > 0,
    idle: async () => {
      await last;
    },
  };
}
