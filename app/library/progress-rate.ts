/** How fast work goes and how long it will still take. */
export interface Rate {
  /** null until one thing is done and time has passed. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** The last things done say more of the next ones than those of an hour ago. */
const keptTimes = 200;

/** Measures the rate of work over its last things done; `now` gives milliseconds. */
export function createRateMeter(now: () => number): {
  readonly tick: () => void;
  readonly read: (left: number) => Rate;
} {
  const times: number[] = [now()];
  return {
    tick: () => {
      times.push(now());
      if (times.length > keptTimes) times.shift();
    },
    read: (left) => {
      const elapsedMs = now() - (times[0] ?? 0);
      const done = times.length - 1;
      if (done < 1 || elapsedMs <= 0) return { perSecond: null, secondsLeft: null };
      const perSecond = (done * 1000) / elapsedMs;
      return { perSecond, secondsLeft: left / perSecond };
    },
  };
}
