import {
  dropUndoneActions,
  findAction,
  insertAction,
  setActionState,
  type ActionState,
} from "../db/actions.ts";
import { applyChanges } from "../db/apply-changes.ts";
import { findJournalLine, insertJournalLine, type JournalLineRow } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { insertPersonWithId, personName } from "../db/person-name.ts";
import { insertRecordedPhoto, photoIdOfHash } from "../db/recorded-photos.ts";
import { addRoot, addUnknownRoot } from "../db/roots.ts";
import { getSetting, setSetting } from "../db/settings.ts";
import { sqliteErrorCode } from "../db/sqlite-error.ts";
import { rememberRecipe, storedModels, type StoredRecipe } from "../db/stored-recipe.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import { inTransaction } from "../db/transaction.ts";
import { addWrittenContent, lastWrittenContent } from "../db/written-contents.ts";
import { parseEntry, type JournalEntry, type StepEntry } from "./entry.ts";
import { readJournalLines } from "./journal-file.ts";
import { mentionsOf } from "./mentions.ts";
import { createTranslator, type Translator } from "./translate.ts";
import { rememberWritten } from "./written-facts.ts";

/** A line that could not be read or applied. It stays in the file. */
export interface BadJournalLine {
  /** Counted from 1. */
  readonly lineNumber: number;
  /** In words for people. */
  readonly reason: string;
}

/** What a replay did. */
export interface ReplayResult {
  /** Lines applied to the catalogue. */
  readonly steps: number;
  readonly badLines: readonly BadJournalLine[];
  /** The file does not go on from this catalogue, but tells another story. Nothing was applied. */
  readonly isOfAnother: boolean;
}

/** The setting that says how many replays of the file this catalogue knows of. */
const replaysKey = "journal-replays";

class OtherStory extends Error {
  override readonly name = "OtherStory";
}

/**
 * Does in the catalogue what the journal tells after the catalogue's last line: everything in a new one, the newest
 * steps in an older copy, which knows the line `lastKnown` and those before it. Undo and redo go on from there. In one transaction; bad lines are left out and named.
 * @throws JournalAccessError; errors of SQLite other than broken rules (a full disk).
 */
export function replayJournal(
  db: Database,
  path: string,
  {
    lastKnown,
    isNewCatalogue,
  }: { readonly lastKnown: JournalLineRow | undefined; readonly isNewCatalogue: boolean },
): ReplayResult {
  const badLines: BadJournalLine[] = [];
  const roots = new Set<string>();
  const translator = createTranslator(db, !isNewCatalogue);
  const replaysBefore = Number(getSetting(db, replaysKey) ?? 0);
  let recipe: StoredRecipe | null = null;
  let replays = 0;
  let last = lastKnown?.number ?? 0;
  let steps = 0;
  let isPastKnown = false;
  const replayEntry = (entry: JournalEntry, lineNumber: number) => {
    if ("root" in entry) {
      roots.add(entry.root);
      // A catalogue that has the steps after this line knows better what became of the folder.
      const isNews = lastKnown === undefined || isPastKnown;
      (isNews ? addRoot : addUnknownRoot)(db, entry.root, Date.parse(entry.at));
    }
    if ("recipe" in entry) recipe = entry.recipe;
    if ("content" in entry) addContent(db, entry);
    if ("replayed" in entry && ++replays > replaysBefore) translator.beginCatalogue();
    if (!("number" in entry)) return;
    if (entry.number === lastKnown?.number && !isSameStep(entry, lastKnown)) throw new OtherStory();
    isPastKnown ||= entry.number === lastKnown?.number;
    if (entry.number <= last) return;
    const reason = tryStep(db, entry, translator);
    if (reason === null) steps += 1;
    else badLines.push({ lineNumber, reason });
    last = entry.number;
  };
  try {
    inTransaction(db, () => {
      for (const { lineNumber, text } of readJournalLines(path)) {
        const entry = parseEntry(text);
        if (entry === null) badLines.push({ lineNumber, reason: "it cannot be read" });
        else replayEntry(entry, lineNumber);
      }
      setSetting(db, replaysKey, String(replays));
      rememberWritten(db, { roots: [...roots], recipe, lastContent: lastWrittenContent(db) });
      // An older copy keeps looking with the models whose vectors it has.
      if (recipe !== null && storedModels(db) === undefined) rememberRecipe(db, recipe);
    });
  } catch (error) {
    if (error instanceof OtherStory) return { steps: 0, badLines: [], isOfAnother: true };
    throw error;
  }
  return { steps, badLines, isOfAnother: false };
}

