import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CatalogueBackupError, CatalogueMigrationsError } from "../../app/db/errors.ts";
import { ownMigrationsFolder, readMigrations } from "../../app/db/migrate.ts";
import { type Database, openCatalogue } from "../../app/db/open.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const day = 24 * 60 * 60 * 1_000;

const authors = "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";
const books = `CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors) STRICT;`;
const fill = "INSERT INTO authors VALUES (1, 'Ada Lovelace'); INSERT INTO books VALUES (7, 1);";
/** Rebuilds a table that another refers to, as SQLite's book says. */
const splitNames = `
  CREATE TABLE new_authors (id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL) STRICT;
  INSERT INTO new_authors SELECT id, substr(name, 1, instr(name, ' ') - 1), substr(name, instr(name, ' ') + 1) FROM authors;
  DROP TABLE authors;
  ALTER TABLE new_authors RENAME TO authors;`;

/** A library folder with steps, and how to open it with one step more at a time. */
function library(): {
  path: string;
  backupFolder: string;
  add: (name: string, sql: string) => void;
  open: () => Database;
} {
  const folder = temporaryFolder();
  const migrationsFolder = join(folder, "migrations");
  const [path, backupFolder] = [join(folder, "catalogue.db"), join(folder, "copies", "of-mine")];
  mkdirSync(migrationsFolder);
  let nowMs = Date.UTC(2026, 10, 23, 20, 31, 55, 7);
  const now = (): number => (nowMs += day);
  return {
    path,
    backupFolder,
    add: (name, sql) => {
      writeFileSync(join(migrationsFolder, name), sql);
    },
    open: () => openCatalogue(path, { migrationsFolder, backupFolder, now }),
  };
}

function rowsOf(db: Database, sql: string): unknown[] {
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
}

describe("an update from one version to the next", () => {
  test("moves the data, keeps what refers to it, and sets the version", () => {
    const { add, open } = library();
    add("0001-authors.sql", authors);
    add("0002-books.sql", books + fill);
    open().close();
    add("0003-split-names.sql", splitNames);
    const db = open();
    expect(db.pragma("user_version", { simple: true })).toBe(3);
    expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
    expect(
      rowsOf(db, "SELECT books.id, first, last FROM books JOIN authors ON authors.id = author_id"),
    ).toEqual([{ id: 7, first: "Ada", last: "Lovelace" }]);
  });

  test("is preceded by a backup that opens as the catalogue that was", () => {
    const { add, open, backupFolder } = library();
    add("0001-authors.sql", authors);
    add("0002-books.sql", books + fill);
    open().close();
    const older = library();
    older.add("0001-authors.sql", authors);
    older.add("0002-books.sql", books);
    add("0003-split-names.sql", splitNames);
    open().close();
    expect(readdirSync(backupFolder)).toEqual(["catalogue-2026-11-24T20-31-55-007Z-v2.db"]);
    const backup = openCatalogue(join(backupFolder, "catalogue-2026-11-24T20-31-55-007Z-v2.db"), {
      migrationsFolder: join(older.path, "../migrations"),
    });
    expect(rowsOf(backup, "SELECT books.id, name FROM books JOIN authors ON authors.id = author_id")).toEqual(
      [{ id: 7, name: "Ada Lovelace" }],
    );
  });

  test("keeps the newest five backups, and nothing else is removed from their folder", () => {
    const { add, open, backupFolder } = library();
    mkdirSync(backupFolder, { recursive: true });
    writeFileSync(join(backupFolder, "catalogue-by-hand.db"), "");
    for (let version = 1; version <= 8; version++) {
      add(`000${version}-step.sql`, `CREATE TABLE step_${version} (id INTEGER) STRICT;`);
      open().close();
    }
    expect(readdirSync(backupFolder).toSorted()).toEqual([
      ...["26", "27", "28", "29", "30"].map(
        (date, index) => `catalogue-2026-11-${date}T20-31-55-007Z-v${index + 3}.db`,
      ),
      "catalogue-by-hand.db",
    ]);
  });

  test("is not begun without a backup", () => {
    const { add, open, backupFolder, path } = library();
    add("0001-authors.sql", authors);
    open().close();
    writeFileSync(join(path, "../copies"), "A file where the folder should be.");
    add("0002-books.sql", books);
    const error = errorOf(open);
    expect(error).toBeInstanceOf(CatalogueBackupError);
    expect(error).toMatchObject({ backupFolder });
  });
});

describe("a step that fails leaves the version before it", () => {
  test.each([
    [
      "SQL that is wrong",
      "CREATE TABLE extra (id INTEGER) STRICT; DROP TABLE absent;",
      "no such table: absent.",
    ],
    [
      "a broken constraint",
      "INSERT INTO authors VALUES (1, 'Again');",
      "UNIQUE constraint failed: authors.id.",
    ],
    [
      "rows left without what they refer to",
      "DELETE FROM authors;",
      "1 rows would refer to something that is gone",
    ],
    [
      "its own end of the transaction",
      "CREATE TABLE extra (id INTEGER) STRICT; COMMIT;",
      "it ended the transaction",
    ],
  ])("%s", (_name, sql, reason) => {
    const { add, open } = library();
    add("0001-authors.sql", authors);
    add("0002-books.sql", books + fill);
    open().close();
    add("0003-mistake.sql", sql);
    const error = errorOf(open);
    expect(error).toBeInstanceOf(CatalogueMigrationsError);
    expect(error).toMatchObject({ migration: "0003-mistake.sql" });
    expect(String(error)).toContain(reason);
    add("0003-mistake.sql", "SELECT 1;");
    const db = open();
    expect(db.pragma("user_version", { simple: true })).toBe(3);
    expect(rowsOf(db, "SELECT author_id, name FROM books JOIN authors ON authors.id = author_id")).toEqual([
      { author_id: 1, name: "Ada Lovelace" },
    ]);
  });
});

describe("the names of steps", () => {
  test.each([
    ["a gap", ["0001-a.sql", "0003-c.sql"], "0003-c.sql", "its name should be 0002-name.sql."],
    [
      "the same number twice",
      ["0001-a.sql", "0001-b.sql"],
      "0001-b.sql",
      "its name should be 0002-name.sql.",
    ],
    ["a start at 2", ["0002-b.sql"], "0002-b.sql", "its name should be 0001-name.sql."],
    ["a malformed name", ["0001-a.sql", "2-b.sql"], "2-b.sql", "its name should be 0002-name.sql."],
    ["none at all", [], null, "there are none in"],
  ])("%s is refused", (_name, names, migration, reason) => {
    const folder = temporaryFolder();
    for (const name of names) writeFileSync(join(folder, name), "SELECT 1;");
    const error = errorOf(() => readMigrations(folder));
    expect(error).toBeInstanceOf(CatalogueMigrationsError);
    expect(error).toMatchObject({ migration });
    expect(String(error)).toContain(reason);
  });

  test("of Familiar's own steps are in order", () => {
    expect(readMigrations(ownMigrationsFolder)[0]).toMatchObject({
      version: 1,
      fileName: "0001-catalogue.sql",
    });
  });
});
