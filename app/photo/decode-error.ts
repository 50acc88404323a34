import { isCutShort } from "./cut-short.ts";
import { describeForeignContent, type PhotoFormat } from "./format.ts";
import { PhotoError, truncatedPhoto } from "./photo-error.ts";

const formatNames: Record<PhotoFormat, string> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  avif: "AVIF",
  tiff: "TIFF",
  gif: "GIF",
  heic: "HEIC",
  raw: "camera raw",
};

/** The error for content that sniffFormat does not know: a picture format not opened here, or no picture at all. */
export function unknownContent(bytes: Buffer): PhotoError {
  if (bytes.length === 0) return new PhotoError("empty", "The file is empty (0 bytes).");
  const kind = describeForeignContent(bytes);
  if (kind === undefined) {
    return new PhotoError("not-a-photo", "The content is not a picture in any format that Familiar knows.");
  }
  return /picture|drawing|raw|Photoshop/.test(kind)
    ? new PhotoError("unsupported", `This is ${kind}, which Familiar cannot open yet. Convert it to JPEG.`)
    : new PhotoError("not-a-photo", `This is ${kind}, not a photo, whatever its name says.`);
}

/** The error for a raw file without a picture of the camera's own. */
export function noRawPreview(): PhotoError {
  return new PhotoError(
    "unsupported",
    "This camera raw file holds no preview picture. Convert it with the camera maker's program, or to a DNG with a preview.",
  );
}

/** The error for a picture of more pixels than are opened: width and height in pixels as the header states them. */
export function tooManyPixels(width: number, height: number, maximumPixels: number): PhotoError {
  return new PhotoError(
    "too-large",
    `The picture claims ${width} x ${height} pixels; Familiar opens up to ${Math.floor(maximumPixels / 1e6)} megapixels.`,
  );
}

/**
 * Explains why a decoder refused a file whose first bytes were right: cut short, of a kind the decoder lacks, or
 * damaged. The decoder's error is kept as `cause`; a PhotoError passes through.
 */
export function explainDecodeFailure(error: unknown, bytes: Buffer, format: PhotoFormat): PhotoError {
  if (error instanceof PhotoError) return error;
  const message = String(error);
  // What libjpeg, nsgif, libtiff and libheif say of missing bytes.
  const isEndMissing = /premature end|unexpected end|got \d+ bytes, expected/i.test(message);
  if (isEndMissing || isCutShort(bytes, format)) return truncatedPhoto(error);
  const name = formatNames[format];
  if (/not supported|not configured|unsupported (codec|feature|compression|colou?r|bit)/i.test(message)) {
    return new PhotoError("unsupported", `This ${name} picture uses a coding that Familiar cannot open.`, {
      cause: error,
    });
  }
  return new PhotoError("damaged", `The ${name} picture is damaged and cannot be shown.`, { cause: error });
}
