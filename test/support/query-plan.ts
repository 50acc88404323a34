import type { Database } from "../../app/db/open.ts";

/**
 * How SQLite answers each statement that `work` prepares: one line a step, "SEARCH faces USING INDEX ...". The
 * database must be freshly opened, because statements are prepared once.
 */
export function queryPlansOf(db: Database, work: () => unknown): string[] {
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  Object.assign(db, {
    prepare: (sql: string) => {
      prepared.push(sql);
      return prepare(sql);
    },
  });
  try {
    work();
  } finally {
    Object.assign(db, { prepare });
  }
  return prepared.flatMap((sql) => {
    const values: unknown[] = [...sql.matchAll(/\?/g)].map(() => null);
    const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null] as const);
    if (names.length > 0) values.push(Object.fromEntries(names));
    const explain = prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    return explain.all(...values).map((step) => step.detail);
  });
}
