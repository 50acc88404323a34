import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { CatalogueForeignError } from "../../app/db/errors.ts";
import { allFaceRows, type ListedFace } from "../../app/db/faces.ts";
import { openSqliteFile, type Database } from "../../app/db/open.ts";
import { listPeople } from "../../app/db/people.ts";
import { countNames } from "../../app/db/recovered.ts";
import { allRoots } from "../../app/db/roots.ts";
import { rememberRecipe, storedModels } from "../../app/db/stored-recipe.ts";
import { act } from "../../app/journal/act.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { createActionContext, openLibrary, type OwnedLibrary } from "../../app/library/open-library.ts";
import type { Recipe } from "../../app/library/recipe.ts";
import { repairLibrary } from "../../app/library/repair.ts";
import { scanFolders } from "../../app/library/scan.ts";
import { vectorRevision } from "../../app/db/vector-revision.ts";
import { nameFaces } from "../journal/action-library.ts";
import { folderOfSamples } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const command = "a test";
const models = { detector: "rfb-320", landmarks: "landmark-68", embedding: "mobilefacenet" };

async function scan(library: OwnedLibrary, ...folders: string[]): Promise<void> {
  const recipe: Recipe = { ...models, dimensions: 512, files: await testNetworks() };
  await scanFolders(library, { folders, recipe, processes: 1 });
}

/** A scanned folder with two photos; Anna and Ben are named in both, one face is ignored and one is none. */
async function namedLibrary(
  betweenActions: (folder: string) => void = () => undefined,
): Promise<{ library: string; photos: string; decisions: unknown }> {
  const folder = temporaryFolder();
  const photos = folderOfSamples(folder, 1, 2);
  const path = join(folder, "library");
  using library = await openLibrary(path, { command });
  rememberRecipe(library.db, models);
  await scan(library, photos);
  const context = createActionContext(library);
  const [first, second] = photosWithFaces(library.db);
  const [a1, b1, ignored, isFalse] = first?.map(({ id }) => id) ?? [];
  const [a2, b2] = second?.map(({ id }) => id) ?? [];
  nameFaces(context, "Anna", a1 ?? 0, a2 ?? 0);
  library.db.pragma("wal_checkpoint(TRUNCATE)");
  betweenActions(path);
  nameFaces(context, "Ben", b1 ?? 0, b2 ?? 0);
  nameFaces(context, "Nobody", b2 ?? 0);
  undo(context);
  act(context, { kind: "ignore-faces", summary: "ignored a face" }, () => {
    library.db.prepare("UPDATE faces SET ignored = 1 WHERE id = ?").run(ignored);
    library.db.prepare("UPDATE faces SET is_false = 1 WHERE id = ?").run(isFalse);
  });
  return { library: path, photos, decisions: decisions(library.db) };
}

/** The faces of each photo, the one with the most first. */
function photosWithFaces(db: Database): ListedFace[][] {
  const byPhoto = Map.groupBy(allFaceRows(db), ({ photoId }) => photoId);
  return [...byPhoto.values()].sort((a, b) => b.length - a.length);
}

/** What is decided about every face, by the name of its file and its place. */
function decisions(db: Database): unknown {
  const names = new Map(listPeople(db).map(({ id, name }) => [id, name]));
  const faces = allFaceRows(db, { includeFalse: true })
    .map(({ photo, box, personId, ignored, isFalse, origin }) => ({
      ...{ photo: photo?.replace(/^.*[\\/]/, ""), x: box.x, y: box.y, width: box.width, origin },
      ...{ person: names.get(personId ?? 0), ignored, isFalse },
    }))
    .sort((a, b) => a.x - b.x);
  return { names: [...names.values()], faces };
}

async function repaired(folder: string, ...photos: string[]) {
  const result = await repairLibrary(folder, { command, now: () => Date.UTC(2026, 10, 23, 20, 31, 55, 7) });
  onTestFinished(() => {
    result.library.close();
  });
  await scan(result.library, ...photos);
  return result;
}

