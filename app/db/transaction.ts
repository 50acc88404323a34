import type { Database } from "./open.ts";

/**
 * Runs `work` so that all it writes is kept, or, when it throws, nothing. The write lock is taken at once, so that
 * it never fails half-way for another writer. `work` must not be asynchronous. Inside another transaction it
 * becomes a part of that one.
 */
export function inTransaction<Result>(db: Database, work: () => Result): Result {
  return db.transaction(work).immediate();
}
