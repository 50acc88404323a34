import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ownMigrationsFolder, readMigrations } from "../../app/db/migrate.ts";
import { type Database, openCatalogue } from "../../app/db/open.ts";

/** Opens the catalogue in a folder with the steps of Familiar up to a version. */
export function openAtVersion(folder: string, version: number): Database {
  const migrationsFolder = join(folder, `migrations-${version}`);
  mkdirSync(migrationsFolder);
  for (const { fileName } of readMigrations(ownMigrationsFolder).slice(0, version))
    copyFileSync(join(ownMigrationsFolder, fileName), join(migrationsFolder, fileName));
  return openCatalogue(join(folder, "catalogue.db"), { migrationsFolder });
}
