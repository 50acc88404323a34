import { existsSync } from "node:fs";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import {
  createActionContext,
  explainLibraryError,
  libraryFolders,
  LibraryMissingError,
  openLibrary,
  type OwnedLibrary,
} from "../library/open-library.ts";
import type { AssignmentResult } from "../people/assign.ts";
import { PeopleError } from "../people/errors.ts";
import { adviceFor } from "./action-advice.ts";
import { commandForLibrary, exitCodes, libraryOf, note, printResult, type CommonOptions } from "./console.ts";
import { journalNotes } from "./journal-notes.ts";
import { reassignTouched } from "./reassign-touched.ts";
import { count, printable } from "./words.ts";

/** The fields of every command that changes something, with --json. */
export interface ChangeReport<Result> {
  /** `id` null = nothing had to be changed. */
  readonly action: { readonly id: number | null; readonly summary: string };
  /** What the action says that it changed. */
  readonly changed: Result;
  /** What Familiar gave to people, suggests, and took back because of it; null when it could not be found out. */
  readonly reassigned: AssignmentResult | null;
}

/** One action on a library. What it throws as UsageError or PeopleError is for the user. */
export type Change<Result> = (
  context: ActionContext,
) => PerformedAction & { readonly result: Result; readonly remarks?: readonly string[] };

/**
 * Runs a changing command: opens the library as its owner, does the action, lets Familiar assign anew what that
 * touches, and prints what was done and how to undo it. An action that cannot be done ends with exit code 1.
 * `command` ("familiar name") tells others who holds the library.
 * Rejects with LibraryMissingError, LibraryInUseError, UsageError, and the errors of openLibrary.
 */
export async function changeLibrary<Result>(
  options: CommonOptions,
  command: string,
  change: Change<Result>,
): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), command);
  try {
    const { actionId, summary, result, remarks = [] } = change(createActionContext(library));
    const reassigned = await reassignTouched(library, ...(actionId === null ? [] : [actionId]));
    const report = { action: { id: actionId, summary }, changed: result, reassigned };
    printResult(options, report, () =>
      changeText(report, remarks, (name) => commandForLibrary(name, options)),
    );
  } catch (error) {
    if (!(error instanceof PeopleError)) throw explainLibraryError(error, library);
    note(printable(error.message));
    const advice = adviceFor(error);
    if (advice !== null) note(advice);
    process.exitCode = exitCodes.failed;
  } finally {
    for (const line of journalNotes(library)) note(line);
  }
}

/** Opens a library that is there, to write. Rejects with LibraryMissingError, and as openLibrary does. */
export async function openLibraryToChange(folder: string, command: string): Promise<OwnedLibrary> {
  const { library, catalogue, journal } = libraryFolders(folder);
  if (!existsSync(catalogue)) throw new LibraryMissingError(library, existsSync(journal));
  return await openLibrary(folder, { command });
}

/** What a person at a terminal is told; `commandFor` is "familiar NAME" for the same library. */
export function changeText(
  { action, reassigned }: Pick<ChangeReport<unknown>, "action" | "reassigned">,
  remarks: readonly string[],
  commandFor: (name: string) => string,
): string {
  if (action.id === null) return ["Nothing to change: that is so already.", ...remarks].join("\n");
  const { assigned, suggested } = reassigned ?? { assigned: 0, suggested: 0 };
  const lines = [`${sentence(action.summary)}.`, ...remarks];
  if (assigned > 0) lines.push(`Familiar added ${count(assigned, "face")} by likeness.`);
  if (suggested > 0) lines.push(`${count(suggested, "face")} to confirm: ${commandFor("review")}`);
  return [...lines, `Undo it with: ${commandFor("undo")}`].join("\n");
}

function sentence(summary: string): string {
  return printable(summary.charAt(0).toUpperCase() + summary.slice(1));
}
