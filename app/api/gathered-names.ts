import type { GatheredNames } from "../metadata/plan-import.ts";

/** The names that were read from all photos, for a preview and the import after it. */
export interface GatheredHolder {
  readonly set: (gathered: GatheredNames) => void;
  /** null = they were not read since the server began. */
  readonly get: () => GatheredNames | null;
  /** How often they were read; what was shown before is out of date when it rises. */
  readonly times: () => number;
}

/** Nothing read yet. */
export function createGatheredHolder(): GatheredHolder {
  let last: GatheredNames | null = null;
  let times = 0;
  return {
    set: (gathered) => {
      last = gathered;
      times += 1;
    },
    get: () => last,
    times: () => times,
  };
}
