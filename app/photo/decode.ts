import sharp, { type Sharp, type SharpOptions } from "sharp";
import { isJpegEndBlank } from "./cut-short.ts";
import { explainDecodeFailure, noRawPreview, tooManyPixels, unknownContent } from "./decode-error.ts";
import { readCapture } from "./exif.ts";
import { sniffFormat, type PhotoFormat } from "./format.ts";
import { decodeHeic, readHeicInfo, type HeicPicture } from "./heic.ts";
import { truncatedPhoto, type PhotoError } from "./photo-error.ts";
import type { Pixels } from "./pixels.ts";
import { findRawPreview, previewWithOrientation } from "./raw-preview.ts";
import { wrapAsTiff } from "./tiff-container.ts";

// One analyzer process runs on each core, so a second thread inside libvips would only compete with the next photo;
// and no photo is decoded twice, so libvips's cache of operations would only hold memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Most pixels opened, as the header states them: 16383 x 16383, libvips's and sharp's own bound. It lets through the
 * 200-megapixel photos of phones and long panoramas, and stops files of a few kilobytes that claim gigapixels.
 * HEIC has its own bound (maximumHeicPixels).
 */
export const maximumPixels = 0x3fff * 0x3fff;

export interface PhotoInfo {
  readonly format: PhotoFormat;
  /** Pixels of the upright picture, after the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** The EXIF orientation that Familiar applies, 1 to 8. 1 for AVIF and for HEIC whose container turns itself. */
  readonly orientation: number;
  /** More than one frame; only the first is ever shown. */
  readonly hasAnimation: boolean;
}

export interface OpenPhoto {
  readonly info: PhotoInfo;
  /**
   * Decodes the upright picture to 8-bit sRGB, the long side at most `longSide` pixels and never enlarged (Infinity:
   * full size). Transparency is laid on white; embedded ICC profiles are honoured. Throws PhotoError.
   */
  readonly pixels: (longSide: number) => Promise<Pixels>;
}

/**
 * Reads a photo's header (under 1 ms for JPEG) without decoding it. Throws PhotoError for content that is no photo,
 * of a kind not opened here, over maximumPixels, or damaged.
 */
export async function openPhoto(bytes: Buffer): Promise<OpenPhoto> {
  const format = sniffFormat(bytes);
  if (format === undefined) throw unknownContent(bytes);
  if (format === "heic") return openHeic(bytes);
  if (format === "raw") return await openRaw(bytes);
  const info = await readInfo(bytes, format);
  return {
    info,
    pixels: async (longSide) => await decodeWithSharp(bytes, info, fitLongSide(info, longSide)),
  };
}

/** Shrinks to a long side of at most `longSide` pixels; smaller pictures are returned as they are. */
export async function resizePixels(pixels: Pixels, longSide: number): Promise<Pixels> {
  const size = fitLongSide(pixels, longSide);
  if (size.width === pixels.width && size.height === pixels.height) return pixels;
  return await toPixels(resized(fromPixels(pixels), pixels, size));
}

/** Encodes a JPEG (baseline, 4:2:0, quality 1 to 100) with a long side of at most `longSide`, never enlarged. */
export async function encodeJpeg(
  pixels: Pixels,
  options: { readonly longSide: number; readonly quality: number },
): Promise<Buffer> {
  const size = fitLongSide(pixels, options.longSide);
  return await resized(fromPixels(pixels), pixels, size).jpeg({ quality: options.quality }).toBuffer();
}

/** Encodes a JPEG (quality 1 to 100) of the picture with a drawing of its size, in SVG, laid over it. */
export async function encodeJpegWithDrawing(pixels: Pixels, svg: string, quality: number): Promise<Buffer> {
  return await fromPixels(pixels)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality })
    .toBuffer();
}

async function readInfo(bytes: Buffer, format: PhotoFormat): Promise<PhotoInfo> {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    const { width, height } = metadata.autoOrient;
    if (format === "jpeg" && isJpegEndBlank(bytes)) throw truncatedPhoto();
    if (width * height > maximumPixels) throw tooManyPixels(width, height, maximumPixels);
    // A TIFF's pages are not an animation.
    const hasAnimation = format !== "tiff" && (metadata.pages ?? 1) > 1;
    return { format, width, height, orientation: metadata.orientation ?? 1, hasAnimation };
  } catch (error) {
    throw explainDecodeFailure(error, bytes, format);
  }
}

