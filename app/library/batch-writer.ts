/** Collects things and writes them together: a transaction costs about as much as fifty of its rows. */
export interface BatchWriter<Thing> {
  /** Adds a thing; it is written at the latest after `maximumDelayMs`, or when the batch is full. */
  readonly add: (thing: Thing) => void;
  /** Writes what is waiting. Throws what `write` threw, now or in a delayed write before. */
  readonly flush: () => void;
}

/** Few enough that writing them takes some 10 ms, so that the owner still answers in between. */
const maximumThings = 32;

/** What a crash loses at most, and what a reader waits for at most. */
const maximumDelayMs = 500;

/**
 * A writer over `write`. An error of a delayed write is kept for the next `add` or `flush`, and the things
 * are dropped: their files will be looked at again.
 */
export function createBatchWriter<Thing>(write: (things: readonly Thing[]) => void): BatchWriter<Thing> {
  let waiting: Thing[] = [];
  let clock: NodeJS.Timeout | undefined;
  let failure: { readonly error: unknown } | null = null;

  const writeWaiting = () => {
    clearTimeout(clock);
    clock = undefined;
    const things = waiting;
    waiting = [];
    if (things.length > 0) write(things);
  };
  const throwEarlierFailure = () => {
    if (failure === null) return;
    const { error } = failure;
    failure = null;
    throw error;
  };

  return {
    add(thing) {
      throwEarlierFailure();
      waiting.push(thing);
      if (waiting.length >= maximumThings) {
        writeWaiting();
        return;
      }
      clock ??= setTimeout(() => {
        try {
          writeWaiting();
        } catch (error) {
          failure = { error };
        }
      }, maximumDelayMs);
    },
    flush() {
      throwEarlierFailure();
      writeWaiting();
    },
  };
}
