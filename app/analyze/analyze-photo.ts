import type { ResizePixels } from "../faces/detectors/detector.ts";
import {
  analysisLongSide,
  recogniseFaces,
  type Networks,
  type RecognisedFace,
  type TimeStage,
} from "../faces/recogniser.ts";
import { encodeJpeg, openPhoto } from "../photo/decode.ts";
import { readCapture } from "../photo/exif.ts";
import type { Pixels } from "../photo/pixels.ts";
import { saveThumbnails, type EncodeThumbnail } from "./thumbnails.ts";
import type { AnalysedFace, AnalysedPhoto } from "./messages.ts";

/** All that is learnt from one photo. */
export interface PhotoAnalysis {
  readonly photo: AnalysedPhoto;
  readonly faces: AnalysedFace[];
  /** Milliseconds a stage; "detect", "landmarks" and "embed" are parts of "faces". */
  readonly stageMs: Record<string, number>;
}

/** What the analysis of a photo needs besides its bytes. */
export interface AnalysisTools {
  readonly networks: Networks;
  /** The same as the networks were loaded with, so that no size is made twice. */
  readonly resize: ResizePixels;
  /** null = make no thumbnails. */
  readonly thumbnailFolder: string | null;
}

/** What the detectors look at first, so it is there already; the small thumbnail shrinks it by 2.5 more. */
const halfwayLongSide = 640;

/**
 * Decodes a photo once, and from that makes its thumbnails, facts and faces.
 * Throws PhotoError when the photo cannot be decoded.
 */
export async function analysePhoto(
  bytes: Buffer,
  contentHash: Uint8Array,
  tools: AnalysisTools,
): Promise<PhotoAnalysis> {
  const stageMs: Record<string, number> = {};
  const time = createStageClock(stageMs);
  const capture = await time("metadata", () => Promise.resolve(readCapture(bytes)));
  const opened = await time("open", () => openPhoto(bytes));
  const seen = await time("decode", () => opened.pixels(analysisLongSide));
  const larger = (longSide: number): Promise<Pixels> =>
    longSide <= analysisLongSide
      ? Promise.resolve(seen)
      : time("decode larger", () => opened.pixels(longSide));
  const faces = await time("faces", () =>
    recogniseFaces(
      { width: opened.info.width, height: opened.info.height, pixels: larger },
      tools.networks,
      time,
    ),
  );
  const { thumbnailFolder } = tools;
  if (thumbnailFolder !== null) {
    await time("thumbnails", () =>
      saveThumbnails(seen, contentHash, thumbnailFolder, encodeThumbnail(tools.resize)),
    );
  }
  const { format, width, height, orientation } = opened.info;
  return {
    photo: {
      format,
      width,
      height,
      orientation,
      takenAt: capture.takenAt,
      takenAtOffset: capture.takenAtOffset,
      cameraMake: capture.cameraMake,
      cameraModel: capture.cameraModel,
      latitude: capture.latitude,
      longitude: capture.longitude,
    },
    faces: faces.map(flattenFace),
    stageMs,
  };
}

function encodeThumbnail(resize: ResizePixels): EncodeThumbnail {
  return async (pixels, longSide) => {
    const from = longSide < halfwayLongSide ? await resize(pixels, halfwayLongSide) : pixels;
    return await encodeJpeg(from, { longSide, quality: 80 });
  };
}

function flattenFace(face: RecognisedFace): AnalysedFace {
  return {
    ...face.box,
    score: face.score,
    quality: face.quality.overall,
    sharpness: face.quality.sharpness,
    yaw: face.quality.yaw,
    landmarks: Float32Array.from(face.landmarks.flatMap(({ x, y }) => [x, y])),
    embedding: face.embedding,
  };
}

/** Adds up, for each stage, the time from its start to its end; other photos' work in between counts too. */
function createStageClock(stageMs: Record<string, number>): TimeStage {
  return async (stage, work) => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      stageMs[stage] = (stageMs[stage] ?? 0) + performance.now() - start;
    }
  };
}
