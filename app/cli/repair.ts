import type { Command } from "commander";
import { newestBackup } from "../db/backup.ts";
import type { CatalogueCondition } from "../db/damage.ts";
import { countNames } from "../db/recovered.ts";
import { allRoots } from "../db/roots.ts";
import { chooseLibraryRecipe } from "../library/choose-recipe.ts";
import { explainLibraryError, type OwnedLibrary } from "../library/open-library.ts";
import { repairLibrary, type RepairedLibrary } from "../library/repair.ts";
import { scanFolders, type ScanReport, type ScanResult } from "../library/scan.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import { libraryOf, note, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { journalNotes } from "./journal-notes.ts";
import { folderArguments } from "./option-values.ts";
import { realPath } from "./real-path.ts";
import { createProgressView } from "./scan-progress.ts";
import { count, printable } from "./words.ts";

interface RepairOptions extends CommonOptions {
  readonly scan: boolean;
}

/** The fields of `familiar repair --json`. */
export interface RepairResult {
  /** How the catalogue was found. */
  readonly catalogue: CatalogueCondition;
  /** Where the damaged catalogue is now; null when there was none. */
  readonly movedTo: string | null;
  /** Steps of the journal that were done again. */
  readonly replayedSteps: number;
  /** Lines of the journal that could not be used. */
  readonly badLines: readonly { readonly lineNumber: number; readonly reason: string }[];
  readonly people: number;
  /** Faces that you named. */
  readonly namedFaces: number;
  /** Those of them whose photo was not found yet, or not the face in it. */
  readonly waitingFaces: number;
  /** null = nothing was scanned. */
  readonly scan: ScanResult | null;
}

/** Registers `familiar repair [FOLDER...]`. */
export function registerRepairCommand(program: Command): void {
  withCommonOptions(program.command("repair"))
    .description("bring names back from the journal and the photos when the catalogue is damaged or gone")
    .argument(
      "[FOLDER...]",
      "where the photos are now; without one, the folders scanned before",
      folderArguments,
    )
    .option("--no-scan", "do not look through the photos")
    .action(async (folders: string[] | undefined, options: RepairOptions) => {
      const repaired = await repairLibrary(libraryOf(options), { command: "familiar repair" });
      using library = repaired.library;
      try {
        for (const line of journalNotes(library)) note(line);
        const scan = options.scan ? await scanAgain(library, folders ?? []) : null;
        const result = toResult(repaired, scan);
        printResult(options, result, () => repairText(result, newestBackup(library.folders.backups)));
      } catch (error) {
        throw explainLibraryError(error, library);
      }
    });
}

/** Returns null when no folder is known. */
async function scanAgain(library: OwnedLibrary, folders: readonly string[]): Promise<ScanReport | null> {
  // The scan itself says what is wrong with a folder that is not there.
  const known = folders.length > 0 ? folders.map(realPath) : allRoots(library.db).map((root) => root.path);
  if (known.length === 0) return null;
  const recipe = await chooseLibraryRecipe(library.db, await openDefaultModelStore(), {}, note);
  const view = createProgressView(process.stderr);
  try {
    return await scanFolders(library, {
      folders: known,
      recipe,
      onProgress: (progress) => {
        view.show(progress);
      },
    });
  } finally {
    view.close();
  }
}

function toResult(repaired: RepairedLibrary, scan: ScanReport | null): RepairResult {
  const { library, catalogue, movedTo } = repaired;
  const { replayedSteps, badLines } = library.journalReport;
  return {
    catalogue,
    movedTo,
    replayedSteps,
    badLines,
    ...countNames(library.db),
    scan: scan && resultOf(scan),
  };
}

function resultOf(report: ScanReport): ScanResult {
  const { photos, added, changed, moved, failed, faces, seconds, photosPerSecond } = report;
  return { photos, added, changed, moved, failed, faces, seconds, photosPerSecond };
}

const conditionWords: Readonly<Record<CatalogueCondition, string>> = {
  sound: "The catalogue is sound.",
  missing: "The catalogue was gone. A new one was made.",
  damaged: "The catalogue was damaged. A new one was made.",
};

/** What was recovered, for a person at a terminal. */
export function repairText(result: RepairResult, backup: string | null): string {
  const { catalogue, movedTo, people, namedFaces, waitingFaces, scan } = result;
  const lines = [conditionWords[catalogue]];
  if (movedTo !== null) lines.push(`The damaged one is kept in ${printable(movedTo)}`);
  if (catalogue !== "sound" && backup !== null) lines.push(`The newest backup is ${printable(backup)}`);
  if (scan !== null)
    lines.push(`${count(scan.photos, "photo")}, ${count(scan.faces, "face")} in the library.`);
  lines.push(`${count(people, "person", "people")} with ${count(namedFaces, "named face")}.`);
  if (waitingFaces > 0) {
    const where = scan === null ? "Scan the folders with your photos" : "Scan more folders";
    lines.push(
      `${count(waitingFaces, "of them waits", "of them wait")} for a photo that was not found yet. ${where} to find them.`,
    );
  }
  const failed = scan?.failed ?? [];
  if (failed.length > 0) {
    lines.push("", `Could not be used (${failed.length.toLocaleString("en-US")}):`);
    for (const { path: file, reason } of failed)
      lines.push(`  ${printable(file)}`, `    ${printable(reason)}`);
  }
  return lines.join("\n");
}
