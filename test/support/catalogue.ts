import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { FaceMeasurement } from "../../app/db/faces.ts";
import { upsertFile } from "../../app/db/files.ts";
import { type Database, openCatalogue } from "../../app/db/open.ts";
import { insertPhoto, type PhotoFacts } from "../../app/db/photos.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A new catalogue in a folder of its own, closed when the running test ends. */
export function temporaryCatalogue(): Database {
  const db = openCatalogue(join(temporaryFolder(), "catalogue.db"));
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** 32 bytes of this value, in place of a hash. */
export function hashOf(byte: number): Buffer {
  return Buffer.alloc(32, byte);
}

/** Adds a photo with one file for each path; returns its id. */
export function addPhoto(db: Database, byte: number, ...paths: string[]): number {
  const photoId = insertPhoto(db, { contentHash: hashOf(byte), sizeBytes: 100 });
  for (const path of paths) upsertFile(db, { path, sizeBytes: 100, modifiedAtMs: 1, photoId, failure: null });
  return photoId;
}

/** Facts of a photo whose file says nothing but its size. */
export const plainFacts: PhotoFacts = {
  ...{ format: "jpeg", width: 40, height: 30, orientation: null, takenAt: null, takenAtOffset: null },
  ...{ cameraMake: null, cameraModel: null, latitude: null, longitude: null },
};

/** A face with numbers that float32 holds exactly. */
export const plainFace: FaceMeasurement = {
  box: { x: 10, y: 20, width: 30, height: 40.5 },
  score: 0.75,
  quality: 0.5,
  sharpness: 120,
  yaw: -0.25,
  landmarks: Float32Array.of(1.5, 2.5, -3, 4),
};
