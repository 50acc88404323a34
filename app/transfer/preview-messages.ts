import { z } from "zod";
import type { ImportReport } from "./import-report.ts";

/** What a thread needs to know to say what an import would do. All are paths but `fileName`. */
export const previewTask = z.strictObject({
  catalogue: z.string(),
  /** A copy of the catalogue is made there. */
  trial: z.string(),
  file: z.string(),
  /** For people. */
  fileName: z.string(),
});

/** How far a preview is: the file is read, the catalogue is copied, then the import is done to the copy. */
export interface PreviewProgress {
  readonly step: "reading" | "copying" | "finding" | "adding";
  /** Bytes while reading, photos later. */
  readonly done: number;
  /** null = not known. */
  readonly total: number | null;
}

/** What the thread says. */
export type PreviewNews =
  | { readonly kind: "progress"; readonly progress: PreviewProgress }
  /** It asks how long the vectors of these models are. */
  | { readonly kind: "models"; readonly models: readonly string[] }
  | { readonly kind: "done"; readonly report: ImportReport }
  | { readonly kind: "failed"; readonly error: FailedPreview };

/** An error, as it gets from one thread to another. */
export interface FailedPreview {
  readonly message: string;
  /** 'file': what is wrong is in the file that was to be imported. */
  readonly isOfFile: boolean;
  /** SQLite's own. */
  readonly code: string | null;
}

/** The answer to `models`. */
export const modelDimensions = z.record(z.string(), z.int().nullable());
