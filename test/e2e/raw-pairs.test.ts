import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { decisionsOf } from "../journal/decisions-of.ts";
import {
  analysisTimes,
  faceFromLeft,
  listFaces,
  listPeople,
  readCatalogue,
  runJson,
  scan,
} from "../support/library.ts";
import { writeInto } from "../support/photos.ts";
import { rawPair } from "../support/raw-pair.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const found = z.looseObject({ total: z.int(), photos: z.array(z.looseObject({ path: z.string() })) });

test("a raw file and a JPEG are one photo through scans, and keep their names whichever of them is left", async () => {
  const home = temporaryFolder();
  const [photos, library] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  const { raw, jpeg } = await rawPair(3, "nef", "2017:11:01 12:51:52");
  const jpegPath = writeInto(photos, "DSC_1.JPG", jpeg);
  const rawPath = writeInto(photos, "DSC_1.NEF", raw);
  const search = async () => await runJson(found, "search", "", "--library", library);

  const first = await runFamiliar(["scan", photos, "--library", library]);
  expect([first.exitCode, first.errors]).toEqual([0, expect.anything()]);
  expect(first.out).toContain("1 photo with a raw file and a JPEG, each shown as one.");
  const faces = await listFaces(library);
  expect(faces.length).toBeGreaterThan(1);
  // The raw file itself was not looked through.
  expect(new Set(faces.map(({ photo }) => photo))).toEqual(new Set([jpegPath]));
  expect(analysisTimes(library).filter((time) => time !== null)).toHaveLength(1);
  expect(await search()).toMatchObject({ total: 1, photos: [{ path: jpegPath }] });

  const faceId = String(faceFromLeft(faces, jpegPath, 0).id);
  expect(await runFamiliar(["name", `face:${faceId}`, "Anna", "--library", library])).toMatchObject({
    exitCode: 0,
  });
  const before = readCatalogue(library, decisionsOf);
  const times = analysisTimes(library);
  expect(await scan(photos, library)).toMatchObject({ photos: 2, added: 0, changed: 0, moved: 0 });
  expect([readCatalogue(library, decisionsOf), analysisTimes(library)]).toEqual([before, times]);

  rmSync(jpegPath);
  expect(await scan(photos, library)).toMatchObject({ photos: 1, added: 0, changed: 0, failed: [] });
  expect(await search()).toMatchObject({ total: 1, photos: [{ path: rawPath }] });
  expect(await listPeople(library)).toMatchObject({ people: [{ name: "Anna", faces: 1, photos: 1 }] });
  expect((await listFaces(library)).map(({ id }) => id)).toEqual(faces.map(({ id }) => id));

  writeInto(photos, "DSC_1.JPG", jpeg);
  rmSync(rawPath);
  await scan(photos, library);
  expect(await listPeople(library)).toMatchObject({ people: [{ name: "Anna", faces: 1, photos: 1 }] });
  expect(await search()).toMatchObject({ total: 1, photos: [{ path: jpegPath }] });
});
