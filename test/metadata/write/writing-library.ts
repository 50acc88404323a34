import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { insertFace, setPerson } from "../../../app/db/faces.ts";
import { upsertFile } from "../../../app/db/files.ts";
import type { Database } from "../../../app/db/open.ts";
import { createPerson } from "../../../app/db/people.ts";
import { insertPhoto, savePhotoAnalysis } from "../../../app/db/photos.ts";
import { findExiftool } from "../../../app/metadata/write/exiftool.ts";
import type { WriteContext } from "../../../app/metadata/write/write-context.ts";
import { plainFace, plainFacts, temporaryCatalogue } from "../../support/catalogue.ts";
import { cornerPhoto, photoWithExif, readFixture, type WritableFormat } from "../../support/photos.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A catalogue and a folder of real files, as a scan leaves them, with what writing works with. */
export interface WritingLibrary {
  readonly db: Database;
  readonly folder: string;
  readonly context: WriteContext;
}

export function writingLibrary(): WritingLibrary {
  const db = temporaryCatalogue();
  const folder = temporaryFolder();
  let nowMs = 1_000_000;
  const context = {
    ...{ db, libraryFolder: temporaryFolder(), now: () => (nowMs += 1_000) },
    ...{ journal: { bringUpToDate: () => undefined }, exiftool: findExiftool },
  };
  return { db, folder, context };
}

/** A photo with EXIF (or, as HEIC, as it is) in the folder and in the catalogue, as a scan would put it there. */
export async function addPhotoFile(
  { db, folder }: WritingLibrary,
  name: string,
  options: { readonly orientation?: number; readonly content?: Buffer } = {},
): Promise<{ photoId: number; path: string }> {
  const content = options.content ?? (await contentFor(name, options.orientation));
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, photoId: await recordPhoto(db, path) };
}

async function contentFor(name: string, orientation = 1): Promise<Buffer> {
  const formats: Record<string, WritableFormat> = {
    jpg: "jpeg",
    png: "png",
    tif: "tiff",
    webp: "webp",
    avif: "avif",
  };
  const format = formats[name.slice(name.lastIndexOf(".") + 1)];
  if (format === undefined) return readFixture("turned-by-container-6.heic");
  if (orientation !== 1) return await cornerPhoto(format, orientation);
  return await photoWithExif(
    { IFD0: { Make: "Zeiß", Software: "Test" }, IFD2: { DateTimeOriginal: "2019:06:01 12:00:00" } },
    format,
  );
}

/** What a scan records of a file. */
export async function recordPhoto(db: Database, path: string): Promise<number> {
  const bytes = readFileSync(path);
  const { size, mtimeMs } = statSync(path);
  const contentHash = createHash("sha256").update(bytes).digest();
  const photoId = insertPhoto(db, { contentHash, sizeBytes: size });
  upsertFile(db, { path, sizeBytes: size, modifiedAtMs: mtimeMs, photoId, failure: null });
  const shown = path.endsWith(".heic")
    ? { width: 96, height: 64, orientation: 1 }
    : await sharp(bytes).metadata();
  const orientation = shown.orientation ?? 1;
  const [width, height] = orientation >= 5 ? [shown.height, shown.width] : [shown.width, shown.height];
  const facts = { ...plainFacts, width, height, orientation, recipe: "r", analysedAtMs: 1 };
  savePhotoAnalysis(db, photoId, facts);
  return photoId;
}

/** Somebody new with a face in a photo; returns the person's id. */
export function addPersonTo(db: Database, name: string, photoId: number, x = 10): number {
  const personId = createPerson(db, name);
  addFaceOf(db, personId, photoId, x);
  return personId;
}

export function addFaceOf(db: Database, personId: number, photoId: number, x = 10): void {
  setPerson(
    db,
    insertFace(db, photoId, { ...plainFace, box: { x, y: 16, width: 24, height: 32 } }),
    personId,
  );
}
