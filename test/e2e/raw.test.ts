import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeJpeg, openPhoto } from "../../app/photo/decode.ts";
import { listFaces, samplePhoto, scan } from "../support/library.ts";
import { rawFile, rawKinds } from "../support/raw-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("the faces in raw files of every kind are those in the camera's picture", async () => {
  const home = temporaryFolder();
  const photos = join(home, "photos");
  mkdirSync(photos);
  const picture = await (await openPhoto(readFileSync(samplePhoto(3)))).pixels(1_280);
  const preview = await encodeJpeg(picture, { longSide: 1_280, quality: 92 });
  const small = await encodeJpeg(picture, { longSide: 160, quality: 80 });
  const facts = { make: "Make", model: "A 1", dateTime: "2017:11:01 12:51:52", orientation: 1 };
  for (const kind of rawKinds) writeFileSync(join(photos, `a.${kind}`), rawFile(kind, preview, small, facts));
  copyFileSync(samplePhoto(3), join(photos, "as-jpeg.jpg"));
  const report = await scan(photos, join(home, "library"));
  expect(report).toMatchObject({ photos: rawKinds.length + 1, failed: [] });
  const faces = await listFaces(join(home, "library"));
  const countOf = (name: string) => faces.filter(({ photo }) => photo.endsWith(name)).length;
  expect(countOf("as-jpeg.jpg")).toBeGreaterThan(1);
  for (const kind of rawKinds) expect(countOf(`a.${kind}`), kind).toBe(countOf("as-jpeg.jpg"));
});
