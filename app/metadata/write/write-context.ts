import type { Database } from "../../db/open.ts";
import type { TextJournal } from "../../journal/text-journal.ts";
import type { OwnedLibrary } from "../../library/open-library.ts";
import { findExiftool, type Exiftool } from "./exiftool.ts";
import type { ExiftoolSession } from "./exiftool-session.ts";

/** What writing metadata, and putting it back, works with. */
export interface WriteContext {
  readonly db: Database;
  /** The library's folder: what is needed to undo is kept there. */
  readonly libraryFolder: string;
  readonly journal: TextJournal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Asked for once a file has to be written into. Rejects with ExiftoolError. */
  readonly exiftool: () => Promise<Exiftool>;
  /** Ends an ExifTool that was kept for more: there are no more files. */
  readonly endExiftool?: () => Promise<void>;
}

/**
 * For writing in this library. ExifTool is looked for once, when it is needed, and one process writes all files until
 * `endExiftool`. `now` = milliseconds since 1970.
 */
export function createWriteContext(
  { db, folders, journal }: Pick<OwnedLibrary, "db" | "folders" | "journal">,
  now: () => number,
): WriteContext {
  let found: ReturnType<typeof findExiftool> | undefined;
  let session: ExiftoolSession | undefined;
  return {
    ...{ db, journal, now, libraryFolder: folders.library },
    exiftool: async () => {
      const { version, origin, open } = await (found ??= findExiftool());
      session ??= open();
      const { run } = session;
      return { version, origin, run };
    },
    endExiftool: async () => {
      await session?.[Symbol.asyncDispose]();
      session = undefined;
    },
  };
}
