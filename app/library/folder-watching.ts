import type { Database } from "../db/open.ts";
import { getSetting, setSetting } from "../db/settings.ts";

const key = "watch-folders";

/** Whether changes in the folders are to be noticed by themselves. They are until the user says no. */
export function isWatchingWanted(db: Database): boolean {
  return getSetting(db, key) !== "off";
}

/** Remembers what the user wants. */
export function saveWatchingWanted(db: Database, isWanted: boolean): void {
  setSetting(db, key, isWanted ? "on" : "off");
}
