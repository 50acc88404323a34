import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { upsertFile } from "../../../app/db/files.ts";
import { insertPhoto, savePhotoAnalysis } from "../../../app/db/photos.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { chooseLibraryRecipe } from "../../../app/library/choose-recipe.ts";
import { openLibrary, type Library } from "../../../app/library/open-library.ts";
import { recipeName, type Recipe } from "../../../app/library/recipe.ts";
import { scanFolders } from "../../../app/library/scan.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";

const command = fileURLToPath(new URL("../../../app/cli/familiar.ts", import.meta.url));

/**
 * How long a scan takes that finds nothing new. The files are real and in the catalogue with their real sizes and
 * times; they are registered directly, as only what a second scan does is of interest.
 */
export async function measureUnchanged(
  folder: string,
  count: number,
): Promise<{ files: number; scanSeconds: number; commandSeconds: number }> {
  const photoFolder = path.join(folder, "photos");
  const libraryFolder = path.join(folder, "library");
  await makeFiles(photoFolder, count);
  let scanSeconds: number;
  {
    using library = await openLibrary(libraryFolder, { command: "benchmark" });
    const recipe = await chooseLibraryRecipe(library.db, await openDefaultModelStore(), {}, console.error);
    await register(library, recipe, photoFolder, count);
    const report = await scanFolders(library, { folders: [photoFolder], recipe });
    if (report.unchanged !== count) throw new Error(`${report.unchanged} of ${count} files were unchanged`);
    scanSeconds = report.seconds;
  }
  const start = performance.now();
  await promisify(execFile)(process.execPath, [
    command,
    "scan",
    photoFolder,
    "--library",
    libraryFolder,
    "--json",
  ]);
  return { files: count, scanSeconds, commandSeconds: (performance.now() - start) / 1000 };
}

function fileAt(photoFolder: string, index: number): string {
  return path.join(photoFolder, String(index % 100), `photo-${index}.jpg`);
}

async function makeFiles(photoFolder: string, count: number): Promise<void> {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: "grey" } })
    .jpeg()
    .toBuffer();
  for (let folder = 0; folder < 100; folder++) {
    await mkdir(path.join(photoFolder, String(folder)), { recursive: true });
  }
  for (let index = 0; index < count; index++) {
    // What follows the end of a JPEG does not count for the picture, and makes every content another.
    await writeFile(fileAt(photoFolder, index), Buffer.concat([jpeg, Buffer.from(`${index}`)]));
  }
}

async function register(library: Library, recipe: Recipe, photoFolder: string, count: number): Promise<void> {
  const files: { path: string; sizeBytes: number; modifiedAtMs: number; contentHash: Buffer }[] = [];
  for (let index = 0; index < count; index++) {
    const file = fileAt(photoFolder, index);
    const { size, mtimeMs } = await stat(file);
    const contentHash = createHash("sha256")
      .update(await readFile(file))
      .digest();
    files.push({ path: file, sizeBytes: size, modifiedAtMs: mtimeMs, contentHash });
  }
  inTransaction(library.db, () => {
    for (const { contentHash, ...file } of files) {
      const photoId = insertPhoto(library.db, { contentHash, sizeBytes: file.sizeBytes });
      savePhotoAnalysis(library.db, photoId, {
        format: "jpeg",
        width: 8,
        height: 8,
        orientation: 1,
        takenAt: null,
        takenAtOffset: null,
        cameraMake: null,
        cameraModel: null,
        latitude: null,
        longitude: null,
        recipe: recipeName(recipe),
        analysedAtMs: Date.now(),
      });
      upsertFile(library.db, { ...file, photoId, failure: null });
    }
  });
}