describe("after a repair the same faces have the same names, and the history goes on", () => {
  test("when the catalogue was deleted", async () => {
    const { library, decisions: before } = await namedLibrary();
    for (const name of readdirSync(library)) if (name.startsWith("catalogue")) rmSync(join(library, name));
    const { library: again, catalogue, movedTo } = await repaired(library, join(library, "../photos"));
    expect([catalogue, movedTo, again.journalReport.badLines]).toEqual(["missing", null, []]);
    expect(decisions(again.db)).toEqual(before);
    expect(countNames(again.db)).toEqual({ people: 2, namedFaces: 4, waitingFaces: 0 });
    const context = createActionContext(again);
    expect(undo(context)).toMatchObject({ summary: "ignored a face", skippedRows: 0 });
    expect(undo(context).summary).toBe("named 2 faces Ben");
    expect(countNames(again.db)).toMatchObject({ people: 1, namedFaces: 2 });
    redo(context);
    redo(context);
    expect(decisions(again.db)).toEqual(before);
  });

  test("when it was damaged, which is kept aside, and the photos were moved", async () => {
    const { library, photos, decisions: before } = await namedLibrary();
    const damaged = join(library, "catalogue.sqlite");
    truncateSync(damaged, 40_000);
    const bytes = readFileSync(damaged);
    const elsewhere = join(library, "../moved/deeper");
    mkdirSync(elsewhere, { recursive: true });
    for (const name of readdirSync(photos)) renameSync(join(photos, name), join(elsewhere, name));
    const { library: again, catalogue, movedTo } = await repaired(library, elsewhere);
    expect(catalogue).toBe("damaged");
    expect(movedTo).toBe(join(library, "damaged", "2026-11-23T20-31-55-007Z"));
    expect(readFileSync(join(movedTo ?? "", "catalogue.sqlite")).equals(bytes)).toBe(true);
    expect(decisions(again.db)).toEqual(before);
  });

  test.each([
    ["overwritten with something else", Buffer.alloc(100_000, "familiar"), "damaged"],
    ["cut down to nothing", Buffer.alloc(0), "missing"],
  ])("when it was %s", async (_case, bytes, condition) => {
    const { library, photos, decisions: before } = await namedLibrary();
    writeFileSync(join(library, "catalogue.sqlite"), bytes);
    const { library: again, catalogue } = await repaired(library, photos);
    expect(catalogue).toBe(condition);
    expect(decisions(again.db)).toEqual(before);
    expect(storedModels(again.db)).toEqual(models);
  });

  test("when an older copy was put back", async () => {
    const {
      library,
      photos,
      decisions: before,
    } = await namedLibrary((folder) => {
      copyFileSync(join(folder, "catalogue.sqlite"), join(folder, "../copy"));
    });
    copyFileSync(join(library, "../copy"), join(library, "catalogue.sqlite"));
    const { library: again, catalogue } = await repaired(library, photos);
    expect([catalogue, again.journalReport.replayedSteps]).toEqual(["sound", 4]);
    expect(decisions(again.db)).toEqual(before);
  });

  test("when its middle was overwritten, so that it opens and is wrong inside", async () => {
    const { library, photos, decisions: before } = await namedLibrary();
    const path = join(library, "catalogue.sqlite");
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 16_384 * 6, 16_384 * 12);
    writeFileSync(path, bytes);
    const { library: again, catalogue } = await repaired(library, photos);
    expect(catalogue).toBe("damaged");
    expect(decisions(again.db)).toEqual(before);
  });
});

test("an older copy is not taken for the catalogue that the indexes were made for", async () => {
  const { library } = await namedLibrary();
  const catalogue = join(library, "catalogue.sqlite");
  copyFileSync(catalogue, join(library, "../copy"));
  const open = async () => {
    using opened = await openLibrary(library, { command, now: () => 5_000_000 });
    return vectorRevision(opened.db);
  };
  const first = await open();
  expect(await open()).toBe(first);
  copyFileSync(join(library, "../copy"), catalogue);
  expect(await open()).toBe(5_000_000);
  expect(await open()).toBe(5_000_000);
});

test("a sound catalogue stays in its place", async () => {
  const { library, photos, decisions: before } = await namedLibrary();
  const { library: again, catalogue, movedTo } = await repaired(library, photos);
  expect([catalogue, movedTo, again.journalReport.replayedSteps]).toEqual(["sound", null, 0]);
  expect(decisions(again.db)).toEqual(before);
  expect(existsSync(join(library, "damaged"))).toBe(false);
});

test("before the photos are scanned, names wait; the scanned folders are known", async () => {
  const { library, photos } = await namedLibrary();
  rmSync(join(library, "catalogue.sqlite"));
  const { library: again } = await repairLibrary(library, { command, now: () => 5_000_000 });
  onTestFinished(() => {
    again.close();
  });
  expect(countNames(again.db)).toEqual({ people: 2, namedFaces: 4, waitingFaces: 4 });
  expect(allRoots(again.db).map(({ path }) => path)).toEqual([photos]);
  // An index of the lost catalogue must not be taken for one of this.
  expect(vectorRevision(again.db)).toBe(5_000_000);
});

test("another program's database is left alone", async () => {
  const folder = join(temporaryFolder(), "library");
  (await openLibrary(folder, { command })).close();
  const db = openSqliteFile(join(folder, "catalogue.sqlite"), { readonly: false, timeoutMs: 0 });
  db.pragma("application_id = 252006675");
  db.close();
  await expect(repairLibrary(folder, { command })).rejects.toBeInstanceOf(CatalogueForeignError);
  expect(readdirSync(folder)).toContain("catalogue.sqlite");
});
