import { findAction } from "../db/actions.ts";
import { journalLinesAfter, lastJournalLine } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { mentionsOf, type Mentions } from "./mentions.ts";
import { parseRowChanges } from "./row-changes.ts";

/** How far the journal is now, for `decidedSince`. */
export function journalPosition(db: Database): number {
  return lastJournalLine(db)?.number ?? 0;
}

/**
 * What the user did, undid and did again since a position of the journal refers to. For work that takes long, lets the
 * user go on meanwhile, and must not write over what they said.
 */
export function decidedSince(db: Database, position: number): Mentions {
  const lines = journalLinesAfter(db, position, Number.MAX_SAFE_INTEGER);
  const actionIds = new Set(lines.map(({ actionId }) => actionId));
  return mentionsOf([...actionIds].flatMap((id) => parseRowChanges(findAction(db, id)?.changes ?? "[]")));
}
