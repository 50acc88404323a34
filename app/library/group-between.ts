/** Groups faces now and then while a scan goes on, so that people appear before its end. */
export interface BetweenGrouper {
  /** So many photos are done; begins to group when it is time, without keeping anybody waiting. */
  readonly note: (donePhotos: number) => void;
  /** Resolves when no grouping runs; rejects with the error of one that failed. */
  readonly idle: () => Promise<void>;
}

/** Enough photos for the people of a family to have groups: half a minute into the first scan. */
const firstAtPhotos = 200;

/**
 * Calls `group` after 200 photos, and then each time that their number has doubled: each face is looked up once whenever
 * it is grouped, so all that comes on top is to read the faces that are known, twice as many each time as the time
 * before, and all together no more than at the end. While one runs, no other begins.
 */
export function createBetweenGrouper(group: () => Promise<unknown>, firstAt = firstAtPhotos): BetweenGrouper {
  let nextAt = firstAt;
  let running: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;
  const run = async () => {
    try {
      await group();
    } catch (error) {
      failure = { error };
    } finally {
      running = null;
    }
  };
  return {
    note: (done) => {
      if (done < nextAt || running !== null || failure !== null) return;
      nextAt = done * 2;
      running = run();
    },
    idle: async () => {
      await running;
      if (failure !== null) throw failure.error;
    },
  };
}
