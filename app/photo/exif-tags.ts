import ExifReader from "exifreader";
import { z } from "zod";
import { jpegScanOffset } from "./cut-short.ts";
import { sniffFormat } from "./format.ts";

/** Text as ExifReader gives it; absent when it is something else. */
export const textTag = z
  .object({ value: z.union([z.string(), z.array(z.string())]) })
  .transform(({ value }) => (typeof value === "string" ? value : value.join("")))
  .optional()
  .catch(undefined);

/**
 * The EXIF tags that a schema names, of any format that carries EXIF; undefined when there is none, or it is malformed.
 * Naming them makes the reader skip XMP, ICC, MPF and the thumbnail, and a maker note that is not asked for.
 */
export function readExifTags<Schema extends z.ZodObject>(
  bytes: Buffer,
  schema: Schema,
): z.infer<Schema> | undefined {
  // ExifReader copies what it is given: a JPEG's pixels would be copied for nothing.
  const scanOffset = sniffFormat(bytes) === "jpeg" ? jpegScanOffset(bytes) : undefined;
  try {
    const includeTags = { exif: Object.keys(schema.shape) };
    const tags = ExifReader.load(bytes.subarray(0, scanOffset), { expanded: true, includeTags });
    return schema.safeParse(tags.exif ?? {}).data;
  } catch {
    // ExifReader throws for "no metadata" as for "malformed metadata"; a photo without a date is still a photo.
    return undefined;
  }
}
