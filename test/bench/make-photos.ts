import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { mapInParallel } from "../../app/library/map-in-parallel.ts";

/** 12 megapixels, as most phones have made for ten years. */
export const photoSize = { width: 4000, height: 3000 } as const;

const jpegQuality = 88;

/** A part of a sample photo, in its pixels, that holds two whole faces and is of the shape 4:3. */
interface Crop {
  readonly sample: 1 | 2 | 3 | 4 | 5 | 6;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Chosen by eye from where the detectors find the faces. */
const crops: readonly Crop[] = [
  { sample: 1, left: 200, top: 100, width: 1200 },
  { sample: 2, left: 620, top: 30, width: 1200 },
  { sample: 3, left: 250, top: 50, width: 1150 },
  { sample: 3, left: 800, top: 60, width: 1120 },
  { sample: 4, left: 60, top: 40, width: 880 },
  { sample: 4, left: 440, top: 20, width: 816 },
  { sample: 4, left: 870, top: 30, width: 1050 },
  { sample: 5, left: 960, top: 100, width: 960 },
  { sample: 5, left: 0, top: 380, width: 1093 },
  { sample: 6, left: 40, top: 200, width: 1080 },
  { sample: 6, left: 900, top: 130, width: 1000 },
];

/**
 * Standard deviation, in grey levels, of the noise laid over the enlarged crop. An enlarged picture has no fine
 * detail, so that its file would be a quarter of a camera's; this makes it 3 to 5 MB.
 */
const noiseDeviation = 9;

/**
 * Writes `count` JPEGs of 4000 x 3000 with about two faces each into a new folder, every one different: parts of
 * the sample photos of @vladmandic/face-api, moved, mirrored, brightened, with noise. Returns their paths.
 */
export async function makePhotos(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const noise = makeNoise();
  const indexes = Array.from({ length: count }, (_, index) => index);
  return await mapInParallel(indexes, availableParallelism(), async (index) => {
    const file = path.join(folder, `photo-${String(index).padStart(4, "0")}.jpg`);
    await writeFile(file, await makePhoto(index, noise));
    return file;
  });
}

async function makePhoto(index: number, noise: Int8Array): Promise<Buffer> {
  const crop = crops[index % crops.length];
  if (crop === undefined) throw new Error("There are no crops");
  const round = Math.floor(index / crops.length);
  // The crops leave at least this much room around faces; each round looks at a slightly smaller part.
  const inset = (round % 5) * 4;
  const width = crop.width - 2 * inset;
  const picture = sharp(samplePath(crop.sample))
    .extract({
      left: crop.left + inset,
      top: crop.top + inset,
      width,
      height: Math.floor((width * photoSize.height) / photoSize.width),
    })
    .flop(round % 2 === 1)
    .modulate({ brightness: 0.9 + 0.05 * (round % 5) });
  const pixels = await picture
    .resize(photoSize.width, photoSize.height, { fit: "fill", kernel: "cubic" })
    .removeAlpha()
    .raw()
    .toBuffer();
  addNoise(pixels, noise, index * 7919);
  return await sharp(pixels, { raw: { ...photoSize, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}

function samplePath(sample: number): string {
  return createRequire(import.meta.url).resolve(`@vladmandic/face-api/demo/sample${sample}.jpg`);
}

/** A prime number of values, so that rows and photos never line up with it. */
const noiseLength = 1_048_573;

/** The sum of twelve even random numbers has nearly the bell shape; its standard deviation is the range's. */
function makeNoise(): Int8Array {
  const random = createRandom(1);
  return Int8Array.from({ length: noiseLength }, () => {
    let sum = 0;
    for (let part = 0; part < 12; part++) sum += random() - 0.5;
    return Math.round(sum * noiseDeviation);
  });
}

/** Numbers from 0 to 1, the same ones for the same seed (Lehmer's generator, modulus 2^31 - 1). */
function createRandom(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  let state = seed;
  return () => {
    state = (state * 48_271) % modulus;
    return state / modulus;
  };
}

/** Grey noise: a camera's own noise reduction takes the coloured part away. */
function addNoise(pixels: Buffer, noise: Int8Array, offset: number): void {
  let at = offset % noiseLength;
  for (let index = 0; index < pixels.length; index += 3) {
    const value = noise[at] ?? 0;
    pixels[index] = clamp((pixels[index] ?? 0) + value);
    pixels[index + 1] = clamp((pixels[index + 1] ?? 0) + value);
    pixels[index + 2] = clamp((pixels[index + 2] ?? 0) + value);
    at += 1;
    if (at === noiseLength) at = 0;
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
