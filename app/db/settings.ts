import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** The value kept under `key` in this library, undefined when it was never set. */
export function getSetting(db: Database, key: string): string | undefined {
  return statement<[string], { value: string }>(db, "SELECT value FROM settings WHERE key = ?").get(key)
    ?.value;
}

/** Keeps `value` under `key`, in place of any earlier one. */
export function setSetting(db: Database, key: string, value: string): void {
  statement<[string, string]>(
    db,
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(key, value);
}
