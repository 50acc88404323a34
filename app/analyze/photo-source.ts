import {
  analysisLongSide,
  type PictureSource,
  type RecognisedFace,
  type TimeStage,
} from "../faces/represent.ts";
import { openPhoto, type PhotoInfo } from "../photo/decode.ts";
import type { Pixels } from "../photo/pixels.ts";
import type { AnalysedFace } from "./messages.ts";

/** A photo opened for recognition. */
export interface OpenedSource {
  readonly info: PhotoInfo;
  /** The upright picture that faces are looked for in. */
  readonly seen: Pixels;
  /** The same photo at any size; `seen` is decoded once. */
  readonly source: PictureSource;
}

/** Opens and decodes a photo. Throws PhotoError when that cannot be done. */
export async function openSource(bytes: Buffer, time: TimeStage): Promise<OpenedSource> {
  const opened = await time("open", () => openPhoto(bytes));
  const seen = await time("decode", () => opened.pixels(analysisLongSide));
  const pixels = (longSide: number): Promise<Pixels> =>
    longSide <= analysisLongSide
      ? Promise.resolve(seen)
      : time("decode larger", () => opened.pixels(longSide));
  const { width, height } = opened.info;
  return { info: opened.info, seen, source: { width, height, pixels } };
}

/** Adds up, for each stage, the time from its start to its end; other photos' work in between counts too. */
export function createStageClock(stageMs: Record<string, number>): TimeStage {
  return async (stage, work) => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      stageMs[stage] = (stageMs[stage] ?? 0) + performance.now() - start;
    }
  };
}

/** A face as it is sent to the owner. */
export function flattenFace(face: RecognisedFace): AnalysedFace {
  return {
    ...face.box,
    score: face.score,
    quality: face.quality.overall,
    sharpness: face.quality.sharpness,
    yaw: face.quality.yaw,
    landmarks: Float32Array.from(face.landmarks.flatMap(({ x, y }) => [x, y])),
    embedding: face.embedding,
    embeddingNorm: face.embeddingNorm,
  };
}
