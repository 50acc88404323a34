import { z } from "zod";
import { readExifTags, textTag } from "./exif-tags.ts";
import { sniffFormat } from "./format.ts";
import { rawExifSources } from "./raw-preview.ts";

/** What the camera wrote beside the picture. Anything absent, malformed or impossible is null. */
export interface Capture {
  /** The camera's own clock, "2017-11-01T12:51:52", without a time zone. */
  readonly takenAt: string | null;
  /** That clock's distance from UTC, "+02:00". */
  readonly takenAtOffset: string | null;
  readonly cameraMake: string | null;
  readonly cameraModel: string | null;
  /** Decimal degrees, north and east positive; both or neither. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** EXIF orientation 1 to 8; null when the file states none. HEIC and AVIF turn themselves (heic.ts). */
  readonly orientation: number | null;
}

const noCapture: Capture = {
  takenAt: null,
  takenAtOffset: null,
  cameraMake: null,
  cameraModel: null,
  latitude: null,
  longitude: null,
  orientation: null,
};

// Each date with the tag that says how far its clock was from UTC (EXIF 2.31), best witness of the shutter first.
const dateTags = [
  ["DateTimeOriginal", "OffsetTimeOriginal"],
  ["DateTimeDigitized", "OffsetTimeDigitized"],
  ["DateTime", "OffsetTime"],
] as const;

const rational = z
  .tuple([z.number(), z.number()])
  .transform(([numerator, denominator]) => numerator / denominator);
const degreesTag = z
  .object({ value: z.tuple([rational, rational, rational]) })
  .transform(({ value: [degrees, minutes, seconds] }) => degrees + minutes / 60 + seconds / 3600)
  .optional()
  .catch(undefined);
const orientationTag = z
  .object({ value: z.int().min(1).max(8) })
  .transform(({ value }) => value)
  .optional()
  .catch(undefined);

const exifSchema = z.object({
  DateTimeOriginal: textTag,
  OffsetTimeOriginal: textTag,
  DateTimeDigitized: textTag,
  OffsetTimeDigitized: textTag,
  DateTime: textTag,
  OffsetTime: textTag,
  Make: textTag,
  Model: textTag,
  Orientation: orientationTag,
  GPSLatitude: degreesTag,
  GPSLatitudeRef: textTag,
  GPSLongitude: degreesTag,
  GPSLongitudeRef: textTag,
});
type Exif = z.infer<typeof exifSchema>;

/** Reads date, camera, place and orientation from any format that carries EXIF. Never throws. */
export function readCapture(bytes: Buffer): Capture {
  if (sniffFormat(bytes) === "raw") return rawExifSources(bytes).map(captureOf).reduce(completed, noCapture);
  return captureOf(bytes);
}

/** What the first does not say, the second does. */
function completed(first: Capture, second: Capture): Capture {
  const [dated, placed] = [first.takenAt === null ? second : first, first.latitude === null ? second : first];
  return {
    ...{ takenAt: dated.takenAt, takenAtOffset: dated.takenAtOffset },
    ...{ latitude: placed.latitude, longitude: placed.longitude },
    cameraMake: first.cameraMake ?? second.cameraMake,
    cameraModel: first.cameraModel ?? second.cameraModel,
    orientation: first.orientation ?? second.orientation,
  };
}

function captureOf(bytes: Buffer): Capture {
  const exif = readExifTags(bytes, exifSchema);
  if (exif === undefined) return noCapture;
  return {
    ...readDate(exif),
    cameraMake: trimmed(exif.Make),
    cameraModel: trimmed(exif.Model),
    ...readPlace(exif),
    orientation: exif.Orientation ?? null,
  };
}

function readDate(exif: Exif): Pick<Capture, "takenAt" | "takenAtOffset"> {
  for (const [dateTag, offsetTag] of dateTags) {
    const takenAt = parseExifDate(exif[dateTag]);
    if (takenAt !== null) return { takenAt, takenAtOffset: parseOffset(exif[offsetTag]) };
  }
  return { takenAt: null, takenAtOffset: null };
}

/** "2017:11:01 12:51:52" as EXIF has it, or with the other separators that programs write. */
function parseExifDate(text: string | undefined): string | null {
  const match = /^(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text ?? "");
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}`;
  const date = new Date(`${iso}Z`);
  // Date turns 31 April into 1 May: only a date that comes back unchanged exists in the calendar.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== iso) return null;
  // The oldest surviving photograph is of 1826; a year below that is an unset clock.
  return date.getUTCFullYear() >= 1826 ? iso : null;
}

/** UTC offsets run from -12:00 to +14:00. */
function parseOffset(text: string | undefined): string | null {
  const match = /^([+-])(\d\d):([0-5]\d)/.exec(text ?? "");
  if (match === null) return text?.startsWith("Z") === true ? "+00:00" : null;
  return Number(match[2]) <= 14 ? match[0] : null;
}

function readPlace(exif: Exif): Pick<Capture, "latitude" | "longitude"> {
  const latitude = signedDegrees(exif.GPSLatitude, exif.GPSLatitudeRef, "S", 90);
  const longitude = signedDegrees(exif.GPSLongitude, exif.GPSLongitudeRef, "W", 180);
  // Cameras without a fix write 0, 0, a spot in the Gulf of Guinea.
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) {
    return { latitude: null, longitude: null };
  }
  return { latitude, longitude };
}

function signedDegrees(
  degrees: number | undefined,
  reference: string | undefined,
  negativeReference: "S" | "W",
  maximum: number,
): number | null {
  // A zero denominator gives NaN or Infinity.
  if (degrees === undefined || !Number.isFinite(degrees) || degrees < 0 || degrees > maximum) return null;
  const isNegative = reference?.trim().toUpperCase().startsWith(negativeReference) === true;
  return isNegative && degrees > 0 ? -degrees : degrees;
}

function trimmed(text: string | undefined): string | null {
  const clean = text?.replaceAll("\0", "").trim() ?? "";
  return clean === "" ? null : clean;
}