async function decodeWithSharp(bytes: Buffer, info: PhotoInfo, size: Size): Promise<Pixels> {
  // 'truncated' refuses a JPEG that ends early yet shows one with a few bad bits; libtiff reports missing strips
  // only from 'error' on (both tried on crafted files).
  const failOn = info.format === "tiff" ? "error" : "truncated";
  try {
    return await toPixels(uprightPipeline(bytes, info, size, failOn));
  } catch (error) {
    const failure = explainDecodeFailure(error, bytes, info.format);
    if (failure.code !== "truncated" || info.format !== "jpeg") throw failure;
    return await decodeJpegWithoutEnd(bytes, info, size, failure);
  }
}

/**
 * Some programs leave out a JPEG's last two bytes, the end marker, and libjpeg calls that truncated too. With the
 * marker added, a JPEG that really lacks picture data still warns, so 'warning' tells the two apart.
 */
async function decodeJpegWithoutEnd(
  bytes: Buffer,
  info: PhotoInfo,
  size: Size,
  failure: PhotoError,
): Promise<Pixels> {
  const completed = Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]);
  try {
    return await toPixels(uprightPipeline(completed, info, size, "warning"));
  } catch {
    throw failure;
  }
}

function uprightPipeline(
  bytes: Buffer,
  info: PhotoInfo,
  size: Size,
  failOn: NonNullable<SharpOptions["failOn"]>,
): Sharp {
  const pipeline = sharp(bytes, { limitInputPixels: maximumPixels, failOn })
    .autoOrient()
    // No effect on pictures without transparency.
    .flatten({ background: "#ffffff" });
  return resized(pipeline, info, size);
}

/** The largest preview, turned as the raw file says. Its size is the photo's: nothing larger is ever shown. */
async function openRaw(bytes: Buffer): Promise<OpenPhoto> {
  const preview = findRawPreview(bytes);
  if (preview === null) throw noRawPreview();
  const { orientation } = readCapture(bytes);
  const { info, pixels } = await openPhoto(previewWithOrientation(bytes, preview, orientation ?? 1));
  return { info: { ...info, format: "raw" }, pixels };
}

function openHeic(bytes: Buffer): OpenPhoto {
  const { width, height, hasTransform } = readHeicInfo(bytes);
  // HEIF says to ignore EXIF orientation, and cameras repeat the container's rotation there; but Fujifilm cameras and
  // some phone apps write EXIF alone, and Apple's own viewers then follow it.
  const orientation = hasTransform ? 1 : (readCapture(bytes).orientation ?? 1);
  const isTurned = orientation >= 5;
  const info: PhotoInfo = {
    format: "heic",
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    orientation,
    hasAnimation: false,
  };
  let decoded: HeicPicture | undefined;
  return {
    info,
    pixels: async (longSide) => {
      decoded ??= decodeHeic(bytes);
      return await finishHeic(decoded, orientation, longSide);
    },
  };
}

/** Shrinks first, then turns and converts colours: both cost by the pixel. */
async function finishHeic(picture: HeicPicture, orientation: number, longSide: number): Promise<Pixels> {
  const { width, height, channels, data, iccProfile } = picture;
  const raw = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  const small = await toPixels(
    resized(raw.flatten({ background: "#ffffff" }), picture, fitLongSide(picture, longSide)),
  );
  if (orientation === 1 && iccProfile === null) return small;
  const container = wrapAsTiff({ ...small, iccProfile, orientation });
  return await toPixels(sharp(container, { limitInputPixels: false }).autoOrient());
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function fitLongSide({ width, height }: Size, longSide: number): Size {
  if (!(longSide >= 1)) throw new RangeError(`The long side must be at least 1 pixel, but is ${longSide}.`);
  const scale = Math.min(1, longSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * fastShrinkOnLoad lets libjpeg and libwebp decode at 1/2, 1/4 or 1/8 scale whenever that is still at least the
 * target: 65 ms instead of 150 ms for 4000 x 3000 to 1280. Lanczos 3 does the rest: the sharpest of libvips's
 * kernels, and the cheaper ones differ by less than 5 ms.
 */
function resized(pipeline: Sharp, from: Size, to: Size): Sharp {
  if (from.width === to.width && from.height === to.height) return pipeline;
  return pipeline.resize(to.width, to.height, { fit: "fill", kernel: "lanczos3", fastShrinkOnLoad: true });
}

function fromPixels({ width, height, data }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

async function toPixels(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The versions of the image libraries, for `doctor`. */
export function decoderVersions(): string {
  return `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`;
}
