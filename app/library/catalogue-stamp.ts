import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "../db/open.ts";
import { getSetting, setSetting } from "../db/settings.ts";

const key = "stamp";

/**
 * Whether this catalogue is the one that was opened here last. One that is new or was put back from a backup is not: it
 * gives the ids of faces that it lacks to other faces, so that an index beside it may hold the wrong vectors.
 */
export function isLastCatalogue(db: Database, libraryFolder: string): boolean {
  const stamp = getSetting(db, key);
  return stamp !== undefined && stamp === readStamp(libraryFolder);
}

/** Marks the catalogue as the one that is opened here. */
export function stampCatalogue(db: Database, libraryFolder: string): void {
  const stamp = randomUUID();
  setSetting(db, key, stamp);
  // Written second: when this is cut short or fails, the indexes are only built anew.
  try {
    writeFileSync(stampPath(libraryFolder), `${stamp}\n`);
  } catch {
    // A full disk is told of by what needs it.
  }
}

function readStamp(libraryFolder: string): string | null {
  try {
    return readFileSync(stampPath(libraryFolder), "utf8").trim();
  } catch {
    return null;
  }
}

function stampPath(libraryFolder: string): string {
  return path.join(libraryFolder, "catalogue.stamp");
}
