import type { LoadedModel } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";
import { alignFace, alignmentOf } from "./align.ts";
import type { Detection, Detector } from "./detectors/detector.ts";
import { embedFace } from "./embed.ts";
import { scaleBox, scalePoint, type Box, type Point } from "./geometry.ts";
import { findLandmarks, fivePointsOf68, type LandmarkCrop } from "./landmarks.ts";
import { eyeDistanceOf, judgeQuality, type Quality } from "./quality.ts";
import { scaleOf } from "./similarity-transform.ts";
import type { PictureInput } from "./tensor-from-pixels.ts";

/** Long side, in pixels, of the picture that faces are looked for in (DESIGN, section 4). */
export const analysisLongSide = 1280;

/** A picture that can be had at several sizes. */
export interface PictureSource {
  /** The upright picture's full size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Upright pixels; the long side is `longSide` or the full one, whichever is smaller. */
  pixels(longSide: number): Promise<Pixels>;
}

/** A face found, judged and represented. Boxes and points are pixels of the upright photo at full size. */
export interface RecognisedFace {
  readonly box: Box;
  readonly score: number;
  /** 68 landmarks, or the detector's five points when landmarks are off. */
  readonly landmarks: readonly Point[];
  readonly quality: Quality;
  /** Unit length. */
  readonly embedding: Float32Array;
}

/** The networks of one recipe, loaded. */
export interface Networks {
  readonly detector: Detector;
  /** null = align by the detector's own five points, which it must have. */
  readonly landmarks: { readonly model: LoadedModel; readonly crop: LandmarkCrop } | null;
  readonly embedding: { readonly model: LoadedModel; readonly input: PictureInput };
}

/** Does a piece of work and notes how long it took, under the name of its stage. */
export type TimeStage = <Result>(stage: string, work: () => Promise<Result>) => Promise<Result>;

const withoutClock: TimeStage = async (_stage, work) => await work();

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
  const sharper = await decodeForSmallest(
    source,
    seen,
    placed.map(({ landmarks }) => fivePointsOf(landmarks)),
  );
  return await time("embed", async () => {
    const faces: RecognisedFace[] = [];
    for (const { detection, landmarks } of placed) {
      faces.push(await represent(source, seen, sharper, detection, landmarks, networks));
    }
    return faces;
  });
}

/** The five template points out of whatever landmarks there are. */
export function fivePointsOf(landmarks: readonly Point[]): readonly Point[] {
  return landmarks.length === 68 ? fivePointsOf68(landmarks) : landmarks;
}

interface PlacedFace {
  readonly detection: Detection;
  readonly landmarks: readonly Point[];
}

async function placeAll(
  seen: Pixels,
  detections: readonly Detection[],
  networks: Networks,
): Promise<PlacedFace[]> {
  return await Promise.all(
    detections.map(async (detection) => ({ detection, landmarks: await place(seen, detection, networks) })),
  );
}

async function place(seen: Pixels, detection: Detection, networks: Networks): Promise<readonly Point[]> {
  if (networks.landmarks !== null) {
    return await findLandmarks(networks.landmarks.model, seen, detection.box, networks.landmarks.crop);
  }
  if (detection.fivePoints?.length === 5) return detection.fivePoints;
  throw new Error(`The detector ${networks.detector.id} gives no points; it needs the landmark model.`);
}

/** How many source pixels become one aligned pixel: below 1 the face is enlarged. */
function shrinkOf(fivePoints: readonly Point[]): number {
  return 1 / scaleOf(alignmentOf(fivePoints));
}

async function decodeForSmallest(
  source: PictureSource,
  seen: Pixels,
  faces: readonly (readonly Point[])[],
): Promise<Pixels> {
  const fullLongSide = Math.max(source.width, source.height);
  const smallest = Math.min(1, ...faces.map(shrinkOf));
  if (smallest >= 1 || fullLongSide <= Math.max(seen.width, seen.height)) return seen;
  return await source.pixels(Math.min(fullLongSide, Math.ceil(analysisLongSide / smallest)));
}

async function represent(
  source: PictureSource,
  seen: Pixels,
  sharper: Pixels,
  detection: Detection,
  landmarks: readonly Point[],
  networks: Networks,
): Promise<RecognisedFace> {
  const isSmall = shrinkOf(fivePointsOf(landmarks)) < 1;
  const from = isSmall ? sharper : seen;
  const toFrom = from.width / seen.width;
  const aligned = alignFace(
    from,
    fivePointsOf(landmarks).map((point) => scalePoint(point, toFrom)),
  );
  const embedding = await embedFace(networks.embedding.model, aligned, networks.embedding.input);
  const toFull = source.width / seen.width;
  const fullLandmarks = landmarks.map((point) => scalePoint(point, toFull));
  const fivePoints = fivePointsOf(fullLandmarks);
  return {
    box: scaleBox(detection.box, toFull),
    score: detection.score,
    landmarks: fullLandmarks,
    quality: judgeQuality({
      score: detection.score,
      eyeDistance: eyeDistanceOf(fivePoints),
      aligned,
      fivePoints,
    }),
    embedding: embedding.vector,
  };
}
