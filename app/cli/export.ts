import path from "node:path";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { libraryFolders, LibraryMissingError } from "../library/open-library.ts";
import {
  exportFormats,
  exportNames,
  type ExportedNames,
  type ExportFormat,
} from "../transfer/export-names.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { withExamples } from "./examples.ts";
import { wordOption } from "./option-values.ts";
import { count, printable } from "./words.ts";

interface ExportOptions extends CommonOptions {
  readonly format?: ExportFormat;
  readonly force?: boolean;
}

/** The fields of `familiar export --json`. */
export interface ExportResult extends ExportedNames {
  /** Absolute. */
  readonly file: string;
}

/** Registers `familiar export FILE`. */
export function registerExportCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("export")),
    [
      ["export names.json", "all names, faces, decisions and albums, to keep or to import elsewhere"],
      ["export faces.csv", "a table of faces for a spreadsheet"],
      ["export people.json --format people", "who people are and what they look like, without photos"],
    ],
    "No photo is copied, and nothing leaves this computer.",
  )
    .description("write the names and all that you decided into one file")
    .argument("<FILE>", "the file to write")
    .option(
      "--format <FORMAT>",
      "json, csv or people; without it, csv for a FILE that ends in .csv, else json",
      wordOption(...exportFormats),
    )
    .option("--force", "overwrite FILE when it is there")
    .action(async (typed: string, options: ExportOptions) => {
      const file = path.resolve(typed);
      const { library, catalogue, journal } = libraryFolders(libraryOf(options));
      if (!existsSync(catalogue)) throw new LibraryMissingError(library, existsSync(journal));
      const format = options.format ?? (/\.csv$/i.test(file) ? "csv" : "json");
      const exported = await exportNames({
        ...{ catalogue, file, format, nowMs: Date.now(), overwrite: options.force === true },
      });
      printResult<ExportResult>(options, { file, ...exported }, exportText);
    });
}

/** What a person at a terminal is told. */
export function exportText({ file, format, photos, sizeBytes }: ExportResult): string {
  const what = {
    json: `All that was said about ${count(photos ?? 0, "photo")}`,
    csv: `A table of the faces in ${count(photos ?? 0, "photo")}`,
    people: "The people, without photos",
  }[format];
  return `${what}: ${printable(file)} (${(sizeBytes / 1e6).toFixed(1)} MB)`;
}
