import type { WeighedPhoto } from "../people/weigh-photos.ts";

/** The last weighing of all faces, for previews. It holds until faces or people change. */
export interface Weighing {
  readonly set: (weighed: readonly WeighedPhoto[]) => void;
  /** null = there is none, or it is out of date. */
  readonly get: () => readonly WeighedPhoto[] | null;
  readonly forget: () => void;
}

/** No weighing yet. */
export function createWeighing(): Weighing {
  let last: readonly WeighedPhoto[] | null = null;
  return {
    set: (weighed) => {
      last = weighed;
    },
    get: () => last,
    forget: () => {
      last = null;
    },
  };
}
