import type { Database } from "./open.ts";
import {
  isSameCell,
  trackedTable,
  trackedTables,
  type CellValue,
  type RowChange,
  type TrackedTable,
  type TrackedTableName,
} from "./tracked-tables.ts";

type SqlValue = string | number | null | Uint8Array;

interface Recorder {
  /** By table and key, while an action runs; null between actions. */
  changes: Map<string, RowChange> | null;
}

const recorders = new WeakMap<Database, Recorder>();

/**
 * Makes this connection able to record changes: temporary triggers that report to a function of ours. They belong to
 * the connection, not to the file. Call it outside of a transaction; again does nothing.
 */
export function prepareChangeLog(db: Database): void {
  if (recorders.has(db)) return;
  const recorder: Recorder = { changes: null };
  db.function("familiar_is_recording", () => (recorder.changes === null ? 0 : 1));
  db.function("familiar_record", { varargs: true }, (name: TrackedTableName, ...values: SqlValue[]) => {
    if (recorder.changes !== null) record(recorder.changes, trackedTable(name), values);
    return null;
  });
  // Without it, a row that INSERT OR REPLACE takes away fires no trigger.
  db.pragma("recursive_triggers = ON");
  for (const table of trackedTables) for (const sql of triggersOf(table)) db.exec(sql);
  recorders.set(db, recorder);
}

/**
 * Runs `work` and returns its result with the rows of decision tables that it changed, one change a row: as the row
 * was first and as it is at last; rows that end as they began are left out. Cascades of foreign keys are among them.
 * An update of a face lists its decision columns only. Needs `prepareChangeLog`; not inside another recording.
 */
export function recordChanges<Result>(
  db: Database,
  work: () => Result,
): { readonly result: Result; readonly changes: RowChange[] } {
  const recorder = recorders.get(db);
  if (recorder === undefined) throw new Error("This connection does not record changes yet.");
  if (recorder.changes !== null) throw new Error("Changes are being recorded already.");
  const changes = new Map<string, RowChange>();
  recorder.changes = changes;
  try {
    const result = work();
    return { result, changes: [...changes.values()].filter((change) => !isUndone(change)) };
  } finally {
    recorder.changes = null;
  }
}

function triggersOf(table: TrackedTable): string[] {
  const { name, key, columns } = table;
  const decided = table.decisions ?? columns;
  const whole = [...key, ...columns];
  const nothing = (names: readonly string[]) => names.map(() => "NULL");
  const of = (row: "old" | "new", names: readonly string[]) => names.map((column) => `${row}.${column}`);
  const trigger = (event: string, values: readonly string[]) =>
    `CREATE TEMP TRIGGER familiar_${event.toLowerCase()}_${name} AFTER ${event} ${
      event === "UPDATE" && table.decisions ? `OF ${decided.join(", ")} ` : ""
    }ON main.${name} WHEN familiar_is_recording()
     BEGIN SELECT familiar_record('${name}', ${values.join(", ")}); END`;
  return [
    trigger("INSERT", ["'add'", ...nothing(whole), ...of("new", whole)]),
    trigger("DELETE", ["'remove'", ...of("old", whole), ...nothing(whole)]),
    trigger("UPDATE", ["'change'", ...of("old", [...key, ...decided]), ...of("new", [...key, ...decided])]),
  ];
}

function record(changes: Map<string, RowChange>, table: TrackedTable, values: readonly SqlValue[]): void {
  const [event, ...cells] = values;
  const half = cells.length / 2;
  const columns = event === "change" ? (table.decisions ?? table.columns) : table.columns;
  const old = event === "add" ? null : rowOf(table, columns, cells.slice(0, half));
  const now = event === "remove" ? null : rowOf(table, columns, cells.slice(half));
  if (old !== null && now !== null && !isSameKey(old.key, now.key)) {
    add(changes, { table: table.name, key: old.key, before: old.image, after: null });
    add(changes, { table: table.name, key: now.key, before: null, after: now.image });
    return;
  }
  const key = (now ?? old)?.key ?? [];
  add(changes, { table: table.name, key, before: old?.image ?? null, after: now?.image ?? null });
}

function rowOf(table: TrackedTable, columns: readonly string[], cells: readonly SqlValue[]) {
  const key = cells
    .slice(0, table.key.length)
    .map((cell) => (typeof cell === "number" ? cell : String(cell)));
  const image = Object.fromEntries(
    columns.map((column, at): [string, CellValue] => [column, cellOf(cells[table.key.length + at] ?? null)]),
  );
  return { key, image };
}

function cellOf(value: SqlValue): CellValue {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
}

function isSameKey(a: RowChange["key"], b: RowChange["key"]): boolean {
  return a.every((value, at) => value === b[at]);
}

/** Joins a change to an earlier one of the same row. */
function add(changes: Map<string, RowChange>, change: RowChange): void {
  const name = JSON.stringify([change.table, change.key]);
  const earlier = changes.get(name);
  if (earlier === undefined) {
    changes.set(name, change);
    return;
  }
  // An update knows the decisions only; what it does not know is in the whole image of the other.
  const before = earlier.before && { ...change.before, ...earlier.before };
  const after = change.after && { ...earlier.after, ...change.after };
  changes.set(name, { ...change, before, after });
}

function isUndone({ before, after }: RowChange): boolean {
  if (before === null || after === null) return before === after;
  return Object.keys({ ...before, ...after }).every((column) => isSameCell(before[column], after[column]));
}
