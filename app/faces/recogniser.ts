import type { LoadedModel } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";
import { templateInBox } from "./align.ts";
import type { Detection, Detector } from "./detectors/detector.ts";
import type { Point } from "./geometry.ts";
import { findLandmarks, type LandmarkCrop } from "./landmarks.ts";
import {
  analysisLongSide,
  representFaces,
  withoutClock,
  type EmbeddingNetwork,
  type PictureSource,
  type PlacedFace,
  type RecognisedFace,
  type TimeStage,
} from "./represent.ts";

/** The networks of one recipe, loaded. */
export interface Networks {
  readonly detector: Detector;
  /** null = align by the detector's own five points, which it must have. */
  readonly landmarks: { readonly model: LoadedModel; readonly crop: LandmarkCrop } | null;
  readonly embedding: EmbeddingNetwork;
  /** Faces are cut out by their boxes and not turned upright. */
  readonly isUnaligned?: boolean;
}

/**
 * Detects, aligns, judges and represents every face of a picture (DESIGN, section 4).
 *
 * Faces are looked for at 1280 pixels. A face that would have to be enlarged for alignment there is sampled
 * from a larger decode, no larger than needed. Faces come from the highest detector score to the lowest.
 */
export async function recogniseFaces(
  source: PictureSource,
  networks: Networks,
  time: TimeStage = withoutClock,
): Promise<RecognisedFace[]> {
  const seen = await source.pixels(analysisLongSide);
  const detections = await time("detect", async () => await networks.detector.detect(seen));
  const placed = await time("landmarks", async () => await placeAll(seen, detections, networks));
  return await representFaces(source, seen, placed, networks.embedding, time);
}

async function placeAll(
  seen: Pixels,
  detections: readonly Detection[],
  networks: Networks,
): Promise<PlacedFace[]> {
  return await Promise.all(
    detections.map(async (detection) => {
      const { box, score } = detection;
      return { box, score, landmarks: await placeFace(seen, detection, networks) };
    }),
  );
}

/** The points of a face: 68 landmarks, or the detector's own five. Throws when the networks give neither. */
export async function placeFace(
  seen: Pixels,
  detection: Detection,
  networks: Networks,
): Promise<readonly Point[]> {
  if (networks.isUnaligned === true) return templateInBox(detection.box);
  if (networks.landmarks !== null) {
    return await findLandmarks(networks.landmarks.model, seen, detection.box, networks.landmarks.crop);
  }
  if (detection.fivePoints?.length === 5) return detection.fivePoints;
  throw new Error(`The detector ${networks.detector.id} gives no points; it needs the landmark model.`);
}
