import { open } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import type { Database } from "../../app/db/open.ts";
import { findFacePicture } from "../../app/db/face-picture.ts";

/** The size of the cameras of the tests and benches. */
export const cameraSize = { width: 640, height: 480 } as const;

/** A picture for a camera: raw RGB of the camera's size. */
export type CameraPicture = Uint8Array;

/** What a camera would see of a face of the library: the part of its photo around it, so that it fills a third of the height. */
export async function pictureOfFace(db: Database, faceId: number): Promise<CameraPicture> {
  const face = findFacePicture(db, faceId);
  if (face?.path == null) throw new Error(`There is no photo of face ${faceId}.`);
  const { box, path, photoWidth, photoHeight } = face;
  const height = Math.min(photoHeight ?? 0, Math.round(3 * box.height));
  const width = Math.min(photoWidth ?? 0, Math.round((height * cameraSize.width) / cameraSize.height));
  const left = clamp(box.x + box.width / 2 - width / 2, (photoWidth ?? 0) - width);
  const top = clamp(box.y + box.height / 2 - height / 2, (photoHeight ?? 0) - height);
  return await cameraPicture(sharp(path).rotate().extract({ left, top, width, height }));
}

/** A whole photo as a camera would see it, with black where it has another shape. */
export async function pictureOfPhoto(path: string): Promise<CameraPicture> {
  return await cameraPicture(sharp(path).rotate());
}

/** A picture without anybody. */
export function emptyPicture(): CameraPicture {
  return new Uint8Array(cameraSize.width * cameraSize.height * 3).fill(90);
}

/** As the window sends it. */
export async function asJpeg(picture: CameraPicture): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = cameraSize;
  return new Uint8Array(
    await sharp(picture, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 90 })
      .toBuffer(),
  );
}

async function cameraPicture(from: Sharp): Promise<CameraPicture> {
  const { width, height } = cameraSize;
  return await from
    .resize(width, height, { fit: "contain" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
}

function clamp(value: number, most: number): number {
  return Math.round(Math.min(Math.max(0, value), Math.max(0, most)));
}

/**
 * Writes a video that Chromium plays as its camera, again and again (--use-file-for-fake-video-capture): YUV4MPEG2, each
 * picture for some frames.
 */
export async function writeCameraVideo(
  file: string,
  pictures: readonly { readonly picture: CameraPicture; readonly frames: number }[],
  framesPerSecond: number,
): Promise<void> {
  const { width, height } = cameraSize;
  await using handle = await open(file, "w");
  await handle.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`);
  for (const { picture, frames } of pictures) {
    const planes = toPlanes(picture);
    for (let frame = 0; frame < frames; frame++) {
      await handle.write("FRAME\n");
      await handle.write(planes);
    }
  }
}

/** Luma, then the two chromas at half the size: BT.601 in the range of video (ITU-R BT.601, section 2.5). */
function toPlanes(picture: CameraPicture): Uint8Array {
  const { width, height } = cameraSize;
  const planes = new Uint8Array((width * height * 3) / 2);
  const chroma = width * height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const [red = 0, green = 0, blue = 0] = picture.subarray(at, at + 3);
      planes[y * width + x] = 16 + (65.738 * red + 129.057 * green + 25.064 * blue) / 256 + 0.5;
      if (x % 2 === 1 || y % 2 === 1) continue;
      const place = chroma + (y / 2) * (width / 2) + x / 2;
      planes[place] = 128 + (-37.945 * red - 74.494 * green + 112.439 * blue) / 256 + 0.5;
      planes[place + chroma / 4] = 128 + (112.439 * red - 94.154 * green - 18.285 * blue) / 256 + 0.5;
    }
  }
  return planes;
}
