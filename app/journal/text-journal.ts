import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { findAction } from "../db/actions.ts";
import { journalLinesAfter } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { allRoots } from "../db/roots.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { writtenContentsAfter } from "../db/written-contents.ts";
import { describeStep, type RecordedFaces } from "./describe-step.ts";
import { entryText, journalVersion, type JournalEntry } from "./entry.ts";
import { asJournalError } from "./errors.ts";
import { noFacts, rememberWritten, writtenFacts } from "./written-facts.ts";

/** The text file beside the catalogue that says all that the user did. */
export interface TextJournal {
  /**
   * Writes to the disk what the catalogue has and the file lacks. Never throws: the decision itself is in the
   * catalogue, and what could not be written now is written by the next call or opening.
   */
  bringUpToDate(db: Database): void;
}

/** Up to where the file is written. */
export interface JournalPlace {
  readonly sizeBytes: number;
  /** Of the last step in it. */
  readonly lastNumber: number;
}

/** A journal that somebody else writes to. */
export interface LentJournal {
  readonly end: JournalPlace;
  /** It ends there now; what may be behind that is written over. */
  readonly takeBack: (end: JournalPlace) => void;
}

/** A text journal with its file. */
export interface OpenTextJournal extends TextJournal {
  readonly path: string;
  readonly end: () => JournalPlace;
  /** Until it is taken back, nothing is written here, but kept for then. */
  readonly lend: () => LentJournal;
  /** Why the last write failed, in words; null when all is written. */
  readonly problem: () => Error | null;
  readonly close: () => void;
}

/** Lines put together before each write. */
const linesPerWrite = 200;

/**
 * The journal at `path`, which ends after `sizeBytes` and holds the steps up to `lastNumber`. The file is made with
 * the first line. Close it.
 */
export function openTextJournal(path: string, startEnd: JournalPlace): OpenTextJournal {
  const file = createAppender(path, startEnd.sizeBytes);
  const recorded: RecordedFaces = new Map();
  let { lastNumber } = startEnd;
  let isLent = false;
  let problem: Error | null = null;

  const writeFacts = (db: Database) => {
    const written = writtenFacts(db) ?? noFacts;
    const present = allRoots(db);
    const roots = present.filter((root) => !written.roots.includes(root.path));
    // One that was taken out is written anew when it is added again.
    const isLess = present.length - roots.length < written.roots.length;
    const recipe = storedModels(db) ?? null;
    const isNewRecipe = recipe !== null && JSON.stringify(recipe) !== JSON.stringify(written.recipe);
    const contents = writtenContentsAfter(db, written.lastContent);
    const hasNews = roots.length > 0 || isNewRecipe || contents.length > 0;
    if (!hasNews && !isLess) return;
    if (hasNews)
      file.append([
        ...roots.map(({ path: root, addedAtMs }) => ({ root, at: new Date(addedAtMs).toISOString() })),
        ...(isNewRecipe ? [{ recipe }] : []),
        ...contents.map(({ content, photo }) => ({ content, photo })),
      ]);
    const lastContent = contents.at(-1)?.number ?? written.lastContent;
    rememberWritten(db, { roots: present.map((root) => root.path), recipe, lastContent });
  };
  const writeSteps = (db: Database) => {
    for (;;) {
      const rows = journalLinesAfter(db, lastNumber, linesPerWrite);
      const last = rows.at(-1);
      if (last === undefined) return;
      const entries = rows.flatMap((row) => {
        const action = findAction(db, row.actionId);
        return action === undefined ? [] : [describeStep(db, row, action, recorded)];
      });
      file.append(entries);
      lastNumber = last.number;
    }
  };
  const end = (): JournalPlace => ({ sizeBytes: file.sizeBytes(), lastNumber });
  return {
    path,
    end,
    lend: () => {
      isLent = true;
      return {
        end: end(),
        takeBack: (now) => {
          isLent = false;
          file.goTo(now.sizeBytes);
          ({ lastNumber } = now);
        },
      };
    },
    problem: () => problem,
    bringUpToDate(db) {
      if (isLent) return;
      try {
        writeFacts(db);
        writeSteps(db);
        problem = null;
      } catch (error) {
        const explained = asJournalError(path, error);
        problem = explained instanceof Error ? explained : new Error(String(explained));
      }
    },
    close: file.close,
  };
}

/** Writes at a place that it remembers: half a line left by a write that failed is overwritten by the next. */
function createAppender(path: string, startBytes: number) {
  let sizeBytes = startBytes;
  let file: number | undefined;
  return {
    sizeBytes: (): number => sizeBytes,
    goTo: (bytes: number): void => {
      sizeBytes = bytes;
    },
    append: (entries: readonly JournalEntry[]): void => {
      const isNew = sizeBytes === 0;
      const header: JournalEntry[] = isNew ? [{ journal: "familiar", version: journalVersion }] : [];
      const bytes = Buffer.from([...header, ...entries].map(entryText).join(""));
      file ??= openSync(path, isNew ? "w" : "r+");
      for (let written = 0; written < bytes.length;)
        written += writeSync(file, bytes, written, bytes.length - written, sizeBytes + written);
      ftruncateSync(file, sizeBytes + bytes.length);
      fsyncSync(file);
      if (isNew) flushFolder(dirname(path));
      sizeBytes += bytes.length;
    },
    close: (): void => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** A new file is safe from a power cut once its folder is on the disk too. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows has no such thing.
  }
}
