/** Lets things that are ready in any order go on in their own order. */
export interface InOrder<Thing> {
  /** The thing of this place is ready: 0 for the first, each place at most once. */
  readonly ready: (place: number, thing: Thing) => void;
  /** Lets go on what still waits, in order; what comes later goes on at once. */
  readonly release: () => void;
}

/**
 * Keeps things back until those before them have come, at most `mostWaiting` of them: rather than more than that, it gives
 * up waiting for the ones that are missing, which then go on as they come.
 */
export function createInOrder<Thing>(goOn: (thing: Thing) => void, mostWaiting: number): InOrder<Thing> {
  const waiting = new Map<number, Thing>();
  let next = 0;
  const pass = () => {
    for (let thing = waiting.get(next); thing !== undefined; thing = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      goOn(thing);
    }
  };
  const skipMissing = () => {
    next = Math.min(...waiting.keys());
    pass();
  };
  return {
    ready(place, thing) {
      if (place < next) {
        goOn(thing);
        return;
      }
      waiting.set(place, thing);
      pass();
      if (waiting.size > mostWaiting) skipMissing();
    },
    release() {
      while (waiting.size > 0) skipMissing();
    },
  };
}
