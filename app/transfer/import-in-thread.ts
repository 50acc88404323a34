import { lastDoneAction } from "../db/actions.ts";
import { setBusyTimeout, type Database } from "../db/open.ts";
import type { PerformedAction } from "../journal/act.ts";
import type { OpenTextJournal } from "../journal/text-journal.ts";
import { TransferError } from "./errors.ts";
import { followThread, type FollowThread } from "./follow-thread.ts";
import type { ImportReport } from "./import-report.ts";
import type { ThreadError } from "./thread-messages.ts";

/** What to import, where to, and how. */
export interface ImportInThread extends Omit<FollowThread, "explain"> {
  readonly db: Database;
  readonly journal: OpenTextJournal;
  /** Path of the file to import. */
  readonly file: string;
  /** For the history and for errors. */
  readonly fileName: string;
  /** As ThreadTask has it. */
  readonly samePeople: readonly string[];
  readonly nowMs: number;
}

/** An import that was done; `result` null = it was stopped after it had been done, before it told what it did. */
export type ImportedInThread = PerformedAction & { readonly result: ImportReport | null };

/**
 * The longest that this connection waits for the import, should something write all the same. Nothing else is done
 * meanwhile, but nothing fails. An import of 300,000 faces takes 40 s.
 */
const patienceMs = 600_000;

/**
 * importTransfer, done by a thread of its own, with this connection free to read. It must not write until the promise is
 * settled: a write waits for the import, and holds up the whole process. What is stopped has done nothing.
 * Rejects with TransferError, the signal's reason, errors of openCatalogue and SQLite.
 */
export async function importInThread(options: ImportInThread): Promise<ImportedInThread> {
  const { db, journal, file, fileName, samePeople, nowMs } = options;
  const lastBefore = lastDoneAction(db)?.id ?? 0;
  // So that of what follows only the import is new.
  journal.bringUpToDate(db);
  const lent = journal.lend();
  setBusyTimeout(db, patienceMs);
  try {
    const task = {
      ...{ kind: "import" as const, catalogue: db.name, file, fileName, nowMs },
      ...{ samePeople: [...samePeople], journal: { path: journal.path, end: lent.end } },
    };
    const { journalEnd, ...done } = await followThread(task, { ...options, explain });
    lent.takeBack(journalEnd);
    return done;
  } catch (error) {
    // What the thread wrote of a line is written again.
    lent.takeBack(lent.end);
    const last = lastDoneAction(db);
    if (last === undefined || last.id <= lastBefore || last.kind !== "import-library") throw error;
    return { actionId: last.id, summary: last.summary, result: null };
  } finally {
    setBusyTimeout(db);
    journal.bringUpToDate(db);
  }
}

function explain({ message, isOfFile, code }: ThreadError): Error {
  return isOfFile ? new TransferError(message) : Object.assign(new Error(message), code !== null && { code });
}
