import path from "node:path";
import { z } from "zod";
import { clearFailures } from "../db/failures.ts";
import { allRoots } from "../db/roots.ts";
import { chooseLibraryRecipe } from "../library/choose-recipe.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { scanFolders, type ScanProgress, type ScanReport } from "../library/scan.ts";
import type { ModelStore } from "../models/store.ts";
import { countOf } from "../people/summary-words.ts";
import { createReport, type JobReport } from "./job-report.ts";
import { defineJobKind, type JobKind, type JobProgress } from "./job-kind.ts";
import { step } from "./step.ts";

/** What to scan. */
export const scanParams = z.strictObject({
  /** Absolute; null = all folders of the library. */
  folders: z.array(z.string()).nullable(),
  retryFailed: z.boolean().default(false),
});

/** What a scan job works on. */
export interface ScanJobOptions {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  readonly now: () => number;
  /** Called while it runs whenever there are new photos or faces to show, and at the end. */
  readonly onNews: () => void;
}

/** Looks for new, changed, moved and missing photos, and for the faces in them. */
export function scanJob(options: ScanJobOptions): JobKind {
  return defineJobKind({
    kind: "scan",
    weight: "machine",
    params: scanParams,
    title: ({ folders }) =>
      folders === null
        ? "Look for new photos"
        : `Scan ${folders.map((folder) => path.basename(folder)).join(", ")}`,
    run: async ({ folders, retryFailed }, { signal, report }) => {
      const { library, store, now, onNews } = options;
      if (retryFailed) clearFailures(library.db);
      const note = (line: string) => {
        report({ ...waiting, phase: line });
      };
      const recipe = await chooseLibraryRecipe(library.db, store, {}, note);
      let doneBefore = 0;
      const result = await scanFolders(library, {
        folders: folders ?? allRoots(library.db).map((root) => root.path),
        recipe,
        signal,
        now,
        onProgress: (progress) => {
          report(progressOf(progress));
          const { done } = progressOf(progress);
          if (done >= doneBefore + photosPerNews) {
            doneBefore = done;
            onNews();
          }
        },
      });
      onNews();
      return { message: outcomeText(result), report: reportOf(result) };
    },
  });
}

/** Photos between two times that windows read anew. */
const photosPerNews = 25;

const waiting = step("Starting");

/** A scan's own progress for the list of jobs. */
export function progressOf(progress: ScanProgress): JobProgress {
  switch (progress.phase) {
    case "finding":
      return { ...waiting, phase: "Looking for photos", detail: `${countOf(progress.files, "photo")} found` };
    case "reading": {
      const { done, total, faces, failed, perSecond, secondsLeft } = progress;
      const failures = failed > 0 ? `, ${failed.toLocaleString("en-US")} could not be used` : "";
      const detail = `${countOf(faces, "face")}${failures}`;
      return { phase: "Finding faces", done, total, perSecond, secondsLeft, detail };
    }
    case "representing": {
      const { done, total, perSecond, secondsLeft } = progress;
      return { phase: "Comparing faces", done, total, perSecond, secondsLeft, detail: null };
    }
    case "grouping":
      return { ...waiting, phase: "Grouping faces", done: progress.done, total: progress.total };
  }
}

function reportOf(result: ScanReport): JobReport {
  const { photos, added, changed, moved, missing, returned, analysed, faces, failed, seconds } = result;
  const { videosNotLookedAt, pairs, stacks, livePhotos } = result;
  const figures: [string, string][] = [
    ...(
      [
        ["Photos in these folders", photos],
        ["New", added],
        ["Changed", changed],
        ["Moved", moved],
        ["Gone", missing],
        ["Back again", returned],
        ["Looked through for faces", analysed],
        ["Could not be used", failed.length],
        ["Faces in the library", faces],
        ...(livePhotos > 0 ? [["Live Photos", livePhotos] as const] : []),
        ...(stacks > 0 ? [["Stacks of photos", stacks] as const] : []),
        ...(pairs > 0 ? [["Raw file and JPEG shown as one", pairs] as const] : []),
      ] as const
    ).map(([label, value]): [string, string] => [label, value.toLocaleString("en-US")]),
    ...(videosNotLookedAt !== undefined
      ? ([["Videos not looked at (install FFmpeg)", videosNotLookedAt.toLocaleString("en-US")]] satisfies [
          string,
          string,
        ][])
      : []),
    ["Time", durationText(seconds)],
    ...(analysed > 0
      ? ([["Photos a second", (analysed / seconds).toFixed(1)]] satisfies [string, string][])
      : []),
  ];
  return createReport(
    figures.map(([label, value]) => ({ label, value })),
    failed,
  );
}

/** "12 s", "3 min", "2 h 5 min" */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function outcomeText({
  photos,
  added,
  changed,
  moved,
  missing,
  returned,
  failed,
  faces,
  videosNotLookedAt = 0,
}: ScanReport): string {
  const news: [number, string][] = [
    [added, "new"],
    [changed, "changed"],
    [moved, "moved"],
    [missing, "gone"],
    [returned, "back"],
    [failed.length, "could not be used"],
    [videosNotLookedAt, videosNotLookedAt === 1 ? "video left alone" : "videos left alone"],
  ];
  const parts = news
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number.toLocaleString("en-US")} ${word}`);
  return `${countOf(photos, "photo")}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}; ${countOf(faces, "face")} in the library`;
}
