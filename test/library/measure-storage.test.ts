import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createStorageMeter } from "../../app/library/measure-storage.ts";
import { libraryFolders } from "../../app/library/open-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("thumbnails are measured beside other work, and again only when photos came", async () => {
  const folders = libraryFolders(temporaryFolder());
  const add = (name: string, bytes: number) => {
    mkdirSync(join(folders.thumbnails, "ab"), { recursive: true });
    writeFileSync(join(folders.thumbnails, "ab", name), Buffer.alloc(bytes));
  };
  writeFileSync(folders.catalogue, Buffer.alloc(70));
  writeFileSync(`${folders.catalogue}-wal`, Buffer.alloc(7));
  add("one.jpg", 1_000);
  let [photos, news] = [1, 0];
  const meter = createStorageMeter(folders, { countPhotos: () => photos, onMeasured: () => (news += 1) });
  const sizeOf = async (part: string) =>
    (await meter.read()).parts.find((candidate) => candidate.part === part)?.sizeBytes;

  expect(await sizeOf("catalogue")).toBe(77);
  await meter.idle();
  expect(await sizeOf("thumbnails")).toBe(1_000);
  expect(news).toBe(1);

  add("two.jpg", 500);
  expect(await sizeOf("thumbnails")).toBe(1_000);
  await meter.idle();
  expect(news).toBe(1);
  photos = 2;
  // The last known size stays to be seen meanwhile.
  expect(await sizeOf("thumbnails")).toBe(1_000);
  await meter.idle();
  expect(await sizeOf("thumbnails")).toBe(1_500);
  expect(news).toBe(2);
});
