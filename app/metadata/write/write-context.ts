import type { Database } from "../../db/open.ts";
import type { TextJournal } from "../../journal/text-journal.ts";
import type { OwnedLibrary } from "../../library/open-library.ts";
import { findExiftool, type Exiftool } from "./exiftool.ts";

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
}

/** For writing in this library; ExifTool is looked for once, when it is needed. `now` = milliseconds since 1970. */
export function createWriteContext(
  { db, folders, journal }: Pick<OwnedLibrary, "db" | "folders" | "journal">,
  now: () => number,
): WriteContext {
  let found: ReturnType<typeof findExiftool> | undefined;
  return {
    ...{ db, journal, now, libraryFolder: folders.library },
    exiftool: async () => await (found ??= findExiftool()),
  };
}
