import type { AnalysedFace, ReadFile } from "../../app/analyze/messages.ts";
import type { AnalysisOutcome } from "../../app/analyze/pool.ts";
import { facesOfPhoto } from "../../app/db/faces.ts";
import { findFile, markMissing } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { findPhotoByHash, type Photo } from "../../app/db/photos.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import type { Recipe } from "../../app/library/recipe.ts";
import { recordOutcome, type FileNews } from "../../app/library/record-outcome.ts";
import { hashOf, plainFacts } from "../support/catalogue.ts";

export const recipe: Recipe = {
  ...{ detector: "yunet", landmarks: null, embedding: "m", dimensions: 2 },
  files: {
    runtime: "onnx",
    detector: { kind: "yunet", path: "none" },
    landmarks: null,
    embedding: { path: "none", input: { channels: "rgb", mean: [0], scale: [1] } },
  },
};
export const newRecipe: Recipe = { ...recipe, detector: "rfb-320" };

/** What the walk saw of every file; an analyzer that reads it sees other numbers. */
export const walked = { sizeBytes: 500, modifiedAtMs: 50.5 };

/** Records as a scan does; returns the news. */
export function record(db: Database, path: string, outcome: AnalysisOutcome, by = recipe): FileNews {
  const context = { recipe: by, now: () => 1_234 };
  return inTransaction(db, () => recordOutcome(db, { path, ...walked, outcome }, context));
}

/** What an analyzer says of a file whose hash is 32 of this byte. */
export function fileOf(byte: number): ReadFile {
  return { contentHash: hashOf(byte), sizeBytes: 700, modifiedAtMs: 70.25 };
}

/** A face 10 x 10 at this place from the left. */
export function faceAt(x: number, vector = Float32Array.of(1, 0)): AnalysedFace {
  return {
    ...{ x, y: 20, width: 10, height: 10, score: 0.75, quality: 0.5, sharpness: 120, yaw: -0.25 },
    landmarks: Float32Array.of(1.5, 2.5),
    embedding: vector,
  };
}

/** The outcome of a photo whose hash is 32 of this byte. */
export function analysed(byte: number, ...faces: AnalysedFace[]): AnalysisOutcome {
  return {
    kind: "analysed",
    file: fileOf(byte),
    photo: { ...plainFacts, orientation: 6, takenAt: "2026-11-23T20:31:55" },
    faces,
    stageMs: { decode: 1 },
  };
}

/** The photo whose hash is 32 of this byte. */
export function photoWith(db: Database, byte: number): Photo {
  const photo = findPhotoByHash(db, hashOf(byte));
  if (photo === undefined) throw new Error("The photo is not in the catalogue.");
  return photo;
}

/** The ids of its faces, in the order in which they were found. */
export function faceIdsOf(db: Database, byte: number): number[] {
  return facesOfPhoto(db, photoWith(db, byte).id).map(({ id }) => id);
}

/** Marks the file as gone. */
export function takeAway(db: Database, path: string): void {
  markMissing(db, [findFile(db, path)?.id ?? 0], 99);
}
