import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { clearFailures } from "../db/failures.ts";
import { chooseLibraryRecipe } from "../library/choose-recipe.ts";
import { explainLibraryError, openLibrary, type OwnedLibrary } from "../library/open-library.ts";
import { scanFolders, type ScanReport, type ScanResult } from "../library/scan.ts";
import { watchFolders } from "../library/watch.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { RuntimeChoice } from "../models/runtime-names.ts";
import { howToGetFfmpeg } from "../photo/video/find-ffmpeg.ts";
import {
  commandForLibrary,
  exitCodes,
  libraryOf,
  note,
  printResult,
  withCommonOptions,
  type CommonOptions,
} from "./console.ts";
import { journalNotes } from "./journal-notes.ts";
import { realPath } from "./real-path.ts";
import { createProgressView } from "./scan-progress.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { count, duration, printable } from "./words.ts";
import { folderArguments, runtimeOption, wholeNumberOption, wordOption } from "./option-values.ts";

interface ScanCommandOptions extends CommonOptions {
  readonly watch?: boolean;
  readonly retryFailed?: boolean;
  readonly detector?: string;
  readonly alignment?: "landmarks" | "five-points";
  readonly runtime?: RuntimeChoice;
  readonly processes?: number;
}

/** Registers `familiar scan FOLDER...`. */
export function registerScanCommand(program: Command): void {
  withCommonOptions(program.command("scan"))
    .description("find the photos in folders, and the people in them")
    .argument(
      "<FOLDER...>",
      "folders with photos, with all folders in them; or single photos",
      folderArguments,
    )
    .option("--watch", "keep running and scan again whenever something changes")
    .option("--retry-failed", "try photos again that failed before")
    .option(
      "--detector <ID>",
      "model that finds faces: yunet, rfb-320, ssd-mobilenet, tiny-face, mtcnn, or your own",
    )
    .option(
      "--alignment <BY>",
      "align faces by: landmarks or five-points",
      wordOption("landmarks", "five-points"),
    )
    .option(...runtimeOption)
    .option("--processes <N>", "analyzer processes; one a core by default", wholeNumberOption(1, 256))
    .action(async (folders: string[], options: ScanCommandOptions) => {
      await runScan(folders, options);
    });
}

async function runScan(folders: readonly string[], options: ScanCommandOptions): Promise<void> {
  const stopping = stopOnInterrupt();
  try {
    using library = await openLibrary(libraryOf(options), { command: "familiar scan" });
    for (const line of journalNotes(library)) note(line);
    if (options.retryFailed === true) clearFailures(library.db);
    const store = await openDefaultModelStore();
    const recipe = await chooseLibraryRecipe(
      library.db,
      store,
      { detector: options.detector, alignment: options.alignment, runtime: options.runtime },
      note,
    );
    // The scan itself says what is wrong with a folder that is not there.
    const absolute = folders.map(realPath);
    const scan = async () => {
      finish(await scanOnce(library, absolute, recipe, options, stopping.signal), absolute, options);
    };
    if (options.watch !== true) {
      await scan();
      return;
    }
    await watchFolders(await Promise.all(absolute.map(folderOf)), {
      // Told of by its real path, however the user spelt it.
      exclude: [await realpath(library.folders.library)],
      signal: stopping.signal,
      startsWithChange: true,
      onChange: async () => {
        await scan();
        if (!stopping.signal.aborted) note("Watching for changes. Ctrl+C stops.");
      },
    });
  } finally {
    stopping.release();
  }
}

/** A single file is watched by its folder. */
async function folderOf(fileOrFolder: string): Promise<string> {
  const status = await stat(fileOrFolder).catch(() => undefined);
  return status?.isFile() === true ? path.dirname(fileOrFolder) : fileOrFolder;
}

async function scanOnce(
  library: OwnedLibrary,
  folders: readonly string[],
  recipe: Awaited<ReturnType<typeof chooseLibraryRecipe>>,
  options: ScanCommandOptions,
  signal: AbortSignal,
): Promise<ScanReport> {
  const view = createProgressView(process.stderr);
  try {
    return await scanFolders(library, {
      folders,
      recipe,
      signal,
      onProgress: (progress) => {
        view.show(progress);
      },
      ...(options.processes !== undefined && { processes: options.processes }),
    });
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    view.close();
  }
}

function finish(report: ScanReport, folders: readonly string[], options: CommonOptions): void {
  const { photos, added, changed, moved, failed, faces, seconds, photosPerSecond, videosNotLookedAt } =
    report;
  const result: ScanResult = {
    ...{ photos, added, changed, moved, failed, faces, seconds, photosPerSecond },
    ...(videosNotLookedAt !== undefined && { videosNotLookedAt }),
  };
  printResult(options, result, () => reportText(report, commandForLibrary("people", options)));
  const isFolderUnread = failed.some(({ path: failedPath }) => folders.includes(failedPath));
  if (report.wasStopped || isFolderUnread) process.exitCode = exitCodes.failed;
}

/** What a person at a terminal is told at the end; `nextCommand` is the one to go on with. */
export function reportText(report: ScanReport, nextCommand: string): string {
  const speed = report.analysed > 0 ? ` (${report.photosPerSecond.toFixed(1)} photos/s)` : "";
  const lines = [
    newsText(report),
    ...(report.pairs > 0
      ? [`${count(report.pairs, "photo")} with a raw file and a JPEG, each shown as one.`]
      : []),
    ...(report.livePhotos > 0 ? [`${count(report.livePhotos, "Live Photo")}.`] : []),
    ...(report.stacks > 0 ? [`${count(report.stacks, "stack")} of photos taken in one go.`] : []),
    `${count(report.faces, "face")} in the library.`,
    `${report.wasStopped ? "Stopped after" : "Done in"} ${duration(report.seconds)}${speed}.`,
  ];
  if (report.videosNotLookedAt !== undefined) {
    const videos = count(report.videosNotLookedAt, "video");
    const verb = report.videosNotLookedAt === 1 ? "was" : "were";
    lines.push("", `${videos} ${verb} not looked at. ${howToGetFfmpeg()}`);
  }
  if (report.failed.length > 0) {
    lines.push("", `Could not be used (${report.failed.length.toLocaleString("en-US")}):`);
    for (const { path: file, reason } of report.failed)
      lines.push(`  ${printable(file)}`, `    ${printable(reason)}`);
  }
  if (report.wasStopped) lines.push("", "The same command goes on where it was.");
  else if (report.faces > 0) lines.push("", `Next: ${nextCommand}`);
  return lines.join("\n");
}

function newsText(report: ScanReport): string {
  const news = [
    [report.added, "new"],
    [report.changed, "changed"],
    [report.moved, "moved"],
    [report.missing, "gone"],
    [report.returned, "back again"],
    [report.unchanged, "unchanged"],
  ] as const;
  const parts = news
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number.toLocaleString("en-US")} ${word}`);
  return `${count(report.photos, "photo")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
}
