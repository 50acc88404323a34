import type { ResizePixels } from "../faces/detectors/detector.ts";
import { recogniseFaces, type Networks } from "../faces/recogniser.ts";
import { encodeJpeg, openPhoto, type PhotoInfo } from "../photo/decode.ts";
import { readCapture, type Capture } from "../photo/exif.ts";
import { sniffFormat } from "../photo/format.ts";
import { readShot } from "../photo/shot.ts";
import type { Pixels } from "../photo/pixels.ts";
import type { AnalysedFace, AnalysedPhoto, AnalysedShot } from "./messages.ts";
import { createStageClock, flattenFace, openSource } from "./photo-source.ts";
import { saveThumbnails, type EncodeThumbnail } from "./thumbnails.ts";

/** All that is learnt from one photo. */
export interface PhotoAnalysis {
  readonly photo: AnalysedPhoto;
  /** None of a video. */
  readonly shot?: AnalysedShot;
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
  const shot = await time("metadata", () => Promise.resolve(readShot(bytes)));
  const { info, seen, source } = await openSource(bytes, time);
  const faces = await time("faces", () => recogniseFaces(source, tools.networks, time));
  const { thumbnailFolder } = tools;
  if (thumbnailFolder !== null) {
    await time("thumbnails", () =>
      saveThumbnails(seen, contentHash, thumbnailFolder, encodeThumbnail(tools.resize)),
    );
  }
  return { photo: factsOf(info, capture), shot, faces: faces.map(flattenFace), stageMs };
}

/** What a camera's raw file says of itself, without a look at the picture; undefined for any other file. */
export async function readRawFacts(bytes: Buffer): Promise<AnalysedPhoto | undefined> {
  if (sniffFormat(bytes) !== "raw") return undefined;
  try {
    const { info } = await openPhoto(bytes);
    return factsOf(info, readCapture(bytes));
  } catch {
    // What is wrong with it, the analysis says.
    return undefined;
  }
}

function factsOf({ format, width, height, orientation }: PhotoInfo, capture: Capture): AnalysedPhoto {
  return {
    ...{ format, width, height, orientation },
    takenAt: capture.takenAt,
    takenAtOffset: capture.takenAtOffset,
    cameraMake: capture.cameraMake,
    cameraModel: capture.cameraModel,
    latitude: capture.latitude,
    longitude: capture.longitude,
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
