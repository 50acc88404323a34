import type { Database, Statement } from "./open.ts";

const preparedFor = new WeakMap<Database, Map<string, Statement<unknown[], unknown>>>();

/**
 * The prepared statement for this SQL, prepared once for each open database. `Values` and `Row` are the
 * caller's word for what the SQL binds and gives. Do not `iterate()` it: it is shared, and busy meanwhile.
 */
export function statement<Values extends unknown[] | object, Row = never>(
  db: Database,
  sql: string,
): Statement<Values extends unknown[] ? Values : [Values], Row> {
  let prepared = preparedFor.get(db);
  if (prepared === undefined) {
    prepared = new Map();
    preparedFor.set(db, prepared);
  }
  let found = prepared.get(sql);
  if (found === undefined) {
    found = db.prepare(sql);
    prepared.set(sql, found);
  }
  return found as Statement<Values extends unknown[] ? Values : [Values], Row>;
}
