import type { Command } from "commander";
import { changeModel, type ModelChange, type ModelChangeProgress } from "../library/change-model.ts";
import type { ModelComparison } from "../library/change-model-comparison.ts";
import { recipeWithEmbedding } from "../library/choose-recipe.ts";
import { explainLibraryError, type Library } from "../library/open-library.ts";
import { previewModel, type ModelPreview } from "../library/preview-model.ts";
import type { Recipe } from "../library/recipe.ts";
import type { ModelStore } from "../models/store.ts";
import { openLibraryToChange } from "./change-library.ts";
import {
  commandForLibrary,
  exitCodes,
  jsonOption,
  libraryOf,
  note,
  printResult,
  type CommonOptions,
} from "./console.ts";
import { withExamples } from "./examples.ts";
import { journalNotes } from "./journal-notes.ts";
import { createProgressView } from "./scan-progress.ts";
import { stopOnInterrupt } from "./stop-on-interrupt.ts";
import { UsageError } from "./usage-error.ts";
import { useDetector } from "./use-detector.ts";
import { count, percent, printable, table } from "./words.ts";

/** Options of `familiar models use`. */
export interface ModelsUseOptions extends CommonOptions {
  readonly preview?: boolean;
}

/** Adds `familiar models use MODEL` to `familiar models`, which has the options that every command takes. */
export function addModelsUse(
  models: Command,
  use: (model: string, options: ModelsUseOptions, command: Command) => Promise<void>,
): void {
  withExamples(models.command("use"), [
    [
      "models use mobilefacenet-foamliu --preview",
      "how well both models tell the people apart that you named",
    ],
    ["models use mobilefacenet-foamliu", "change; the same command with the old model goes back"],
  ])
    .description(
      "represent the faces of a library by another model, or find them with another; no name is lost",
    )
    .argument("<MODEL>", "id of a model for telling people apart, or for finding faces")
    .option("--preview", "compute and compare, but stay with the model that the library has")
    .option("--library <DIR>", "folder of the library")
    .option(...jsonOption)
    .action(async (model: string, _options: unknown, command: Command) => {
      await use(model, command.optsWithGlobals<ModelsUseOptions>(), command);
    });
}

/** Runs `familiar models use`. Rejects with what `changeModel`, `openLibraryToChange` and the model store reject with. */
export async function useModel(store: ModelStore, model: string, options: ModelsUseOptions): Promise<void> {
  if (store.describe(model).task === "detector") {
    if (options.preview === true) throw new UsageError("--preview compares models for telling people apart.");
    await useDetector(store, model, options);
    return;
  }
  const stopping = stopOnInterrupt();
  try {
    using library = await openLibraryToChange(libraryOf(options), "familiar models use");
    for (const line of journalNotes(library)) note(line);
    const recipe = await recipeWithEmbedding(library.db, store, model, note);
    const change = await changeWithProgress(library, recipe, options, stopping.signal);
    const preview = options.preview === true ? await previewPeople(library, change, stopping.signal) : null;
    printResult(options, { ...change, preview }, () =>
      changeText(change, {
        ...{ isPreview: options.preview === true, preview },
        goBack: commandForLibrary(`models use ${change.from}`, options),
      }),
    );
    if (change.wasStopped) process.exitCode = exitCodes.failed;
  } finally {
    stopping.release();
  }
}

async function changeWithProgress(
  library: Library,
  recipe: Recipe,
  options: ModelsUseOptions,
  signal: AbortSignal,
): Promise<ModelChange> {
  const view = createProgressView(process.stderr);
  const show = (progress: ModelChangeProgress): void => {
    if (progress.phase !== "comparing") view.show(progress);
  };
  try {
    const confirm = () => options.preview !== true;
    return await changeModel(library, recipe, { signal, onProgress: show, confirm });
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    view.close();
  }
}

