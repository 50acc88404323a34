import type { Command } from "commander";
import type { ActionContext } from "../journal/act.ts";
import { NothingToRedoError, NothingToUndoError } from "../journal/errors.ts";
import { timeAgo } from "../journal/history.ts";
import type { SteppedAction } from "../journal/step.ts";
import { undo, undoTo } from "../journal/undo.ts";
import { createActionContext, explainLibraryError } from "../library/open-library.ts";
import { openLibraryToChange } from "./change-library.ts";
import { libraryOf, note, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { journalNotes } from "./journal-notes.ts";
import { reassignTouched } from "./reassign-touched.ts";
import { wholeNumberOption } from "./option-values.ts";
import { count, printable } from "./words.ts";

/** An action that was undone or redone, in `familiar undo --json` and `familiar redo --json`. */
export interface SteppedResult {
  readonly action: number;
  readonly kind: string;
  readonly summary: string;
  /** When it was done, "2026-11-23T20:31:55.000Z". */
  readonly at: string;
  /** Rows that could not be brought back, because their face or photo has gone. */
  readonly skipped: number;
}

/** Registers `familiar undo [COUNT]`. */
export function registerUndoCommand(program: Command): void {
  withCommonOptions(program.command("undo"))
    .description("take back what was done last: names, merges, ignored faces ...")
    .argument("[COUNT]", "how many actions", wholeNumberOption(1, 1_000_000), 1)
    .option(
      "--to <ACTION>",
      "take back this action of the history and all after it",
      wholeNumberOption(1, 2 ** 53),
    )
    .action(async (times: number, options: CommonOptions & { readonly to?: number }) => {
      const { to } = options;
      await step(options, "familiar undo", "undone", (context) =>
        to === undefined ? repeated(times, () => undo(context)) : undoTo(context, to),
      );
    });
}

/** Runs steps on a library and prints what came of them. */
export async function step(
  options: CommonOptions,
  command: string,
  word: "undone" | "redone",
  run: (context: ActionContext) => readonly SteppedAction[],
): Promise<void> {
  using library = await openLibraryToChange(libraryOf(options), command);
  try {
    const steps = run(createActionContext(library));
    await reassignTouched(library, ...steps.map(({ actionId }) => actionId));
    printResult(options, { [word]: steps.map(toResult) }, () =>
      steps.map((one) => stepText(word, one, Date.now())).join("\n"),
    );
  } catch (error) {
    throw explainLibraryError(error, library);
  } finally {
    for (const line of journalNotes(library)) note(line);
  }
}

/** Up to `times` steps: that there are no more is an error only for the first. */
export function repeated(times: number, run: () => SteppedAction): SteppedAction[] {
  const steps: SteppedAction[] = [];
  try {
    while (steps.length < times) steps.push(run());
  } catch (error) {
    const isEnd = error instanceof NothingToUndoError || error instanceof NothingToRedoError;
    if (!isEnd || steps.length === 0) throw error;
  }
  return steps;
}

function toResult({ actionId, kind, summary, atMs, skippedRows }: SteppedAction): SteppedResult {
  return { action: actionId, kind, summary, at: new Date(atMs).toISOString(), skipped: skippedRows };
}

/** "Undone: merged Ann (12 photos) into Anna, 3 days ago". */
export function stepText(
  word: "undone" | "redone",
  { summary, atMs, skippedRows }: SteppedAction,
  nowMs: number,
): string {
  const title = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const skipped =
    skippedRows > 0 ? ` (without ${count(skippedRows, "thing")} whose face or photo has gone)` : "";
  return `${title}: ${printable(summary)}, ${timeAgo(atMs, nowMs)}${skipped}`;
}
