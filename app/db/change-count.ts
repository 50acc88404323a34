import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/**
 * Another text whenever anything in the catalogue may have changed, by this connection or another; also in a
 * transaction that is rolled back. Takes some microseconds.
 */
export function changeCount(db: Database): string {
  const own = statement<[], { readonly changes: number }>(db, "SELECT total_changes() AS changes").get();
  return `${own?.changes ?? 0} ${String(db.pragma("data_version", { simple: true }))}`;
}
