import type { ImportPreview } from "../jobs/transfer-jobs.ts";

/** What the import of a file that was uploaded would do, until somebody has said whether to do it. */
export interface ImportPreviewHolder {
  readonly set: (preview: ImportPreview) => void;
  /** null = nothing waits for an answer. */
  readonly get: () => ImportPreview | null;
  /** The answer for this upload came. */
  readonly forget: (upload: string) => void;
}

/** Nothing yet. */
export function createImportPreviewHolder(): ImportPreviewHolder {
  let last: ImportPreview | null = null;
  return {
    set: (preview) => {
      last = preview;
    },
    get: () => last,
    forget: (upload) => {
      if (last?.upload === upload) last = null;
    },
  };
}
