import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runFamiliar } from "../support/run-familiar.ts";
import { folderOfSamples, scan } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A file of an export without when and where it was written. */
function contentOf(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"), (key, value: unknown) =>
    ["exportedAt", "folders"].includes(key) ? undefined : value,
  );
}

test("names go into a file and into a library that scanned the same photos in another folder, and out again the same", async () => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1, 2, 3);
  const [one, other] = [join(home, "one"), join(home, "other")];
  await scan(photos, one);
  const run = async (library: string, ...words: string[]) =>
    await runFamiliar([...words, "--library", library]);
  await run(one, "name", "face:1", "Ann");
  await run(one, "name", "face:3", "=Ben");
  await run(one, "ignore", "face:5");
  expect(await run(one, "album", "create", "Ann alone", "--search", "only(Ann)")).toMatchObject({
    exitCode: 0,
  });
  const file = join(home, "names.json");
  expect(await run(one, "export", file)).toMatchObject({ exitCode: 0 });
  const again = await run(one, "export", file);
  expect(again).toMatchObject({ exitCode: 1 });
  expect(again.errors).toContain("is there already. Choose another name, or overwrite it with --force.");
  expect(await run(one, "export", file, "--force")).toMatchObject({ exitCode: 0 });

  const moved = join(home, "moved", "pictures");
  cpSync(photos, moved, { recursive: true });
  await scan(moved, other);
  const dry = await run(other, "import", file, "--dry-run", "--json");
  expect(JSON.parse(dry.out)).toMatchObject({
    ...{ dryRun: true, action: null, people: { added: 2 }, faces: { named: 2, ignored: 1 } },
    ...{ photos: { here: 2, waiting: 0 }, albums: { added: 1 }, conflictCount: 0 },
  });
  expect((await run(other, "import", file)).out).toContain("2 new people");
  const back = join(home, "back.json");
  await run(other, "export", back);
  expect(contentOf(back)).toEqual(contentOf(file));
  expect((await run(other, "import", file)).out).toContain("Nothing to import");
  await run(other, "undo");
  expect(JSON.parse((await run(other, "people", "--json")).out)).toMatchObject({ people: [] });

  const table = join(home, "faces.csv");
  await run(one, "export", table);
  expect(readFileSync(table, "utf8")).toContain("\r\n'=Ben,confirmed,");
});

test("people without photos are recognised in another library, unless it uses another model", async () => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 3);
  const [one, other] = [join(home, "one"), join(home, "other")];
  await scan(photos, one);
  await scan(photos, other);
  const file = join(home, "people.json");
  await runFamiliar(["name", "face:1", "Ann", "--library", one]);
  await runFamiliar(["export", file, "--format", "people", "--library", one]);
  const imported = await runFamiliar(["import", file, "--library", other, "--json"]);
  expect(JSON.parse(imported.out)).toMatchObject({
    ...{ people: { added: 1 }, looks: 1, faces: { named: 0 } },
    // The one face in the photo is as like as can be.
    reassigned: { assigned: 1 },
  });
});
