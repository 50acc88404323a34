import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { insertFace, setPerson } from "../../app/db/faces.ts";
import { createPerson } from "../../app/db/people.ts";
import { savePhotoAnalysis } from "../../app/db/photos.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import { addPhoto, plainFace, plainFacts } from "../support/catalogue.ts";
import { runJson } from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const person = z.strictObject({ id: z.int(), name: z.string() });
const photo = z.strictObject({
  ...{ id: z.int(), path: z.string() },
  ...{ takenAt: z.string().nullable(), people: z.array(person) },
});
const searchJson = z.strictObject({
  query: z.string(),
  photos: z.array(photo),
  total: z.int(),
  ms: z.number(),
});
const albumJson = z.strictObject({
  ...{ id: z.int(), name: z.string(), query: z.string().nullable(), photos: z.int() },
  ...{ coverPhotoId: z.int().nullable(), problem: z.string().nullable() },
});
const listJson = z.strictObject({
  albums: z.array(albumJson),
  people: z.array(
    z.strictObject({
      ...{ personId: z.int(), name: z.string(), query: z.string(), photos: z.int() },
      ...{ coverFaceId: z.int().nullable(), isPinned: z.boolean() },
    }),
  ),
});
const showJson = z.strictObject({ album: albumJson, photos: z.array(photo), total: z.int() });
const exportJson = z.strictObject({
  ...{ folder: z.string(), photos: z.int(), copied: z.int(), linked: z.int(), skipped: z.int() },
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  ...{ linkProblem: z.string().nullable(), isCancelled: z.boolean() },
});

/** A library with the photos a.jpg (2019, Anna), b.jpg (2020, Anna and Ben) and c.jpg (2021, nobody). */
async function smallLibrary() {
  const folder = temporaryFolder();
  const photos = join(folder, "photos");
  mkdirSync(photos);
  const library = join(folder, "library");
  using opened = await openLibrary(library, { command: "test" });
  const { db } = opened;
  const [anna, ben] = [createPerson(db, "Anna"), createPerson(db, "Ben")];
  for (const [at, people] of [[anna], [anna, ben], []].entries()) {
    const path = join(photos, `${"abc".charAt(at)}.jpg`);
    writeFileSync(path, `photo ${at}`);
    const photoId = addPhoto(db, at + 1, path);
    const facts = { ...plainFacts, takenAt: `${2019 + at}-06-01T12:00:00`, recipe: "r", analysedAtMs: 1 };
    savePhotoAnalysis(db, photoId, facts);
    for (const id of people) setPerson(db, insertFace(db, photoId, plainFace), id);
  }
  return { folder, photos, library: ["--library", library] };
}

test("searching, in words of the shell and with a mistake", async () => {
  const { photos, library } = await smallLibrary();
  const found = await runJson(searchJson, "search", "anna", "-ben", ...library);
  expect(found).toMatchObject({ query: "anna & -ben", total: 1 });
  expect(found.photos).toEqual([
    { id: 1, path: join(photos, "a.jpg"), takenAt: "2019-06-01T12:00:00", people: [{ id: 1, name: "Anna" }] },
  ]);
  expect((await runFamiliar(["search", "-ben", ...library])).out.split("\n")).toEqual([
    ...[join(photos, "c.jpg"), join(photos, "a.jpg"), "2 photos", ""],
  ]);
  const wrong = await runFamiliar(["search", "anna & bne", ...library]);
  expect(wrong).toMatchObject({ exitCode: 2, out: "" });
  expect(wrong.errors).toContain("Did you mean Ben?\n\n    anna & bne\n           ^^^\n");
});

test("albums by hand and by search, exported, and undone", async () => {
  const { folder, photos, library } = await smallLibrary();
  const run = async (...args: string[]) => await runFamiliar(["album", ...args, ...library]);
  expect(await run("create", "Best", join(photos, "c.jpg"))).toMatchObject({ exitCode: 0 });
  expect((await run("create", "Anna alone", "--search", "only(anna)")).out).toContain(
    "Made the album Anna alone.",
  );
  expect(await run("add", "best", "--search", "anna")).toMatchObject({ exitCode: 0 });
  expect(await run("move", "best", "photo:1", "--before", "photo:3")).toMatchObject({ exitCode: 0 });
  expect(await run("remove", "best", join(photos, "b.jpg"))).toMatchObject({ exitCode: 0 });
  const list = await runJson(listJson, "album", "list", ...library);
  expect(list.albums).toEqual([
    { id: 1, name: "Best", query: null, photos: 2, coverPhotoId: 1, problem: null },
    { id: 2, name: "Anna alone", query: "only(Anna)", photos: 1, coverPhotoId: 1, problem: null },
  ]);
  expect(list.people.map(({ name, photos: count }) => [name, count])).toEqual([
    ["Anna", 2],
    ["Ben", 1],
  ]);
  const shown = await runJson(showJson, "album", "show", "album:1", ...library);
  expect(shown.photos.map(({ id }) => id)).toEqual([1, 3]);

  const out = join(folder, "out");
  const copied = await runJson(exportJson, "album", "export", "Best", out, ...library);
  expect(copied).toMatchObject({ folder: out, photos: 2, copied: 2, failed: [] });
  const linked = await runJson(exportJson, "album", "export", "person:1", out, "--link", ...library);
  expect(linked).toMatchObject({ photos: 2, linked: 1, skipped: 1 });
  expect(readdirSync(out).sort()).toEqual(["a.jpg", "b.jpg", "c.jpg"]);

  expect(await run("delete", "Best")).toMatchObject({ exitCode: 0 });
  expect(await runFamiliar(["undo", ...library])).toMatchObject({ exitCode: 0 });
  expect((await runJson(listJson, "album", ...library)).albums).toHaveLength(2);
});

test("albums that cannot be", async () => {
  const { library } = await smallLibrary();
  const run = async (...args: string[]) => await runFamiliar(["album", ...args, ...library]);
  expect(await run("create", "A", "--search", "anna &")).toMatchObject({ exitCode: 2 });
  expect(await run("show", "Nothing")).toMatchObject({ exitCode: 2 });
  await run("create", "A");
  expect(await run("create", "a")).toMatchObject({ exitCode: 1 });
});
