import { openSqliteFile, setCacheSize, type Database } from "./open.ts";

/**
 * Most of a large catalogue, and nothing that says who somebody is: vectors, and what was done when. In a copy these
 * tables are there, and empty.
 */
const leftOut: readonly string[] = [
  ...["embeddings", "kept_looks", "actions", "action_people", "journal_lines", "jobs"],
  ...["metadata_writes", "written_contents"],
];

/** A catalogue that is being opened or closed by others makes a reader wait for a moment. */
const busyTimeoutMs = 5_000;

interface SchemaPart {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  readonly sql: string;
}

/**
 * Copies what is decided in the catalogue at the path `catalogue`, as it is at one moment, into a new file at the path
 * `copy`, to try something out there: it is not safe from a crash, and to be thrown away. The catalogue may be in use. The
 * caller closes the copy. Throws what SQLite throws (a full drive).
 */
export function copyForTrial(catalogue: string, copy: string): Database {
  const db = openSqliteFile(copy, { readonly: false, timeoutMs: busyTimeoutMs });
  try {
    for (const pragma of ["page_size = 16384", "synchronous = OFF", "foreign_keys = OFF"]) db.pragma(pragma);
    setCacheSize(db, "large");
    db.prepare("ATTACH ? AS source").run(catalogue);
    // One transaction reads one state of the catalogue.
    db.transaction(() => {
      copyParts(db);
    })();
    db.exec("DETACH source");
    db.pragma("foreign_keys = ON");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function copyParts(db: Database): void {
  const parts = db
    .prepare<[], SchemaPart>(
      "SELECT type, name, sql FROM source.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all();
  const tables = parts.filter(({ type }) => type === "table");
  for (const { sql } of tables) db.exec(sql);
  for (const { name } of tables)
    if (!leftOut.includes(name)) db.exec(`INSERT INTO main."${name}" SELECT * FROM source."${name}"`);
  // Numbers that are never given twice.
  db.exec(
    "DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM source.sqlite_sequence",
  );
  // Indexes of tables that are full are made faster, and triggers must not see the copying.
  for (const type of ["index", "view", "trigger"] as const)
    for (const part of parts) if (part.type === type) db.exec(part.sql);
}
