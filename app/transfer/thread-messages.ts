import { z } from "zod";
import type { PerformedAction } from "../journal/act.ts";
import type { JournalPlace } from "../journal/text-journal.ts";
import type { ImportReport } from "./import-report.ts";

const paths = {
  catalogue: z.string(),
  /** To be imported. */
  file: z.string(),
};

/** For people. */
const fileName = z.string();

const journalEnd = z.strictObject({ sizeBytes: z.int(), lastNumber: z.int() });

/** What a thread is to do: to find out what an import would do, in a copy of the catalogue at the path `trial`; or to do it. */
export const threadTask = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("preview"), ...paths, fileName, trial: z.string() }),
  z.strictObject({
    ...{ kind: z.literal("import"), ...paths, fileName },
    /** People of the file, by identity, who are those of the same name here; the others are somebody else. */
    samePeople: z.array(z.string()),
    /** The text journal, which nobody else writes to meanwhile, and where it ends. */
    journal: z.strictObject({ path: z.string(), end: journalEnd }),
    nowMs: z.number(),
  }),
]);

export type ThreadTask = z.infer<typeof threadTask>;

/** How far it is: the file is read, the catalogue is copied for a preview, what an import does is written into the journal. */
export interface ThreadProgress {
  readonly step: "reading" | "copying" | "finding" | "adding" | "writing";
  /** Bytes while reading, photos later. */
  readonly done: number;
  /** null = not known. */
  readonly total: number | null;
}

/** An import that was done. */
export interface ThreadImport extends PerformedAction {
  readonly result: ImportReport;
  readonly journalEnd: JournalPlace;
}

/** What comes of a task. */
export interface ThreadResults {
  readonly preview: ImportReport;
  readonly import: ThreadImport;
}

/** What the thread says. */
export type ThreadNews<Kind extends ThreadTask["kind"] = ThreadTask["kind"]> =
  | { readonly kind: "progress"; readonly progress: ThreadProgress }
  /** It asks how long the vectors of these models are. */
  | { readonly kind: "models"; readonly models: readonly string[] }
  | { readonly kind: "done"; readonly result: ThreadResults[Kind] }
  | { readonly kind: "failed"; readonly error: ThreadError };

/** An error, as it gets from one thread to another. */
export interface ThreadError {
  readonly message: string;
  /** What is wrong is in the file that was to be imported. */
  readonly isOfFile: boolean;
  /** SQLite's own. */
  readonly code: string | null;
}

/** The answer to `models`. */
export const modelDimensions = z.record(z.string(), z.int().nullable());
