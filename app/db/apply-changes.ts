import { rememberNewestVector } from "./embeddings.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import {
  isSameCell,
  trackedTable,
  trackedTables,
  type CellValue,
  type ReferencedTableName,
  type RowChange,
  type RowImage,
  type TrackedTable,
} from "./tracked-tables.ts";

type Side = "before" | "after";

/**
 * Brings the rows of recorded changes to one of their two sides: "before" undoes them, "after" does them again. Only
 * columns that differ between the sides are written, so what the machine changed meanwhile stays. A cluster that has
 * gone is made again. Rows that cannot be as they were, because the row itself, a face or a photo has gone, are left
 * out and returned. Runs inside the caller's transaction.
 */
export function applyChanges(db: Database, changes: readonly RowChange[], side: Side): RowChange[] {
  // Rows of one action refer to each other in both directions; at the end of the transaction all must fit.
  db.pragma("defer_foreign_keys = ON");
  const removed = changes.filter((change) => change[side] === null);
  if (removed.some(({ table }) => table === "faces" || table === "embeddings")) rememberNewestVector(db);
  for (const { table, key } of removed) removeRow(db, trackedTable(table), key);
  const references = referencesOf(db, changes, side);
  const rest = changes.filter((change) => change[side] !== null).sort(byTable);
  return rest.filter((change) => !writeRow(db, change, side, references));
}

const places = new Map(trackedTables.map(({ name }, place) => [name, place]));

/** In the order of the list of tables. */
function byTable(a: RowChange, b: RowChange): number {
  return (places.get(a.table) ?? 0) - (places.get(b.table) ?? 0);
}

function removeRow(db: Database, table: TrackedTable, key: RowChange["key"]): void {
  statement<unknown[]>(db, `DELETE FROM ${table.name} WHERE ${keyEquals(table)}`).run(...key);
}

/** Returns whether the row is now as that side says. */
function writeRow(db: Database, change: RowChange, side: Side, references: References): boolean {
  const table = trackedTable(change.table);
  const target = change[side];
  if (target === null) return false;
  const other = change[side === "before" ? "after" : "before"];
  const columns = table.columns.filter(
    (column) => column in target && (other === null || !isSameCell(other[column], target[column])),
  );
  const row = fitReferences(table, change.key, { columns, image: target }, references);
  if (row === null) return false;
  if (other === null) {
    addRow(db, table, change.key, columns, row);
    return true;
  }
  if (columns.length === 0) return true;
  const sets = columns.map((column) => `${column} = ?`).join(", ");
  const update = statement<unknown[]>(db, `UPDATE ${table.name} SET ${sets} WHERE ${keyEquals(table)}`);
  return update.run(...row, ...change.key).changes > 0;
}

/** A row that has come back by other ways meanwhile is overwritten, not replaced: what refers to it stays. */
function addRow(
  db: Database,
  table: TrackedTable,
  key: RowChange["key"],
  columns: readonly string[],
  row: readonly SqlValue[],
): void {
  const names = [...table.key, ...columns];
  const overwrite =
    columns.length === 0
      ? "NOTHING"
      : `UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  statement<unknown[]>(
    db,
    `INSERT INTO ${table.name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})
     ON CONFLICT (${table.key.join(", ")}) DO ${overwrite}`,
  ).run(...key, ...row);
}

type SqlValue = string | number | null | Uint8Array;
type References = (table: ReferencedTableName, id: CellValue) => boolean;

/** The values to write, with references that hold; null when the row cannot be. */
function fitReferences(
  table: TrackedTable,
  key: RowChange["key"],
  { columns, image }: { readonly columns: readonly string[]; readonly image: RowImage },
  isThere: References,
): SqlValue[] | null {
  const holds = (column: string, value: CellValue) => {
    const target = table.references[column];
    return target === undefined || value === null || isThere(target, value);
  };
  if (!table.key.every((column, at) => holds(column, key[at] ?? null))) return null;
  const row: SqlValue[] = [];
  for (const column of columns) {
    const value = image[column] ?? null;
    if (holds(column, value)) row.push(sqlValueOf(value));
    else if (table.optional?.includes(column) === true) row.push(null);
    else return null;
  }
  return row;
}

function referencesOf(db: Database, changes: readonly RowChange[], side: Side): References {
  const isInDatabase = (table: ReferencedTableName, id: CellValue) =>
    statement<[unknown], unknown>(db, `SELECT 1 FROM ${table} WHERE id = ?`).get(sqlValueOf(id)) !==
    undefined;
  const coming = new Set<string>();
  for (const change of changes) {
    const image = change[side];
    if (image === null || change[side === "before" ? "after" : "before"] !== null) continue;
    const isPossible = change.table !== "faces" || isInDatabase("photos", image["photo_id"] ?? null);
    if (isPossible) coming.add(`${change.table} ${JSON.stringify(change.key[0])}`);
  }
  return (table, id) => {
    if (table === "clusters")
      statement<[unknown]>(db, "INSERT OR IGNORE INTO clusters (id) VALUES (?)").run(sqlValueOf(id));
    return coming.has(`${table} ${JSON.stringify(id)}`) || isInDatabase(table, id);
  };
}

function sqlValueOf(value: CellValue): SqlValue {
  return typeof value === "object" && value !== null ? Buffer.from(value.base64, "base64") : value;
}

function keyEquals(table: TrackedTable): string {
  return table.key.map((column) => `${column} = ?`).join(" AND ");
}
