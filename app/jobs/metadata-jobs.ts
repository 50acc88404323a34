import { z } from "zod";
import { createRateMeter } from "../library/progress-rate.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { gatherNames } from "../metadata/gather-names.ts";
import type { GatheredNames } from "../metadata/plan-import.ts";
import { undoWrites } from "../metadata/write/undo-writes.ts";
import { createWriteContext } from "../metadata/write/write-context.ts";
import { writeNames, type WriteReport } from "../metadata/write/write-names.ts";
import { readWriteSetting } from "../metadata/write/write-setting.ts";
import { countOf } from "../people/summary-words.ts";
import { defineJobKind, type JobKind, type JobTools } from "./job-kind.ts";
import { createReport } from "./job-report.ts";

/** What the jobs of names in photos work with. */
export interface MetadataJobsOptions {
  readonly library: OwnedLibrary;
  readonly now: () => number;
  /** The names in all photos were read, for a preview. */
  readonly onGathered: (gathered: GatheredNames) => void;
  /** Files were written or put back. */
  readonly onWritten: () => void;
}

/** Names in photos: read them all, write them, put files back. */
export function metadataJobs(options: MetadataJobsOptions): JobKind[] {
  return [readJob(options), writeJob(options), restoreJob(options)];
}

function readJob({ library: { db }, onGathered }: MetadataJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "read-names", weight: "side", params: z.strictObject({}) },
    title: () => "Read the names in photos",
    run: async (_params, tools) => {
      const onProgress = progressOf(tools, "Reading metadata");
      const gathered = await gatherNames(db, { signal: tools.signal, onProgress });
      onGathered(gathered);
      const { photosRead, photos, problems } = gathered;
      const named = photos.filter(({ regions }) => regions.some(({ name }) => name !== null)).length;
      return {
        message: `${countOf(photosRead, "photo")} read, ${named.toLocaleString("en-US")} with names`,
        report: createReport([{ label: "With names", value: named.toLocaleString("en-US") }], problems),
      };
    },
  });
}

function writeJob({ library, now, onWritten }: MetadataJobsOptions): JobKind {
  return defineJobKind({
    kind: "write-names",
    weight: "side",
    params: z.strictObject({
      photoIds: z.array(z.int().positive()).min(1),
      into: z.enum(["sidecar", "file", "as-before"]),
    }),
    title: ({ photoIds }) => `Write names into ${countOf(photoIds.length, "photo")}`,
    run: async ({ photoIds, into }, tools) => {
      const { keepsModifiedTime } = readWriteSetting(library.db);
      const report = await writeNames(createWriteContext(library, now), photoIds, {
        ...{ into, keepsModifiedTime, isDryRun: false, signal: tools.signal },
        onProgress: progressOf(tools, "Writing names"),
      });
      onWritten();
      return { message: outcomeText(report), report: reportOf(report) };
    },
  });
}

function restoreJob({ library, now, onWritten }: MetadataJobsOptions): JobKind {
  return defineJobKind({
    ...{ kind: "restore-files", weight: "side" },
    params: z.strictObject({ batch: z.int().positive().optional() }),
    title: () => "Put files back as they were",
    run: async ({ batch }) => {
      const { restored, failed } = await undoWrites(createWriteContext(library, now), batch);
      onWritten();
      const label = "Put back";
      return {
        message:
          restored.length + failed.length === 0
            ? "there was nothing to put back"
            : `${countOf(restored.length, "file")} put back`,
        report: createReport([{ label, value: restored.length.toLocaleString("en-US") }], failed),
      };
    },
  });
}

function progressOf({ report }: JobTools, phase: string): (done: number, total: number) => void {
  const meter = createRateMeter(() => performance.now());
  return (done, total) => {
    meter.tick();
    report({ phase, done, total, ...meter.read(total - done), detail: null });
  };
}

function countWritten({ files }: WriteReport): number {
  return files.filter(({ outcome }) => outcome === "written").length;
}

function outcomeText(report: WriteReport): string {
  const failed = report.files.filter(({ outcome }) => outcome === "failed").length;
  const written = countWritten(report);
  if (written + failed === 0) return "the files said it already";
  const left = failed === 0 ? "" : `, ${countOf(failed, "file")} left as before`;
  return `${countOf(written, "file")} written${left}`;
}

function reportOf(report: WriteReport) {
  return createReport(
    [{ label: "Written", value: countWritten(report).toLocaleString("en-US") }],
    report.files.flatMap(({ path, outcome, reason }) =>
      outcome === "failed" ? [{ path, reason: reason ?? "" }] : [],
    ),
  );
}