/** The content is that photo, which may be known by its hash only, until a scan finds a file with either. */
function addContent(
  db: Database,
  { content, photo }: { readonly content: string; readonly photo: string },
): void {
  const named = Buffer.from(photo, "hex");
  const photoId = photoIdOfHash(db, named) ?? insertRecordedPhoto(db, null, named);
  addWrittenContent(db, Buffer.from(content, "hex"), photoId);
}

/** Whether a line of the file is the one that the catalogue remembers under its number. */
export function isSameStep(entry: StepEntry, row: JournalLineRow): boolean {
  return entry.event === row.event && entry.action === row.actionId && Date.parse(entry.at) === row.atMs;
}

/** Applies a line as a whole or, for a reason that is returned, not at all. */
function tryStep(db: Database, step: StepEntry, translator: Translator): string | null {
  try {
    inTransaction(db, () => {
      applyStep(db, step, translator.translate(step));
    });
    return null;
  } catch (error) {
    const code = sqliteErrorCode(error);
    const breaksRule = code?.startsWith("SQLITE_CONSTRAINT") === true || code === "SQLITE_MISMATCH";
    if (!breaksRule) throw error;
    // Its number is taken all the same, so that the next line gets another.
    recordStep(db, step, [], "dropped");
    return "it does not fit what the lines before it say";
  }
}

function applyStep(db: Database, step: StepEntry, changes: readonly RowChange[]): void {
  const { event } = step;
  const side = event === "undo" ? "before" : "after";
  restorePeople(db, step, changes, side);
  applyChanges(db, changes, side);
  if (event === "do") dropUndoneActions(db);
  recordStep(db, step, changes, event === "undo" ? "undone" : "done");
}

function recordStep(db: Database, step: StepEntry, changes: readonly RowChange[], state: ActionState): void {
  const { number, event, action: actionId, kind, summary } = step;
  if (findAction(db, actionId) === undefined) {
    const atMs = Date.parse(step.doneAt ?? step.at);
    const row = { id: actionId, kind, atMs, summary, changes: JSON.stringify(changes) };
    insertAction(db, row, mentionsOf(changes).people);
  }
  setActionState(db, actionId, state);
  insertJournalLine(db, { number, event, actionId, atMs: Date.parse(step.at) });
}

/** Somebody whose line was lost comes back with the name that later lines tell. */
function restorePeople(
  db: Database,
  step: StepEntry,
  changes: readonly RowChange[],
  side: "before" | "after",
): void {
  const removedOrAdded = new Set(
    changes
      .filter(({ table, before, after }) => table === "people" && (before === null || after === null))
      .map(({ key }) => key[0]),
  );
  const alive = changes.filter((change) => change[side] !== null);
  for (const personId of mentionsOf(alive.map((change) => ({ ...change, [other(side)]: null }))).people) {
    const name = step.people[String(personId)];
    if (name === undefined || removedOrAdded.has(personId) || personName(db, personId) !== undefined)
      continue;
    insertPersonWithId(db, personId, name);
  }
}

function other(side: "before" | "after"): "before" | "after" {
  return side === "before" ? "after" : "before";
}

/** Whether the catalogue has this line already. */
export function knowsStep(db: Database, step: StepEntry): boolean {
  const row = findJournalLine(db, step.number);
  return row !== undefined && isSameStep(step, row);
}
