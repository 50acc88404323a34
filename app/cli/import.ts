import path from "node:path";
import type { Command } from "commander";
import { createActionContext, explainLibraryError } from "../library/open-library.ts";
import { dimensionsOf } from "../models/dimensions.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { AssignmentResult } from "../people/assign.ts";
import { importTransfer, previewImport, type ImportTransfer } from "../transfer/import-transfer.ts";
import type { ImportReport } from "../transfer/import-report.ts";
import type { SameName } from "../transfer/match-people.ts";
import { readTransfer } from "../transfer/read-transfer.ts";
import { openLibraryToChange } from "./change-library.ts";
import {
  commandForLibrary,
  libraryOf,
  note,
  printResult,
  withCommonOptions,
  type CommonOptions,
} from "./console.ts";
import { withExamples } from "./examples.ts";
import { journalNotes } from "./journal-notes.ts";
import { wordOption } from "./option-values.ts";
import { reassignTouched } from "./reassign-touched.ts";
import { count, printable } from "./words.ts";

interface ImportOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly sameName?: SameName;
}

/** The fields of `familiar import --json`. */
export interface ImportResult extends ImportReport {
  readonly dryRun: boolean;
  /** `id` null = nothing had to be changed, or a dry run. */
  readonly action: { readonly id: number | null; readonly summary: string } | null;
  /** null = a dry run, or it could not be found out. */
  readonly reassigned: AssignmentResult | null;
}

/** Registers `familiar import FILE`. */
export function registerImportCommand(program: Command): void {
  withExamples(
    withCommonOptions(program.command("import")),
    [
      ["import names.json --dry-run", "what it would change"],
      ["import names.json", "do it; familiar undo takes it back"],
      ["import people.json --same-name merge", "people with the same name are the same people"],
    ],
    "What you said in this library stays as it is. Importing a file twice changes nothing.",
  )
    .description("add names and decisions from a file of familiar export")
    .argument("<FILE>")
    .option("--dry-run", "show what would be changed, and change nothing")
    .option(
      "--same-name <ANSWER>",
      "people who are called like somebody here: merge (they are the same) or separate",
      wordOption("merge", "separate"),
    )
    .action(runImport);
}

async function runImport(typed: string, options: ImportOptions): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), "familiar import");
  try {
    const transfer = await readTransfer(path.resolve(typed), { name: typed });
    const store = await openDefaultModelStore();
    const wanted: ImportTransfer = {
      ...{ transfer, fileName: path.basename(typed) },
      ...{ sameName: () => options.sameName ?? null, dimensionsOf: (model) => dimensionsOf(store, model) },
    };
    const result =
      options.dryRun === true
        ? { dryRun: true, action: null, reassigned: null, ...previewImport(library.db, wanted) }
        : await perform(library, wanted);
    printResult<ImportResult>(options, result, () =>
      importText(result, (name) => commandForLibrary(name, options)),
    );
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    for (const line of journalNotes(library)) note(line);
  }
}

async function perform(
  library: Awaited<ReturnType<typeof openLibraryToChange>>,
  wanted: ImportTransfer,
): Promise<ImportResult> {
  const { actionId, summary, result } = importTransfer(createActionContext(library), wanted);
  const reassigned = await reassignTouched(library, ...(actionId === null ? [] : [actionId]));
  return { dryRun: false, action: { id: actionId, summary }, reassigned, ...result };
}

/** What a person at a terminal is told; `commandFor` is "familiar NAME" for the same library. */
export function importText(
  { dryRun, action, reassigned, ...report }: ImportResult,
  commandFor: (name: string) => string,
): string {
  const done = action?.id != null;
  const lines = [
    dryRun ? "This would be imported:" : done ? "Imported:" : "Nothing to import: all of it is here already.",
    ...(dryRun || done ? countLines(report) : []),
  ];
  if (report.sameNames.length > 0) {
    lines.push("", "Called like somebody here (--same-name merge if they are the same, separate if not):");
    for (const { name, faces, namesakes } of report.sameNames.slice(0, shownConflicts))
      lines.push(
        `  ${printable(name)}, ${count(faces, "face")}: ${namesakes.map(({ id }) => `person:${id}`).join(", ")}`,
      );
  }
  if (report.conflictCount > 0) {
    lines.push(
      "",
      `Left out, because it goes against what was said here (${report.conflictCount.toLocaleString("en-US")}):`,
    );
    for (const { text } of report.conflicts.slice(0, shownConflicts)) lines.push(`  ${printable(text)}`);
    if (report.conflictCount > shownConflicts) lines.push("  ... all of them with --json");
  }
  if (reassigned !== null && reassigned.suggested > 0)
    lines.push("", `${count(reassigned.suggested, "face")} to confirm: ${commandFor("review")}`);
  if (done) lines.push("", `Undo it with: ${commandFor("undo")}`);
  return lines.join("\n");
}

const shownConflicts = 20;

function countLines({
  people,
  photos,
  faces,
  appearances,
  judgements,
  differentPeople,
  looks,
  albums,
  stacks,
  partedPairs,
}: ImportReport): string[] {
  const rows: [number, string][] = [
    [people.added, count(people.added, "new person", "new people")],
    [people.here, `${count(people.here, "person", "people")} who are here already`],
    [faces.named, count(faces.named, "named face")],
    [faces.ignored, count(faces.ignored, "ignored face")],
    [faces.notFaces, `${count(faces.notFaces, "place")} without a face`],
    [
      faces.rejected,
      `${count(faces.rejected, "face")} that ${faces.rejected === 1 ? "is" : "are"} not somebody`,
    ],
    [faces.added, `${count(faces.added, "face")} that no detector found here`],
    [faces.alreadySo, `${count(faces.alreadySo, "face")} of which the same was said here`],
    [appearances, `${count(appearances, "photo")} with somebody whose face is not seen`],
    [
      judgements,
      count(
        judgements,
        "decision about faces that belong together or not",
        "decisions about faces that belong together or not",
      ),
    ],
    [
      differentPeople,
      count(differentPeople, "pair of people who are not the same", "pairs of people who are not the same"),
    ],
    [looks, `${count(looks, "look")} of people, to recognise them by`],
    [albums.added, count(albums.added, "new album")],
    [albums.filled, `${count(albums.filled, "album")} with more photos`],
    [stacks, count(stacks, "decision about stacks", "decisions about stacks")],
    [partedPairs, `${count(partedPairs, "raw file")} shown apart from the camera's picture`],
    [photos.byPath, `${count(photos.byPath, "photo")} found by path, as the content differs`],
    [photos.waiting, `${count(photos.waiting, "photo")} not in this library yet: they wait for a scan`],
  ];
  return rows.filter(([number]) => number > 0).map(([, text]) => `  ${text}`);
}
