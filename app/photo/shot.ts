import { z } from "zod";
import { readAppleNote } from "./apple-maker-note.ts";
import { readExifTags, textTag } from "./exif-tags.ts";
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

const exifSchema = z.object({
  SubSecTimeOriginal: textTag,
  SubSecTimeDigitized: textTag,
  SubSecTime: textTag,
  Make: textTag,
  MakerNote: z
    .object({ value: z.array(z.int().min(0).max(255)) })
    .transform(({ value }) => Buffer.from(value))
    .optional()
    .catch(undefined),
});

/** Reads the fraction of the second, the burst and the Live Photo that a photo is of. Never throws. */
export function readShot(bytes: Buffer): Shot {
  const [source = bytes] = sniffFormat(bytes) === "raw" ? rawExifSources(bytes) : [bytes];
  const exif = readExifTags(source, exifSchema);
  const note = exif?.Make?.startsWith("Apple") === true ? exif.MakerNote : undefined;
  return {
    fractionMs: fractionOf(exif?.SubSecTimeOriginal ?? exif?.SubSecTimeDigitized ?? exif?.SubSecTime),
    ...(note === undefined ? { burstId: null, contentId: null } : readAppleNote(note)),
  };
}

/** EXIF writes the digits behind the point: "05" is five hundredths. */
function fractionOf(digits: string | undefined): number | null {
  const match = /^\s*(\d{1,9})\s*\0*$/.exec(digits ?? "");
  return match === null ? null : Math.min(999, Math.round(Number(`0.${match[1] ?? ""}`) * 1_000));
}
