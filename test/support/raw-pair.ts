import { readFileSync } from "node:fs";
import sharp from "sharp";
import { samplePhoto } from "./library.ts";
import { rawFile, type RawKind } from "./raw-files.ts";

/** What a camera saves of one moment when it saves raw files and JPEGs: of a sample photo, at this time. */
export async function rawPair(
  sample: Parameters<typeof samplePhoto>[0],
  kind: RawKind,
  /** "2017:11:01 12:51:52" */
  dateTime: string,
): Promise<{ readonly raw: Buffer; readonly jpeg: Buffer }> {
  const picture = sharp(readFileSync(samplePhoto(sample)));
  const facts = { make: "Make", model: "A 1", dateTime, orientation: 1 };
  const jpeg = await picture
    .clone()
    .withExif({ IFD0: { Make: facts.make, Model: facts.model }, IFD2: { DateTimeOriginal: dateTime } })
    .jpeg({ quality: 95 })
    .toBuffer();
  // Cameras put smaller pictures into raw files than beside them.
  const preview = await picture.clone().resize(1_000).jpeg({ quality: 92 }).toBuffer();
  const small = await picture.clone().resize(160).jpeg({ quality: 80 }).toBuffer();
  return { jpeg, raw: rawFile(kind, preview, small, facts) };
}
