import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import { allAlbums } from "../../app/db/albums.ts";
import { backUpLibrary, listLibraryBackups } from "../../app/library/library-backup.ts";
import { createActionContext, openLibrary, type OwnedLibrary } from "../../app/library/open-library.ts";
import { plannedRestore, planRestore } from "../../app/library/restore-backup.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Opens the library in a folder; closed at the end of the test at the latest. */
async function open(folder: string): Promise<OwnedLibrary> {
  const library = await openLibrary(folder, { command: "test" });
  onTestFinished(() => {
    library.close();
  });
  return library;
}

const namesIn = ({ db }: OwnedLibrary) => allAlbums(db).map(({ name }) => name);

async function libraryWithBackup(): Promise<{ readonly folder: string; readonly backup: string }> {
  const folder = temporaryFolder();
  const library = await open(folder);
  createAlbum(createActionContext(library), { name: "Before" });
  const backup = (await backUpLibrary(library, { nowMs: Date.now() })).name;
  createAlbum(createActionContext(library), { name: "After" });
  planRestore(library.folders, backup);
  library.close();
  return { folder, backup };
}

test("a backup that cannot be opened after all is put away again, and the library is as it was", async () => {
  const { folder, backup } = await libraryWithBackup();
  writeFileSync(join(folder, "backups", backup), "damaged after it was chosen");

  await expect(open(folder)).rejects.toThrow(`The library cannot go back to ${backup}: `);

  const library = await open(folder);
  expect(namesIn(library).sort()).toEqual(["After", "Before"]);
  expect(plannedRestore(library.folders)).toBeNull();
  expect(readdirSync(join(folder, "before-restore"))).toEqual([]);
});

test("a restore that is cut short before anything was moved is done at the next opening", async () => {
  const { folder } = await libraryWithBackup();
  writeFileSync(join(folder, "catalogue.sqlite.restoring"), "half a copy");

  const library = await open(folder);

  expect(namesIn(library)).toEqual(["Before"]);
  expect(existsSync(join(folder, "catalogue.sqlite.restoring"))).toBe(false);
});

test("the backup that is made before going back does not take the place of the one to go back to", async () => {
  const library = await open(temporaryFolder());
  const startMs = Date.UTC(2026, 10, 1);
  for (let day = 0; day < 5; day++) await backUpLibrary(library, { nowMs: startMs + day * 86_400_000 });
  const oldest = listLibraryBackups(library.folders).at(-1)?.name ?? "";

  await backUpLibrary(library, { nowMs: startMs + 5 * 86_400_000, keep: oldest });

  expect(listLibraryBackups(library.folders).map(({ name }) => name)).toContain(oldest);
});
