import { mkdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { samplePhoto } from "./library.ts";

/** How many photos `makeVariantPhotos` makes. */
export const variantPhotos = 12;

/**
 * Twelve small photos, no two alike: each of the six samples, and its mirror image cropped at the edges. So everybody
 * is there at least twice, and there are groups to be made.
 */
export async function makeVariantPhotos(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const number of [1, 2, 3, 4, 5, 6] as const) {
    const small = await sharp(samplePhoto(number)).resize(800).png({ compressionLevel: 1 }).toBuffer();
    const { width, height } = await sharp(small).metadata();
    const cropped = { left: 8, top: 8, width: width - 16, height: height - 16 };
    await sharp(small)
      .jpeg({ quality: 92 })
      .toFile(join(folder, `${number}.jpg`));
    await sharp(small)
      .extract(cropped)
      .flop()
      .jpeg({ quality: 92 })
      .toFile(join(folder, `${number} mirrored.jpg`));
  }
}
