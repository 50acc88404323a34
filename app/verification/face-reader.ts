import path from "node:path";
import type { PhotoAnalysis } from "../analyze/analyze-photo.ts";
import type { AnalysedFace } from "../analyze/messages.ts";
import { openPhotoReader, type AnalysePhotoFile } from "../analyze/photo-reader.ts";
import type { NetworkFiles } from "../faces/network-files.ts";
import { PhotoError } from "../photo/photo-error.ts";
import type { ComparableFace } from "./comparable-face.ts";
import { UnusablePhotoError } from "./errors.ts";

/** A photo's faces, and its size. */
export interface ReadPhoto {
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly ComparableFace[];
}

/** Finds the faces of a photo file. Rejects with UnusablePhotoError. */
export type ReadFaces = (file: string) => Promise<ReadPhoto>;

/**
 * Loads the networks of one or more ways to represent faces. They find the same faces, as they have one detector; each
 * face comes with what every one of them makes of it.
 */
export async function openFaceReader(members: readonly NetworkFiles[]): Promise<ReadFaces> {
  const readers: AnalysePhotoFile[] = [];
  for (const files of members) readers.push(await openPhotoReader(files));
  return async (file) => {
    const analyses: PhotoAnalysis[] = [];
    for (const analyse of readers) analyses.push(await analyseNamed(analyse, file));
    const [first] = analyses;
    if (first === undefined) throw new RangeError("A face is represented in one way or more.");
    const { width, height } = first.photo;
    return {
      width,
      height,
      faces: first.faces.map((face, at) =>
        comparableFace(
          analyses.flatMap(({ faces }) => faces[at] ?? []),
          face,
        ),
      ),
    };
  };
}

async function analyseNamed(analyse: AnalysePhotoFile, photo: string): Promise<PhotoAnalysis> {
  const file = path.resolve(photo);
  try {
    return await analyse(file);
  } catch (error) {
    if (!(error instanceof PhotoError)) throw error;
    // In a scan a file vanishes meanwhile; one that the user names was never there.
    const reason = error.code === "vanished" ? "There is no such file." : error.reason;
    throw new UnusablePhotoError(file, reason, { cause: error });
  }
}

/** A face as several networks see it, the first of which says how clear it is. */
export function comparableFace(seen: readonly AnalysedFace[], face: AnalysedFace): ComparableFace {
  const { x, y, width, height, score, quality, sharpness, yaw } = face;
  return {
    box: { x, y, width, height },
    ...{ score, quality, sharpness, yaw },
    sizePixels: Math.min(width, height),
    represented: seen.map(({ embedding, embeddingNorm }) => ({
      vector: embedding,
      norm: embeddingNorm ?? 1,
    })),
  };
}
