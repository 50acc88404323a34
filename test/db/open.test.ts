import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  CatalogueAccessError,
  CatalogueDamagedError,
  CatalogueForeignError,
  CatalogueMissingError,
  CatalogueNewerError,
  CatalogueNotMigratedError,
} from "../../app/db/errors.ts";
import type * as Migrate from "../../app/db/migrate.ts";
import { ownMigrationsFolder, readMigrations } from "../../app/db/migrate.ts";
import { type Database, openCatalogue, openSqliteFile } from "../../app/db/open.ts";
import { getSetting, setSetting } from "../../app/db/settings.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const newest = readMigrations(ownMigrationsFolder).length;

/** Opens without closing: for files that are refused. */
function refusal(path: string, options: Parameters<typeof openCatalogue>[1] = {}): unknown {
  return errorOf(() => openCatalogue(path, options));
}

function useFile(path: string, work: (db: Database) => void): void {
  const db = openSqliteFile(path, { readonly: false, timeoutMs: 0 });
  work(db);
  db.close();
}

describe("openCatalogue", () => {
  test("makes a catalogue that keeps what is written", () => {
    const path = join(temporaryFolder(), "catalogue.db");
    const db = openCatalogue(path);
    setSetting(db, "recipe", "r1");
    setSetting(db, "recipe", "r2");
    db.close();
    const again = openCatalogue(path);
    expect(getSetting(again, "recipe")).toBe("r2");
    expect(getSetting(again, "other")).toBeUndefined();
    again.close();
  });

  test("sets what makes it safe: write-ahead log, foreign keys, waiting, its own mark", () => {
    const db = openCatalogue(join(temporaryFolder(), "catalogue.db"));
    const pragmas = [
      "journal_mode",
      "synchronous",
      "foreign_keys",
      "busy_timeout",
      "application_id",
      "page_size",
    ];
    expect(pragmas.map((name) => db.pragma(name, { simple: true }))).toEqual([
      ...["wal", 1, 1, 5_000],
      ...[0x46_41_4d_4c, 16_384],
    ]);
    db.close();
  });

  test("finds every table strict", () => {
    const db = openCatalogue(join(temporaryFolder(), "catalogue.db"));
    const lax = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'view' AND NOT strict ORDER BY name",
      )
      .all();
    expect(lax).toEqual([{ name: "sqlite_schema" }, { name: "sqlite_sequence" }]);
    db.close();
  });

  test("read only, sees what another has written, and writes nothing", () => {
    const path = join(temporaryFolder(), "catalogue.db");
    const writer = openCatalogue(path);
    setSetting(writer, "key", "value");
    const reader = openCatalogue(path, { readonly: true });
    expect(getSetting(reader, "key")).toBe("value");
    expect(() => {
      setSetting(reader, "key", "other");
    }).toThrow("readonly");
    reader.close();
    writer.close();
  });

  test("makes no backup of a new or an unchanged catalogue", () => {
    const folder = temporaryFolder();
    for (let round = 0; round < 2; round++) openCatalogue(join(folder, "catalogue.db")).close();
    expect(readdirSync(folder)).toEqual(["catalogue.db"]);
  });
});

