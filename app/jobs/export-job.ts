import path from "node:path";
import { z } from "zod";
import { exportPhotos, type ExportReport } from "../albums/export-photos.ts";
import type { Database } from "../db/open.ts";
import { createRateMeter } from "../library/progress-rate.ts";
import { countOf } from "../people/summary-words.ts";
import { defineJobKind, type JobKind } from "./job-kind.ts";
import { createReport } from "./job-report.ts";

/** What to export. */
export const exportParams = z.strictObject({
  /** Of the album, for people. */
  name: z.string(),
  photoIds: z.array(z.int().positive()).min(1),
  /** Absolute. */
  folder: z.string(),
  mode: z.enum(["copy", "link"]),
});

/** Puts photos into a folder. Run again, it leaves out what is there already. */
export function exportJob({ db }: { readonly db: Database }): JobKind {
  return defineJobKind({
    ...{ kind: "export", weight: "side", params: exportParams },
    title: ({ name, folder }) => `Export ${name} to ${path.basename(folder)}`,
    run: async ({ photoIds, folder, mode }, { signal, report }) => {
      const meter = createRateMeter(() => performance.now());
      const done = await exportPhotos(db, photoIds, folder, {
        ...{ mode, signal },
        onProgress: (progress) => {
          meter.tick();
          const phase = mode === "copy" ? "Copying photos" : "Linking photos";
          report({ phase, ...progress, ...meter.read(progress.total - progress.done), detail: null });
        },
      });
      return { message: outcomeText(done), report: reportOf(done) };
    },
  });
}

function outcomeText({ folder, copied, linked, skipped, failed }: ExportReport): string {
  const parts = [
    ...(copied > 0 ? [`${countOf(copied, "photo")} copied`] : []),
    ...(linked > 0 ? [`${countOf(linked, "photo")} linked`] : []),
    ...(skipped > 0 ? [`${countOf(skipped, "photo")} there already`] : []),
    ...(failed.length > 0 ? [`${countOf(failed.length, "file")} could not be exported`] : []),
  ];
  return `${parts.length > 0 ? parts.join(", ") : "nothing to export"}: ${folder}`;
}

function reportOf({ folder, copied, linked, skipped, failed, linkProblem }: ExportReport) {
  const numbers = (
    [
      ["Copied", copied],
      ["Linked", linked],
      ["There already", skipped],
      ["Could not be exported", failed.length],
    ] as const
  ).map(([label, value]) => ({ label, value: value.toLocaleString("en-US") }));
  return createReport(
    [
      ...numbers,
      { label: "Folder", value: folder },
      ...(linkProblem === null ? [] : [{ label: "Copied instead of linked, because", value: linkProblem }]),
    ],
    failed,
  );
}
