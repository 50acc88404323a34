import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { folderOfSamples, listFaces, peopleJson, runJson, scan } from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { lightroomRegions, xmpWith } from "../metadata/xmp-samples.ts";

const counts = z.strictObject({
  ...{ photosRead: z.int(), photosWithNames: z.int(), peopleNew: z.int(), peopleExisting: z.int() },
  ...{ facesNamed: z.int(), facesDrawn: z.int(), photosWithoutFace: z.int(), alreadySo: z.int() },
  ...{ importedBefore: z.int(), facesWithoutName: z.int(), photosNotScanned: z.int(), conflicts: z.int() },
});
const importJson = z.strictObject({
  isDryRun: z.boolean(),
  action: z.strictObject({ id: z.int().nullable(), summary: z.string() }).nullable(),
  people: z.array(z.looseObject({ name: z.string(), facesNamed: z.int(), facesDrawn: z.int() })),
  conflicts: z.array(z.looseObject({ name: z.string(), reason: z.string() })),
  problems: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  counts,
});

test("names of a sidecar, of Picasa and of a broken file: preview, import, again, undo", async () => {
  const parent = temporaryFolder();
  const photos = folderOfSamples(parent, 1, 2, 3);
  const library = join(parent, "library");
  await scan(photos, library);
  const faces = await listFaces(library);
  const first = faces.find(({ photo }) => photo.endsWith("sample1.jpg"));
  const second = faces.find(({ photo }) => photo.endsWith("sample2.jpg"));
  if (first === undefined || second === undefined) throw new Error("The samples have faces.");
  const { default: sharp } = await import("sharp");
  const sizeOf = async (path: string) => await sharp(path).metadata();
  const size = await sizeOf(first.photo);
  const middle = {
    x: (first.box.x + first.box.width / 2) / size.width,
    y: (first.box.y + first.box.height / 2) / size.height,
    w: first.box.width / size.width,
    h: first.box.height / size.height,
  };
  writeFileSync(
    join(photos, "sample1.jpg.xmp"),
    xmpWith(lightroomRegions([{ name: "Anna Lee", ...middle }], { w: size.width, h: size.height })),
  );
  const size2 = await sizeOf(second.photo);
  const hex = (share: number) =>
    Math.round(share * 65_535)
      .toString(16)
      .padStart(4, "0");
  const { x, y, width, height } = second.box;
  const rectangle = [
    x / size2.width,
    y / size2.height,
    (x + width) / size2.width,
    (y + height) / size2.height,
  ];
  writeFileSync(
    join(photos, ".picasa.ini"),
    `[sample2.jpg]\nfaces=rect64(${rectangle.map(hex).join("")}),abc1;\n[Contacts2]\nabc1=anna lee;;\n`,
  );
  writeFileSync(join(photos, "sample3.xmp"), `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>`);

  const at = ["--library", library];
  const preview = await runJson(importJson, "metadata", "import", "--dry-run", ...at);
  expect(preview).toMatchObject({
    isDryRun: true,
    action: null,
    people: [{ name: "Anna Lee", facesNamed: 2 }],
  });
  expect(preview.counts).toMatchObject({ photosRead: 3, photosWithNames: 2, peopleNew: 1, facesNamed: 2 });
  expect(preview.problems).toMatchObject([{ path: join(photos, "sample3.xmp") }]);
  expect((await runJson(peopleJson, "people", ...at)).people).toEqual([]);

  const onlyPicasa = await runJson(importJson, "metadata", "import", "--from", "picasa", "--dry-run", ...at);
  expect(onlyPicasa.counts).toMatchObject({ facesNamed: 1 });

  const said = await runFamiliar(["metadata", "import", ...at]);
  expect(said.exitCode, said.errors).toBe(0);
  expect(said.out).toContain("Taken over: 2 faces named");
  expect(said.out).toContain("Anna Lee (new): 2 faces");
  expect(said.out).toContain("sample3.xmp: Its metadata is left out: it has a document type declaration");
  expect((await runJson(peopleJson, "people", ...at)).people).toMatchObject([
    { name: "Anna Lee", photos: 2 },
  ]);

  const again = await runJson(importJson, "metadata", "import", ...at);
  expect(again).toMatchObject({ action: { id: null }, counts: { importedBefore: 2, conflicts: 0 } });

  await runFamiliar(["undo", ...at]);
  expect((await runJson(peopleJson, "people", ...at)).people).toEqual([]);
});

test("what cannot be understood is wrong usage", async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, "photos"));
  const library = join(parent, "library");
  const wrong = await runFamiliar(["metadata", "import", "--from", "word", "--library", library]);
  expect([wrong.exitCode, wrong.errors]).toEqual([2, expect.stringContaining('There is no format "word".')]);
  const nobody = await runFamiliar(["metadata", "import", "--as", "Anna", "--library", library]);
  expect([nobody.exitCode, nobody.errors]).toEqual([2, expect.stringContaining("NAME=WHO")]);
  const none = await runFamiliar(["metadata", "import", "--library", library]);
  expect([none.exitCode, none.errors]).toEqual([1, expect.stringContaining("There is no library in")]);
});
