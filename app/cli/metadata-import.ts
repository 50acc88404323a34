import { InvalidArgumentError, type Command } from "commander";
import { gatherNames } from "../metadata/gather-names.ts";
import { importNames } from "../metadata/actions/import-names.ts";
import type { ImportPlan, NameChoice } from "../metadata/import-plan.ts";
import { knownLibrary } from "../metadata/known-library.ts";
import { nameKey } from "../metadata/name-targets.ts";
import { planImport, type GatheredNames } from "../metadata/plan-import.ts";
import { regionKinds, type RegionKind } from "../metadata/region.ts";
import type { Database } from "../db/open.ts";
import {
  createActionContext,
  explainLibraryError,
  openLibraryToRead,
  type Library,
} from "../library/open-library.ts";
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
import { planText } from "./metadata-import-output.ts";
import { realPath } from "./real-path.ts";
import { reassignTouched } from "./reassign-touched.ts";
import { findPerson } from "./references.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { UsageError } from "./usage-error.ts";
import { count } from "./words.ts";

interface ImportOptions extends CommonOptions {
  readonly from?: ReadonlySet<RegionKind>;
  readonly contacts?: readonly string[];
  readonly as?: readonly (readonly [string, string])[];
  readonly dryRun?: boolean;
}

/** Registers `familiar metadata import`. */
export function registerMetadataImport(metadata: Command): void {
  withExamples(withCommonOptions(metadata.command("import")), [
    ["metadata import --dry-run", "who is named in the photos, and what would be taken over"],
    ["metadata import ~/Pictures/2012 --from picasa", "Picasa's names in one folder"],
    ["metadata import --as Mum=person:3 --as Unknown=leave-out", "who is meant by names"],
  ])
    .description("take over names that Lightroom, digiKam, Picasa, Windows and others wrote")
    .argument("[PLACE...]", "only photos in these folders, or these photos; otherwise all of the library")
    .option("--from <FORMATS>", `only from these: xmp, ${regionKinds.join(", ")}`, formatsOption)
    .option("--contacts <FILE>", "Picasa's contacts.xml", fileOption)
    .option("--as <NAME=WHO>", "who is meant by a name: person:12, new, or leave-out", choiceOption)
    .option("--dry-run", "say what would be taken over, and change nothing")
    .action(async (places: readonly string[], options: ImportOptions) => {
      await (options.dryRun === true ? previewImport(places, options) : performImport(places, options));
    });
}

async function previewImport(places: readonly string[], options: ImportOptions): Promise<void> {
  using library = await openLibraryToRead(libraryOf(options));
  const choices = choicesOf(library.db, options);
  const gathered = await gather(library, places, options);
  const plan = planImport(gathered, knownLibrary(library.db), choices);
  printResult(options, { isDryRun: true, action: null, ...reportOf(plan) }, () =>
    [planText(plan, { isDone: false }), ...advice(plan, options)].join("\n"),
  );
}

async function performImport(places: readonly string[], options: ImportOptions): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), "familiar metadata import");
  try {
    const choices = choicesOf(library.db, options);
    const gathered = await gather(library, places, options);
    const plan = planImport(gathered, knownLibrary(library.db), choices);
    const { actionId, summary } = importNames(createActionContext(library), gathered, choices);
    if (actionId !== null) await reassignTouched(library, actionId);
    const report = { isDryRun: false, action: { id: actionId, summary }, ...reportOf(plan) };
    printResult(options, report, () =>
      [
        planText(plan, { isDone: true }),
        ...(actionId === null ? [] : [`Undo it with: ${commandForLibrary("undo", options)}`]),
      ].join("\n"),
    );
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    for (const line of journalNotes(library)) note(line);
  }
}

async function gather(
  library: Library,
  places: readonly string[],
  { from, contacts = [], json }: ImportOptions,
): Promise<GatheredNames> {
  const { signal, release } = stopOnInterrupt();
  let lastMs = performance.now();
  try {
    return await gatherNames(library.db, {
      ...(places.length > 0 && { within: places.map(realPath) }),
      ...(from !== undefined && { kinds: from }),
      ...{ contactFiles: contacts.map(realPath), signal },
      onProgress: (done, total) => {
        if (json === true || performance.now() - lastMs < noteEveryMs) return;
        lastMs = performance.now();
        note(`Reading metadata: ${done.toLocaleString("en-US")} of ${count(total, "file")}`);
      },
    });
  } finally {
    release();
  }
}

const noteEveryMs = 2_000;

function reportOf({ people, conflicts, problems, counts }: ImportPlan) {
  return { people, conflicts, problems, counts };
}

function advice(plan: ImportPlan, options: CommonOptions): string[] {
  return plan.deeds.length === 0
    ? []
    : [`Nothing was changed. To take them over: ${commandForLibrary("metadata import", options)}`];
}

function formatsOption(text: string): ReadonlySet<RegionKind> {
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  const kinds = words.flatMap((word) => {
    if (word === "xmp") return regionKinds.filter((kind) => kind !== "picasa");
    const kind = regionKinds.find((candidate) => candidate === word);
    if (kind === undefined) throw new InvalidArgumentError(`There is no format "${word}".`);
    return [kind];
  });
  return new Set(kinds);
}

function fileOption(file: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), file];
}

function choiceOption(
  text: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] {
  const equals = text.lastIndexOf("=");
  if (equals < 1) throw new InvalidArgumentError('It takes NAME=WHO, such as "Mum=person:3".');
  return [...before, [text.slice(0, equals), text.slice(equals + 1).trim()]];
}

function choicesOf(db: Database, { as = [] }: ImportOptions): Map<string, NameChoice> {
  return new Map(
    as.map(([name, who]): [string, NameChoice] => {
      if (nameKey(name) === "") throw new UsageError("--as takes NAME=WHO, and there is no name.");
      if (who === "new" || who === "leave-out") return [nameKey(name), who];
      return [nameKey(name), { personId: findPerson(db, who).id }];
    }),
  );
}