/** Null when the library would not change, or it was stopped before that was found out. */
async function previewPeople(
  { db }: Library,
  { from, to, wasStopped }: ModelChange,
  signal: AbortSignal,
): Promise<ModelPreview[] | null> {
  if (wasStopped || from === null || from === to) return null;
  note("Finding out whose faces would change...");
  try {
    return await previewModel(db, to, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = exitCodes.failed;
    return null;
  }
}

/** What a person at a terminal is told at the end; `goBack` is the command that goes back. */
export function changeText(
  change: ModelChange,
  said: {
    readonly isPreview: boolean;
    readonly preview: readonly ModelPreview[] | null;
    readonly goBack: string;
  },
): string {
  const { isPreview, preview, goBack } = said;
  const { from, to, faces, withoutVector, failed, comparison } = change;
  const lines = [
    headline(change, isPreview),
    `${(faces - withoutVector).toLocaleString("en-US")} of ${count(faces, "face")} can be compared by ${to}; ` +
      `${change.embedded.toLocaleString("en-US")} of them are new.`,
  ];
  if (change.wasStopped && !change.hasChanged) {
    return [...lines, "The same command goes on where it was."].join("\n");
  }
  if (withoutVector > 0) {
    lines.push(
      `${count(withoutVector, "face")} will follow when a scan finds their photos again, or can read them.`,
    );
  }
  if (failed.length > 0) {
    lines.push("", `Could not be used (${failed.length.toLocaleString("en-US")}):`);
    for (const { path, reason } of failed) lines.push(`  ${printable(path)}`, `    ${printable(reason)}`);
  }
  if (comparison !== null) lines.push("", comparisonText(comparison));
  if (preview !== null) lines.push("", previewText(preview));
  if (change.hasChanged && from !== null) lines.push("", `To go back: ${goBack}`);
  return lines.join("\n");
}

function headline({ from, to, hasChanged, wasStopped, reassigned }: ModelChange, isPreview: boolean): string {
  if (hasChanged) {
    const before = from === null ? "" : `; before it was ${from}`;
    const { assigned, suggested, withdrawn } = reassigned ?? { assigned: 0, suggested: 0, withdrawn: 0 };
    const rest = wasStopped
      ? "\nStopped before faces were assigned to people anew; the next scan does that."
      : assigned + suggested + withdrawn === 0
        ? ""
        : `\nFaces assigned anew: ${assigned}, to confirm: ${suggested}, taken back: ${withdrawn}.`;
    return `The library uses ${to} now${before}.${rest}`;
  }
  if (wasStopped) return `Stopped: the library ${from === null ? "has no model yet" : `still uses ${from}`}.`;
  return `The library ${isPreview && from !== to ? "still" : "already"} uses ${from ?? "no model"}.`;
}

function comparisonText({ people, faces, old, new: now }: ModelComparison): string {
  if (faces === 0) {
    return "The models cannot be compared yet: nobody has two faces that you named.";
  }
  const row = ({ model, right }: ModelComparison["old"]) => [model, right, percent(right / faces)];
  return [
    `Of ${count(faces, "face")} of ${count(people, "person", "people")} that you named, the one most alike is the same person:`,
    table([row(old), row(now)]),
  ].join("\n");
}

/** People shown; the rest are counted. */
const shownPeople = 20;

function previewText(preview: readonly ModelPreview[]): string {
  if (preview.length === 0) return "Nobody would get other faces. What you named stays in any case.";
  const rows = preview
    .slice(0, shownPeople)
    .map(({ name, assigned, suggested, withdrawn }) => [printable(name), assigned, suggested, withdrawn]);
  const rest = preview.length - rows.length;
  return [
    "Faces that would be given to people, wait for you to confirm, and be taken back; what you named stays:",
    table([["", "given", "to confirm", "taken back"], ...rows]),
    ...(rest > 0 ? [`and ${count(rest, "more person", "more people")}.`] : []),
  ].join("\n");
}
