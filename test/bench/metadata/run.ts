import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { insertFace, setPerson } from "../../../app/db/faces.ts";
import { upsertFile } from "../../../app/db/files.ts";
import { createPerson } from "../../../app/db/people.ts";
import { insertPhoto, savePhotoAnalysis } from "../../../app/db/photos.ts";
import { createActionContext, openLibrary } from "../../../app/library/open-library.ts";
import { importNames } from "../../../app/metadata/actions/import-names.ts";
import { gatherNames } from "../../../app/metadata/gather-names.ts";
import { findExiftool } from "../../../app/metadata/write/exiftool.ts";
import { hashOf } from "../../../app/metadata/write/replace-file.ts";
import { undoWrites } from "../../../app/metadata/write/undo-writes.ts";
import { createWriteContext } from "../../../app/metadata/write/write-context.ts";
import { writeNames } from "../../../app/metadata/write/write-names.ts";

import { describeMachine } from "../machine.ts";

// How long names take: written into sidecars and into JPEGs of 12 megapixels, read, taken over, put back.

const photos = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(join(tmpdir(), "familiar-bench-metadata-"));
const size = { width: 4_000, height: 3_000 };

try {
  using library = await openLibrary(join(folder, "library"), { command: "bench" });
  const { db } = library;
  const base = await sharp(
    fileURLToPath(new URL("../../../node_modules/@vladmandic/face-api/demo/sample1.jpg", import.meta.url)),
  )
    .resize(size.width, size.height, { fit: "cover" })
    .jpeg({ quality: 90 })
    .toBuffer();
  const anna = createPerson(db, "Anna");
  const photoIds = Array.from({ length: photos }, (_, at) => {
    const path = join(folder, `${at}.jpg`);
    // Each its own content: bytes behind the end of a JPEG are no part of the picture.
    writeFileSync(path, Buffer.concat([base, Buffer.from(`photo ${at}`)]));
    const bytes = readFileSync(path);
    const photoId = insertPhoto(db, { contentHash: hashOf(bytes), sizeBytes: bytes.length });
    upsertFile(db, {
      path,
      sizeBytes: bytes.length,
      modifiedAtMs: statSync(path).mtimeMs,
      photoId,
      failure: null,
    });
    savePhotoAnalysis(db, photoId, {
      ...{ format: "jpeg", ...size, orientation: 1, takenAt: null, takenAtOffset: null, cameraMake: null },
      ...{ cameraModel: null, latitude: null, longitude: null, recipe: "bench", analysedAtMs: 1 },
    });
    const measured = { score: 1, quality: 1, sharpness: 1, yaw: 0, landmarks: new Float32Array(10) };
    setPerson(
      db,
      insertFace(db, photoId, { ...measured, box: { x: 400, y: 300, width: 300, height: 400 } }),
      anna,
    );
    return photoId;
  });
  console.log(
    `${describeMachine()}; ${photos} JPEGs of 12 megapixels, ${(base.length / 1e6).toFixed(1)} MB each`,
  );
  const exiftool = await findExiftool();
  const context = createWriteContext(library, Date.now);
  const contextOfRuns = { ...context, exiftool: () => Promise.resolve(exiftool) };
  const options = { keepsModifiedTime: false, isDryRun: false };
  await timed(
    "written into sidecars",
    async () => await writeNames(context, photoIds, { ...options, into: "sidecar" }),
  );
  await timed(
    "into files, a run each",
    async () => await writeNames(contextOfRuns, photoIds, { ...options, into: "file" }),
  );
  await undoWrites(context);
  await timed(
    "written into files",
    async () => await writeNames(context, photoIds, { ...options, into: "file" }),
  );
  await timed("put back", async () => await undoWrites(context));
  db.prepare("DELETE FROM written_metadata").run();
  db.prepare("UPDATE faces SET person_id = NULL").run();
  const gathered = await timed("read", async () => await gatherNames(db));
  await timed("taken over", () => Promise.resolve(importNames(createActionContext(library), gathered)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now();
  const result = await work();
  console.log(`${what.padEnd(24)} ${((performance.now() - startMs) / photos).toFixed(1)} ms a photo`);
  return result;
}
