import type { Command } from "commander";
import { readHistory, type HistoryPage } from "../journal/history.ts";
import { openLibraryToRead } from "../library/open-library.ts";
import { libraryOf, printResult, withCommonOptions, type CommonOptions } from "./console.ts";
import { wholeNumberOption } from "./option-values.ts";
import { findPerson } from "./references.ts";
import { count, printable, table } from "./words.ts";

interface HistoryOptions extends CommonOptions {
  readonly limit: number;
  readonly before?: number;
  readonly person?: string;
}

/** The fields of `familiar history --json`. */
export interface HistoryResult {
  /** Newest first. */
  readonly actions: readonly {
    readonly action: number;
    readonly kind: string;
    readonly summary: string;
    /** "2026-11-23T20:31:55.000Z" */
    readonly at: string;
    /** dropped = undone, and no longer to be redone. */
    readonly state: "done" | "undone" | "dropped";
  }[];
  /** To be given to --before for older ones; null = there are none. */
  readonly next: number | null;
  readonly undoable: number;
  readonly redoable: number;
}

/** Registers `familiar history`. */
export function registerHistoryCommand(program: Command): void {
  withCommonOptions(program.command("history"))
    .description("list what was done, newest first; undo goes back through it")
    .option("--limit <N>", "actions to list", wholeNumberOption(1, 1_000_000), 20)
    .option("--before <ACTION>", "only older ones than this", wholeNumberOption(1, 2 ** 53))
    .option("--person <NAME>", "only what was about this person, by name or person:12")
    .action(async (options: HistoryOptions) => {
      using library = await openLibraryToRead(libraryOf(options));
      const page = readHistory(library.db, {
        nowMs: Date.now(),
        limit: options.limit,
        ...(options.before !== undefined && { beforeId: options.before }),
        ...(options.person !== undefined && { personId: findPerson(library.db, options.person).id }),
      });
      printResult(options, toResult(page), () => historyText(page));
    });
}

function toResult({ entries, nextBeforeId, undoable, redoable }: HistoryPage): HistoryResult {
  return {
    actions: entries.map(({ id, kind, summary, atMs, state }) => ({
      ...{ action: id, kind, summary },
      at: new Date(atMs).toISOString(),
      state,
    })),
    next: nextBeforeId,
    undoable,
    redoable,
  };
}

const stateWords = { done: "", undone: " (undone)", dropped: " (undone for good)" } as const;

/** The history for a person at a terminal. */
export function historyText({ entries, nextBeforeId, undoable, redoable }: HistoryPage): string {
  if (entries.length === 0) return "Nothing was done yet.";
  const rows = entries.map(({ id, text, state }) => [id, `${printable(text)}${stateWords[state]}`]);
  const more = nextBeforeId === null ? [] : [`Older ones: --before ${nextBeforeId}`];
  const totals = `${count(undoable, "action")} to undo, ${redoable.toLocaleString("en-US")} to redo.`;
  return [table([["Action", "What"], ...rows]), ...more, totals].join("\n");
}
