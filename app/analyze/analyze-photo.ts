import type { ResizePixels } from "../faces/detectors/detector.ts";
import { recogniseFaces, type Networks } from "../faces/recogniser.ts";
import { encodeJpeg } from "../photo/decode.ts";
import { readCapture } from "../photo/exif.ts";
import type { Pixels } from "../photo/pixels.ts";
import type { AnalysedFace, AnalysedPhoto } from "./messages.ts";
import { createStageClock, flattenFace, openSource } from "./photo-source.ts";
import { saveThumbnails, type EncodeThumbnail } from "./thumbnails.ts";

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
  const { info, seen, source } = await openSource(bytes, time);
  const faces = await time("faces", () => recogniseFaces(source, tools.networks, time));
  const { thumbnailFolder } = tools;
  if (thumbnailFolder !== null) {
    await time("thumbnails", () =>
      saveThumbnails(seen, contentHash, thumbnailFolder, encodeThumbnail(tools.resize)),
    );
  }
  const { format, width, height, orientation } = info;
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

/** How a thumbnail is made of a picture that was decoded already. */
export function encodeThumbnail(resize: ResizePixels): EncodeThumbnail {
  return async (pixels, longSide) =>
    await encodeJpeg(await pictureForThumbnail(pixels, longSide, resize), { longSide, quality: 80 });
}

/** The picture that a thumbnail is encoded from: `pixels`, or what the detectors made of it. */
export async function pictureForThumbnail(
  pixels: Pixels,
  longSide: number,
  resize: ResizePixels,
): Promise<Pixels> {
  return longSide < halfwayLongSide ? await resize(pixels, halfwayLongSide) : pixels;
}
