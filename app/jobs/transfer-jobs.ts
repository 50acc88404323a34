import { mkdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { findAction } from "../db/actions.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import { parseRowChanges } from "../journal/row-changes.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { dimensionsOf } from "../models/dimensions.ts";
import type { ModelStore } from "../models/store.ts";
import { exportFormats, exportNames } from "../transfer/export-names.ts";
import { importInThread } from "../transfer/import-in-thread.ts";
import type { ImportReport } from "../transfer/import-report.ts";
import { previewInThread } from "../transfer/preview-in-thread.ts";
import { forgetExports, forgetUpload, nameOfExport, pathOfUpload } from "../transfer/kept-files.ts";
import type { ThreadProgress } from "../transfer/thread-messages.ts";
import type { WriteTurns } from "../library/write-turns.ts";
import { defineJobKind, type JobKind, type JobProgress } from "./job-kind.ts";
import { createReport, type JobReport } from "./job-report.ts";
import { step } from "./step.ts";

/** What these jobs work with. */
export interface TransferJobsOptions {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  readonly writeTurns: WriteTurns;
  readonly now: () => number;
  readonly onExported: () => void;
  /** What an import would do is known. */
  readonly onPreviewed: (preview: ImportPreview) => void;
  /** What an import changed. */
  readonly onImported: (changes: readonly RowChange[]) => void;
}

/** A file that was uploaded, and what its import would do. */
export interface ImportPreview extends PreviewParams {
  readonly preview: ImportReport;
}

const previewParams = z.strictObject({
  /** Of the upload. */
  upload: z.uuid(),
  fileName: z.string(),
});

type PreviewParams = z.infer<typeof previewParams>;

/** What to import, and who is who. */
export const importParams = previewParams.extend({
  /** Of people of the file, by identity, who are called like somebody here; the others are somebody else. */
  samePeople: z.array(z.string()).max(1_000_000),
});

/** Names out of the library, and into it. */
export function transferJobs(options: TransferJobsOptions): JobKind[] {
  return [exportLibraryJob(options), previewImportJob(options), importNamesJob(options)];
}

function exportLibraryJob({ library: { folders }, now, onExported }: TransferJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "export-library", weight: "side", params: z.strictObject({ format: z.enum(exportFormats) }) },
    title: ({ format }) =>
      ({ json: "Export all names and decisions", csv: "Export a table of faces", people: "Export people" })[
        format
      ],
    run: async ({ format }, { signal, report }) => {
      const nowMs = now();
      const name = nameOfExport(format, nowMs);
      await mkdir(folders.transfer, { recursive: true });
      await forgetExports(folders.transfer, format);
      const { sizeBytes } = await exportNames({
        ...{ catalogue: folders.catalogue, file: path.join(folders.transfer, name), format, nowMs },
        ...{ overwrite: true, signal },
        onProgress: ({ done, total }) => {
          report(step("Writing", done, total));
        },
      });
      onExported();
      return { message: `${name}, ${(sizeBytes / 1e6).toFixed(1)} MB` };
    },
  });
}

/** Cancelled or failed, it takes the upload away: nobody is asked any more whether to import it. */
function previewImportJob({ library: { folders }, store, onPreviewed }: TransferJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "preview-import", weight: "asked", isQuiet: true, params: previewParams },
    title: ({ fileName }) => `Find out what ${fileName} would change`,
    run: async ({ upload, fileName }, { signal, report }) => {
      const { catalogue, transfer: folder } = folders;
      try {
        const preview = await previewInThread({
          ...{ catalogue, folder, fileName, signal, file: pathOfUpload(folder, upload) },
          dimensionsOf: (model) => dimensionsOf(store, model),
          onProgress: (progress) => {
            report(stepOfThread(progress));
          },
        });
        onPreviewed({ upload, fileName, preview });
        return { message: "What it would change is shown in Settings" };
      } catch (error) {
        if (!signal.aborted) await forgetUpload(folder, upload);
        throw error;
      }
    },
    onCancelled: async ({ upload }) => {
      await forgetUpload(folders.transfer, upload);
    },
  });
}

function stepOfThread({ step: of, done, total }: ThreadProgress): JobProgress {
  switch (of) {
    case "reading":
      return step("Reading the file (MB)", megabytes(done), total === null ? null : megabytes(total));
    case "copying":
      return step("Copying the names that are here");
    case "finding":
      return step("Looking for its photos here", done, total);
    case "adding":
      return step("Comparing what is said of them", done, total);
    case "writing":
      return step("Writing it down");
  }
}

/** Rounded up, so that there is something of a small file. */
function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

/** Stopped, it has done nothing, or all of it: it is run again, and changes nothing then. */
function importNamesJob({ library, store, now, writeTurns, onImported }: TransferJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "import-library", weight: "machine", params: importParams },
    title: ({ fileName }) => `Import ${fileName}`,
    run: async ({ upload, fileName, samePeople }, { signal, report }) => {
      const { db, journal, folders } = library;
      const { actionId, summary, result } = await writeTurns.exclusively(
        async () =>
          await importInThread({
            ...{ db, journal, fileName, samePeople, signal, nowMs: now() },
            file: pathOfUpload(folders.transfer, upload),
            dimensionsOf: (model) => dimensionsOf(store, model),
            onProgress: (progress) => {
              report(stepOfThread(progress));
            },
          }),
      );
      // Stopped when all was done, it is run again, and needs the file to see that nothing is left.
      if (!signal.aborted) await forgetUpload(folders.transfer, upload);
      const figures = result === null ? {} : { report: reportOf(result, fileName) };
      if (actionId === null) return { message: "All of it was here already", ...figures };
      onImported(parseRowChanges(findAction(db, actionId)?.changes ?? "[]"));
      return { message: summary, ...figures };
    },
  });
}

function reportOf(
  { people, photos, faces, albums, conflicts, ...rest }: ImportReport,
  fileName: string,
): JobReport {
  const figures = [
    ["New people", people.added],
    ["People who were here", people.here],
    ["Named faces", faces.named],
    ["Ignored faces", faces.ignored],
    ["Places without a face", faces.notFaces],
    ["New albums", albums.added],
    ["Decisions about stacks", rest.stacks],
    ["Raw files shown apart", rest.partedPairs],
    ["Photos that wait for a scan", photos.waiting],
    ["Left out, as other things were said here", conflicts.length],
  ] as const;
  return createReport(
    figures
      .filter(([, value]) => value > 0)
      .map(([label, value]) => ({ label, value: value.toLocaleString("en-US") })),
    conflicts.map(({ text }) => ({ path: fileName, reason: text })),
  );
}
