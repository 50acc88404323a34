import { photosWithWrittenMetadata } from "../db/metadata-writes.ts";
import type { Database } from "../db/open.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import type { JobRunner } from "../jobs/runner.ts";
import { affectedPhotos } from "../metadata/write/affected-photos.ts";
import { readWriteSetting } from "../metadata/write/write-setting.ts";

/** Brings names in files up to date with what the user says. */
export interface NamesFollower {
  readonly notice: (changes: readonly RowChange[]) => void;
  /** Asks for the writing of what was noticed, at once. */
  readonly flush: () => void;
}

/** A hundred quick answers become one job. */
const quietMs = 2_000;

/**
 * Where the user wants names written by themselves, every photo whose names changed is written; else only what
 * Familiar wrote before, as it would otherwise say something else than the library.
 */
export function createNamesFollower(
  db: Database,
  jobs: Pick<JobRunner, "add">,
  closing: AbortSignal,
): NamesFollower {
  const waiting = new Set<number>();
  let clock: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(clock);
    clock = undefined;
    const { mode } = readWriteSetting(db);
    const photoIds = mode === "off" ? photosWithWrittenMetadata(db, [...waiting]) : [...waiting];
    waiting.clear();
    if (photoIds.length > 0) jobs.add("write-names", { photoIds, into: mode === "off" ? "as-before" : mode });
  };
  closing.addEventListener("abort", () => {
    clearTimeout(clock);
  });
  return {
    notice: (changes) => {
      for (const photoId of affectedPhotos(db, changes)) waiting.add(photoId);
      if (waiting.size === 0 || closing.aborted) return;
      clearTimeout(clock);
      clock = setTimeout(flush, quietMs);
    },
    flush,
  };
}
