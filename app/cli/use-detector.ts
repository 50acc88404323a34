import { storedModels } from "../db/stored-recipe.ts";
import { chooseLibraryRecipe } from "../library/choose-recipe.ts";
import type { ModelStore } from "../models/store.ts";
import { openLibraryToChange } from "./change-library.ts";
import { commandForLibrary, libraryOf, note, printResult, type CommonOptions } from "./console.ts";
import { journalNotes } from "./journal-notes.ts";

/** The fields of `familiar models use DETECTOR --json`. */
export interface DetectorChange {
  /** null = the library had none yet. */
  readonly from: string | null;
  readonly to: string;
  readonly hasChanged: boolean;
}

/**
 * Runs `familiar models use` with a detector: the next scan finds the faces of all photos again, and those that were there
 * keep their names. Rejects with what `openLibraryToChange`, `chooseLibraryRecipe` and the model store reject with.
 */
export async function useDetector(
  store: ModelStore,
  detector: string,
  options: CommonOptions,
): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), "familiar models use");
  for (const line of journalNotes(library)) note(line);
  const from = storedModels(library.db)?.detector ?? null;
  await chooseLibraryRecipe(library.db, store, { detector }, note);
  const change: DetectorChange = { from, to: detector, hasChanged: from !== detector };
  printResult(options, change, () => changeText(change, options));
}

function changeText({ from, to, hasChanged }: DetectorChange, options: CommonOptions): string {
  if (!hasChanged) return `The library already finds faces with ${to}.`;
  const lines = [
    `The library finds faces with ${to} now${from === null ? "" : `; before it was ${from}`}.`,
    "The next scan looks at all photos again; faces that are found again keep their names.",
  ];
  if (from !== null) lines.push("", `To go back: ${commandForLibrary(`models use ${from}`, options)}`);
  return lines.join("\n");
}
