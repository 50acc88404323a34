import type { Point } from "../faces/geometry.ts";
import { recogniseKnownFaces } from "../faces/known-faces.ts";
import type { Networks } from "../faces/recogniser.ts";
import type { AnalysedFace, FaceToEmbed } from "./messages.ts";
import { createStageClock, flattenFace, openSource } from "./photo-source.ts";

/**
 * Represents faces of a photo that are known, in the order given; a face without landmarks gets some. Otherwise as
 * `analysePhoto` does it. Throws PhotoError when the photo cannot be decoded.
 */
export async function embedPhoto(
  bytes: Buffer,
  faces: readonly FaceToEmbed[],
  networks: Networks,
): Promise<{ readonly faces: AnalysedFace[]; readonly stageMs: Record<string, number> }> {
  const stageMs: Record<string, number> = {};
  const time = createStageClock(stageMs);
  const { source } = await openSource(bytes, time);
  const known = faces.map(({ score, landmarks, ...box }) => ({ box, score, landmarks: pointsOf(landmarks) }));
  const recognised = await time("faces", () => recogniseKnownFaces(source, known, networks, time));
  return { faces: recognised.map(flattenFace), stageMs };
}

/** Points from x, y, x, y ... */
export function pointsOf(values: Float32Array): Point[] {
  return Array.from({ length: values.length / 2 }, (_, at) => ({
    x: values[at * 2] ?? 0,
    y: values[at * 2 + 1] ?? 0,
  }));
}
