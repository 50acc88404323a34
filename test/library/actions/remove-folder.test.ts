import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Database } from "../../../app/db/open.ts";
import { addRoot, allRoots, rootContents } from "../../../app/db/roots.ts";
import { redo } from "../../../app/journal/redo.ts";
import { undo } from "../../../app/journal/undo.ts";
import { removeFolder, UnknownFolderError } from "../../../app/library/actions/remove-folder.ts";
import { openActionLibrary } from "../../journal/action-library.ts";
import { addPhoto } from "../../support/catalogue.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function present(db: Database): string[] {
  return db
    .prepare<[], string>("SELECT path FROM files WHERE missing_since_ms IS NULL ORDER BY path")
    .pluck()
    .all();
}

function idOf(db: Database, path: string): number {
  return allRoots(db).find((root) => root.path === path)?.id ?? 0;
}

describe("taking a folder out of the library", () => {
  it("its photos are missing, unless another folder holds them; undone, those that went with it are back", () => {
    const library = openActionLibrary(temporaryFolder());
    const { db } = library;
    addPhoto(db, 1, "/photos/a.jpg", "/photos/old/b.jpg");
    addPhoto(db, 2, "/photos/gone.jpg", "/photos2/c.jpg", "/photos-d.jpg");
    db.exec("UPDATE files SET missing_since_ms = 7 WHERE path = '/photos/gone.jpg'");
    for (const path of ["/photos", "/photos/old", "/photos2"]) addRoot(db, path, 1);

    const { result, summary } = removeFolder(library, { folderId: idOf(db, "/photos") });

    expect(summary).toBe("removed the folder /photos from the library");
    expect(result.path).toBe("/photos");
    expect(allRoots(db).map(({ path }) => path)).toEqual(["/photos/old", "/photos2"]);
    expect(present(db)).toEqual(["/photos-d.jpg", "/photos/old/b.jpg", "/photos2/c.jpg"]);
    undo(library);
    expect(present(db)).toEqual(["/photos-d.jpg", "/photos/a.jpg", "/photos/old/b.jpg", "/photos2/c.jpg"]);
    expect(rootContents(db).map(({ files, missing }) => [files, missing])).toEqual([
      [2, 1],
      [1, 0],
      [1, 0],
    ]);
    redo(library);
    expect(present(db)).toEqual(["/photos-d.jpg", "/photos/old/b.jpg", "/photos2/c.jpg"]);
  });

  it("on Windows, and for the top of a drive", () => {
    const library = openActionLibrary(temporaryFolder());
    const { db } = library;
    addPhoto(db, 1, "C:\\Photos\\a.jpg", "C:\\Photos2\\b.jpg", "D:\\c.jpg", "E:\\d.jpg");
    for (const path of ["C:\\Photos", "D:\\"]) addRoot(db, path, 1);

    removeFolder(library, { folderId: idOf(db, "C:\\Photos") });
    removeFolder(library, { folderId: idOf(db, "D:\\") });

    expect(present(db)).toEqual(["C:\\Photos2\\b.jpg", "E:\\d.jpg"]);
  });

  it("added again, it is as before", () => {
    const library = openActionLibrary(temporaryFolder());
    const { db } = library;
    addPhoto(db, 1, "/photos/a.jpg");
    addRoot(db, "/photos", 1);
    removeFolder(library, { folderId: idOf(db, "/photos") });

    addRoot(db, "/photos", 99);

    expect(allRoots(db)).toMatchObject([{ path: "/photos", addedAtMs: 1 }]);
    expect(present(db)).toEqual(["/photos/a.jpg"]);
  });

  it("refuses a folder that is not there", () => {
    const library = openActionLibrary(temporaryFolder());

    expect(() => removeFolder(library, { folderId: 4 })).toThrow(UnknownFolderError);
  });

  it.each([
    ["removed", false, []],
    ["removed and added again", true, ["/photos"]],
  ])("a catalogue built anew from the journal knows of a folder that was %s", (_, isAddedAgain, expected) => {
    const folder = temporaryFolder();
    const library = openActionLibrary(folder);
    addRoot(library.db, "/photos", 1);
    library.journal.bringUpToDate(library.db);
    removeFolder(library, { folderId: idOf(library.db, "/photos") });
    if (isAddedAgain) addRoot(library.db, "/photos", 99);
    library.journal.bringUpToDate(library.db);
    library.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `catalogue.db${end}`), { force: true });

    const rebuilt = openActionLibrary(folder);

    expect(rebuilt.report.badLines).toEqual([]);
    expect(allRoots(rebuilt.db).map(({ path }) => path)).toEqual(expected);
  });

  it("an older copy of the catalogue learns of the removal, and a newer line does not put the folder back", () => {
    const folder = temporaryFolder();
    const library = openActionLibrary(folder);
    addRoot(library.db, "/photos", 1);
    library.journal.bringUpToDate(library.db);
    removeFolder(library, { folderId: idOf(library.db, "/photos") });
    const catalogue = join(folder, "catalogue.db");
    const copy = join(folder, "copy.db");
    library.db.prepare("VACUUM INTO ?").run(copy);
    undo(library);
    redo(library);
    library.close();
    for (const end of ["-wal", "-shm"]) rmSync(`${catalogue}${end}`, { force: true });
    renameSync(copy, catalogue);

    const older = openActionLibrary(folder);

    expect(older.report.badLines).toEqual([]);
    expect(allRoots(older.db)).toEqual([]);
  });
});
