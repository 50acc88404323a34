import ExifReader from "exifreader";
import { z } from "zod";
import { readAppleNote } from "./apple-maker-note.ts";
import { jpegScanOffset } from "./cut-short.ts";
import { sniffFormat } from "./format.ts";
import { rawExifSources } from "./raw-preview.ts";

/** What a photo says of the moment of its exposure, besides when and by which camera. Null = it does not say. */
export interface Shot {
  /** Milliseconds of its second, 0 to 999. */
  readonly fractionMs: number | null;
  /** The same for all frames of a burst, by the camera. */
  readonly burstId: string | null;
  /** The same for the still and the movie of a Live Photo. */
  readonly contentId: string | null;
}

const wantedTags = {
  exif: ["SubSecTimeOriginal", "SubSecTimeDigitized", "SubSecTime", "Make", "MakerNote"],
};

const text = z
  .object({ value: z.union([z.string(), z.array(z.string())]) })
  .transform(({ value }) => (typeof value === "string" ? value : value.join("")))
  .optional()
  .catch(undefined);

const exifSchema = z.object({
  SubSecTimeOriginal: text,
  SubSecTimeDigitized: text,
  SubSecTime: text,
  Make: text,
  MakerNote: z
    .object({ value: z.array(z.int().min(0).max(255)) })
    .transform(({ value }) => Buffer.from(value))
    .optional()
    .catch(undefined),
});

/** Reads the fraction of the second, the burst and the Live Photo that a photo is of. Never throws. */
export function readShot(bytes: Buffer): Shot {
  const format = sniffFormat(bytes);
  const [source = bytes] = format === "raw" ? rawExifSources(bytes) : [bytes];
  const scanOffset = format === "jpeg" ? jpegScanOffset(bytes) : undefined;
  try {
    const tags = ExifReader.load(source.subarray(0, scanOffset), { expanded: true, includeTags: wantedTags });
    const exif = exifSchema.parse(tags.exif ?? {});
    const isApple = exif.Make?.startsWith("Apple") === true;
    return {
      fractionMs: fractionOf(exif.SubSecTimeOriginal ?? exif.SubSecTimeDigitized ?? exif.SubSecTime),
      ...(isApple && exif.MakerNote !== undefined
        ? readAppleNote(exif.MakerNote)
        : { burstId: null, contentId: null }),
    };
  } catch {
    // As in exif.ts: "no metadata" and "malformed metadata" are the same to a photo.
    return { fractionMs: null, burstId: null, contentId: null };
  }
}

/** EXIF writes the digits behind the point: "05" is five hundredths. */
function fractionOf(digits: string | undefined): number | null {
  const match = /^\s*(\d{1,9})\s*\0*$/.exec(digits ?? "");
  return match === null ? null : Math.min(999, Math.round(Number(`0.${match[1] ?? ""}`) * 1_000));
}
