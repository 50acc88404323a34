import type { LoadedModel } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";
import { alignFace, alignmentOf, arcfaceCrop, type FaceCrop } from "./align.ts";
import { embedFace, embedWithMirrorImage, type Embedding } from "./embed.ts";
import { scaleBox, scalePoint, type Box, type Point } from "./geometry.ts";
import { fivePointsOf68 } from "./landmarks.ts";
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

/** A face whose place is known, in pixels of the picture that it was looked for in. */
export interface PlacedFace {
  readonly box: Box;
  readonly score: number;
  /** 68 landmarks or the five points of the alignment template. */
  readonly landmarks: readonly Point[];
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
  /** The length that the network gave it. */
  readonly embeddingNorm: number;
  /** The 112 x 112 crop that was judged, and represented unless the network has a crop of its own. */
  readonly aligned: Pixels;
}

/** The network that represents faces, and how it is fed. */
export interface EmbeddingNetwork {
  readonly model: LoadedModel;
  readonly input: PictureInput;
  /** The mean of the vectors of the face and of its mirror image is taken. */
  readonly withMirrorImage?: boolean;
  /** Absent = the usual 112 x 112 crop. */
  readonly crop?: FaceCrop | undefined;
}

/** Does a piece of work and notes how long it took, under the name of its stage. */
export type TimeStage = <Result>(stage: string, work: () => Promise<Result>) => Promise<Result>;

/** Notes nothing. */
export const withoutClock: TimeStage = async (_stage, work) => await work();

/**
 * Aligns, judges and represents faces whose places in `seen` (the source at `analysisLongSide`) are known. A face that
 * would have to be enlarged for alignment there is sampled from a larger decode, no larger than the smallest of these
 * faces needs.
 */
export async function representFaces(
  source: PictureSource,
  seen: Pixels,
  placed: readonly PlacedFace[],
  network: EmbeddingNetwork,
  time: TimeStage,
): Promise<RecognisedFace[]> {
  const sharper = await decodeForSmallest(
    source,
    seen,
    placed.map(({ landmarks }) => shrinkOf(fivePointsOf(landmarks), network.crop)),
  );
  return await time("embed", async () => {
    const faces: RecognisedFace[] = [];
    for (const face of placed) faces.push(await represent(source, seen, sharper, face, network));
    return faces;
  });
}

/** The vector of a face, of the crop that the network wants; `aligned` is the usual one. */
export async function embedAligned(
  network: EmbeddingNetwork,
  face: { readonly pixels: Pixels; readonly fivePoints: readonly Point[]; readonly aligned: Pixels },
): Promise<Embedding> {
  const { crop = arcfaceCrop, model, input, withMirrorImage } = network;
  const shown = crop === arcfaceCrop ? face.aligned : alignFace(face.pixels, face.fivePoints, crop);
  const embed = withMirrorImage === true ? embedWithMirrorImage : embedFace;
  return await embed(model, shown, input);
}

/** The five template points out of whatever landmarks there are. */
export function fivePointsOf(landmarks: readonly Point[]): readonly Point[] {
  return landmarks.length === 68 ? fivePointsOf68(landmarks) : landmarks;
}

/** How many source pixels become one pixel of the network's crop: below 1 the face is enlarged. */
function shrinkOf(fivePoints: readonly Point[], crop: FaceCrop | undefined): number {
  return 1 / scaleOf(alignmentOf(fivePoints, crop));
}

async function decodeForSmallest(
  source: PictureSource,
  seen: Pixels,
  shrinks: readonly number[],
): Promise<Pixels> {
  const fullLongSide = Math.max(source.width, source.height);
  const smallest = Math.min(1, ...shrinks);
  if (smallest >= 1 || fullLongSide <= Math.max(seen.width, seen.height)) return seen;
  return await source.pixels(Math.min(fullLongSide, Math.ceil(analysisLongSide / smallest)));
}

async function represent(
  source: PictureSource,
  seen: Pixels,
  sharper: Pixels,
  { box, score, landmarks }: PlacedFace,
  network: EmbeddingNetwork,
): Promise<RecognisedFace> {
  const { crop = arcfaceCrop } = network;
  const isSmall = shrinkOf(fivePointsOf(landmarks), crop) < 1;
  const from = isSmall ? sharper : seen;
  const toFrom = from.width / seen.width;
  const pointsThere = fivePointsOf(landmarks).map((point) => scalePoint(point, toFrom));
  const aligned = alignFace(from, pointsThere);
  const embedding = await embedAligned(network, { pixels: from, fivePoints: pointsThere, aligned });
  const toFull = source.width / seen.width;
  const fullLandmarks = landmarks.map((point) => scalePoint(point, toFull));
  const fivePoints = fivePointsOf(fullLandmarks);
  return {
    box: scaleBox(box, toFull),
    score,
    landmarks: fullLandmarks,
    quality: judgeQuality({ score, eyeDistance: eyeDistanceOf(fivePoints), aligned, fivePoints }),
    embedding: embedding.vector,
    embeddingNorm: embedding.norm,
    aligned,
  };
}
