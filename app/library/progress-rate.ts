/** How fast work goes and how long it will still take. */
export interface Rate {
  /** null until enough is done to tell. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** The last things done say more of the next ones than those of an hour ago. */
const keptTimes = 200;

/** Fewer say nothing: the first ones carry the start of the analyzers, and come several at once. */
const leastDone = 8;

/** Measures the rate of work over its last things done, from the first one done; `now` gives milliseconds. */
export function createRateMeter(now: () => number): {
  readonly tick: () => void;
  readonly read: (left: number) => Rate;
} {
  const times: number[] = [];
  return {
    tick: () => {
      times.push(now());
      if (times.length > keptTimes) times.shift();
    },
    read: (left) => {
      const elapsedMs = now() - (times[0] ?? 0);
      if (times.length < leastDone || elapsedMs <= 0) return { perSecond: null, secondsLeft: null };
      const perSecond = ((times.length - 1) * 1000) / elapsedMs;
      return { perSecond, secondsLeft: left / perSecond };
    },
  };
}