describe("openCatalogue refuses", () => {
  test("a newer catalogue, naming both versions, and leaves it as it is", () => {
    const path = join(temporaryFolder(), "catalogue.db");
    openCatalogue(path).close();
    useFile(path, (db) => db.pragma("user_version = 99"));
    const before = readFileSync(path);
    for (const readonly of [false, true]) {
      const error = refusal(path, { readonly });
      expect(error).toBeInstanceOf(CatalogueNewerError);
      expect(error).toMatchObject({ path, catalogueVersion: 99, supportedVersion: newest });
      expect(String(error)).toContain(
        `it has version 99, and this Familiar knows versions up to ${newest}. Update Familiar`,
      );
    }
    expect(readFileSync(path)).toEqual(before);
  });

  test("another application's database, marked or not, and leaves it as it is", () => {
    const folder = temporaryFolder();
    const [marked, unmarked] = [join(folder, "marked.db"), join(folder, "unmarked.db")];
    useFile(marked, (db) => db.pragma("application_id = 252006675"));
    useFile(unmarked, (db) => db.exec("CREATE TABLE bookmarks (url TEXT)"));
    for (const path of [marked, unmarked]) {
      const before = readFileSync(path);
      const error = refusal(path);
      expect(error).toBeInstanceOf(CatalogueForeignError);
      expect(error).toMatchObject({ path });
      expect(readFileSync(path)).toEqual(before);
    }
  });

  test("a file that is no database, naming the newest backup", () => {
    const folder = temporaryFolder();
    const path = join(folder, "catalogue.db");
    const backups = join(folder, "backups");
    const names = ["2026-01-02T00-00-00-000Z-v1", "2026-01-10T00-00-00-000Z-v1"].map(
      (date) => `catalogue-${date}.db`,
    );
    writeFileSync(path, "This is a letter to my aunt. ".repeat(100));
    expect(refusal(path)).toMatchObject({ newestBackup: null });
    mkdirSync(backups);
    for (const name of [...names, "catalogue-of-roses.db"]) writeFileSync(join(backups, name), "");
    const error = refusal(path);
    const newestBackup = join(backups, "catalogue-2026-01-10T00-00-00-000Z-v1.db");
    expect(error).toBeInstanceOf(CatalogueDamagedError);
    expect(error).toMatchObject({ path, newestBackup });
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(newestBackup);
  });

  test("a catalogue cut short", () => {
    const path = join(temporaryFolder(), "catalogue.db");
    openCatalogue(path).close();
    truncateSync(path, 3 * 16_384 + 100);
    expect(refusal(path)).toBeInstanceOf(CatalogueDamagedError);
  });

  test("to read what is not there or was made by an older Familiar", () => {
    const folder = temporaryFolder();
    const path = join(folder, "catalogue.db");
    expect(refusal(path, { readonly: true })).toBeInstanceOf(CatalogueMissingError);
    expect(existsSync(path)).toBe(false);
    const migrationsFolder = join(folder, "migrations");
    mkdirSync(migrationsFolder);
    writeFileSync(join(migrationsFolder, "0001-a.sql"), "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;");
    openCatalogue(path, { migrationsFolder }).close();
    writeFileSync(join(migrationsFolder, "0002-b.sql"), "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT;");
    const error = refusal(path, { readonly: true, migrationsFolder });
    expect(error).toBeInstanceOf(CatalogueNotMigratedError);
    expect(error).toMatchObject({ path, catalogueVersion: 1, supportedVersion: 2 });
  });

  test("a folder that is not there, and a folder in place of the file", () => {
    const folder = temporaryFolder();
    const error = refusal(join(folder, "gone", "catalogue.db"));
    expect(error).toBeInstanceOf(CatalogueAccessError);
    expect(String(error)).toContain("Its folder does not exist.");
    expect(refusal(folder)).toBeInstanceOf(CatalogueAccessError);
  });
});

test("the steps that come with Familiar are found wherever it is copied to", async () => {
  const folder = temporaryFolder();
  const source = join(import.meta.dirname, "../../app/db");
  mkdirSync(join(folder, "db/migrations"), { recursive: true });
  for (const name of readdirSync(source).filter((file) => file.endsWith(".ts")))
    copyFileSync(join(source, name), join(folder, "db", name));
  writeFileSync(join(folder, "db/migrations/0001-only.sql"), "CREATE TABLE only_here (id INTEGER) STRICT;");
  const copy = (await import(join(folder, "db/migrate.ts"))) as typeof Migrate;
  expect(copy.readMigrations(copy.ownMigrationsFolder).map((step) => step.fileName)).toEqual([
    "0001-only.sql",
  ]);
});
