import { appendFileSync, existsSync, renameSync } from "node:fs";
import { lastJournalLine } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { entryText, journalVersion, parseEntry } from "./entry.ts";
import { asJournalError, JournalNewerError } from "./errors.ts";
import { inspectJournal, readJournalLines } from "./journal-file.ts";
import { knowsStep, replayJournal, type BadJournalLine } from "./replay.ts";
import { openTextJournal, type OpenTextJournal } from "./text-journal.ts";
import { noFacts, rememberWritten, writtenFacts } from "./written-facts.ts";

/** What was wrong between a catalogue and its text journal, and was put right. */
export interface JournalReport {
  /** Lines of the file that the catalogue lacked, and has now. */
  readonly replayedSteps: number;
  readonly badLines: readonly BadJournalLine[];
  /** Where the last line is kept that was cut short; null when it was whole. */
  readonly tornLineIn: string | null;
  /** Where a journal was put that tells another story than this catalogue; null when it fits. */
  readonly setAsideAs: string | null;
}

/**
 * Brings the catalogue and the text journal at `path` to the same state: a catalogue that is new or an older copy is
 * told what the file knows; a file that lacks lines gets them. Close the journal that is returned.
 * @throws JournalAccessError, JournalNewerError, errors of SQLite.
 */
export function connectJournal(
  db: Database,
  path: string,
  now: () => number,
): { readonly journal: OpenTextJournal; readonly report: JournalReport } {
  refuseNewer(path);
  const tornPath = `${path}.torn`;
  const { sizeBytes, lastStep, wasTorn } = inspectJournal(path, tornPath);
  const known = lastJournalLine(db);
  const tornLineIn = wasTorn ? tornPath : null;
  const fitting = { replayedSteps: 0, badLines: [], tornLineIn, setAsideAs: null };
  const isNewCatalogue = writtenFacts(db) === undefined && known === undefined;
  const isAhead = (lastStep?.number ?? 0) > (known?.number ?? 0) || (isNewCatalogue && sizeBytes > 0);
  if (!isAhead && (lastStep === null || knowsStep(db, lastStep))) {
    // A file that is gone is written anew, the folders and the models too.
    if (sizeBytes === 0) rememberWritten(db, noFacts);
    return { journal: start(db, path, { sizeBytes, lastNumber: lastStep?.number ?? 0 }), report: fitting };
  }
  const markBytes = isAhead ? markReplay(path, now()) : 0;
  const replay = isAhead ? replayJournal(db, path, { lastKnown: known, isNewCatalogue }) : null;
  if (replay === null || replay.isOfAnother) {
    const setAsideAs = setAside(path, now());
    rememberWritten(db, noFacts);
    return {
      journal: start(db, path, { sizeBytes: 0, lastNumber: 0 }),
      report: { ...fitting, setAsideAs },
    };
  }
  const end = { sizeBytes: sizeBytes + markBytes, lastNumber: lastStep?.number ?? 0 };
  const journal = start(db, path, end);
  return { journal, report: { ...fitting, replayedSteps: replay.steps, badLines: replay.badLines } };
}

function start(db: Database, path: string, end: Parameters<typeof openTextJournal>[1]): OpenTextJournal {
  const journal = openTextJournal(path, end);
  journal.bringUpToDate(db);
  return journal;
}

function refuseNewer(path: string): void {
  if (!existsSync(path)) return;
  for (const { text } of readJournalLines(path)) {
    const entry = parseEntry(text);
    if (entry !== null && "journal" in entry && entry.version > journalVersion)
      throw new JournalNewerError(path);
    return;
  }
}

/** What follows in the file is by a catalogue that was begun anew, or went back. Returns how long the line is. */
function markReplay(path: string, nowMs: number): number {
  const text = entryText({ replayed: new Date(nowMs).toISOString() });
  try {
    appendFileSync(path, text, { flush: true });
  } catch (error) {
    throw asJournalError(path, error);
  }
  return text.length;
}

/** Moves a file out of the way, never over another one. Returns its new path. */
function setAside(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-");
  let target = `${path}.other-${stamp}`;
  for (let copy = 2; existsSync(target); copy++) target = `${path}.other-${stamp}-${copy}`;
  try {
    renameSync(path, target);
  } catch (error) {
    throw asJournalError(path, error);
  }
  return target;
}
