import { openCatalogue } from "../db/open.ts";
import { countCarriedPhotos } from "../db/transfer.ts";
import { csvDocument } from "./export-csv.ts";
import { libraryDocument } from "./export-library.ts";
import { peopleDocument } from "./export-people.ts";
import { writeFileWhole, type WriteFileOptions } from "./write-file.ts";

/** 'json': everything that was said. 'csv': a table of faces. 'people': names and looks, without photos. */
export const exportFormats = ["json", "csv", "people"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What to export, and where to. */
export interface ExportNames extends WriteFileOptions {
  /** Path of the catalogue. It may be in use: what is written is as it was at one moment. */
  readonly catalogue: string;
  readonly file: string;
  readonly format: ExportFormat;
  readonly nowMs: number;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** A file that was written. */
export interface ExportedNames {
  readonly format: ExportFormat;
  /** Photos that it tells of; null in a file of people. */
  readonly photos: number | null;
  readonly sizeBytes: number;
}

/**
 * Writes what was said in a library to a file, whole or not at all.
 * Rejects with FileThereError unless `overwrite`, TransferError, the signal's reason, errors of openCatalogue.
 */
export async function exportNames(options: ExportNames): Promise<ExportedNames> {
  const { catalogue, file, format, nowMs, onProgress } = options;
  // A connection of its own: in a transaction it sees one moment, whatever is done meanwhile.
  const db = openCatalogue(catalogue, { readonly: true });
  try {
    db.exec("BEGIN");
    const total = format === "people" ? 0 : countCarriedPhotos(db);
    let done = 0;
    const onExported = (photos: number) => {
      done += photos;
      onProgress?.({ done, total });
    };
    const pieces =
      format === "csv"
        ? csvDocument(db, { onExported })
        : format === "people"
          ? peopleDocument(db, nowMs)
          : libraryDocument(db, nowMs, onExported);
    const sizeBytes = await writeFileWhole(file, pieces, options);
    return { format, photos: format === "people" ? null : total, sizeBytes };
  } finally {
    db.close();
  }
}
