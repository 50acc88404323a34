import { writeFile } from "node:fs/promises";
import sharp from "sharp";
import { cameraSize } from "../../../support/camera-video.ts";

/** A camera's film. */
export interface Film {
  readonly framesPerSecond: number;
  readonly frames: number;
}

/** Chromium plays every Motion JPEG as if it had so many pictures a second (media/capture/video/file_video_capture_device.cc). */
const framesPerSecond = 30;

const secondsEach = 2;

/**
 * A film of photos for Chromium's camera: two seconds of each, over which the view moves slowly, so that faces have to be
 * followed; then a cut. Motion JPEG.
 */
export async function writeFilm(file: string, photos: readonly string[]): Promise<Film> {
  const pictures: Buffer[] = [];
  for (const photo of photos) {
    const whole = await sharp(photo).rotate().toBuffer({ resolveWithObject: true });
    const count = framesPerSecond * secondsEach;
    for (let frame = 0; frame < count; frame++) pictures.push(await viewOf(whole, frame / (count - 1)));
  }
  await writeFile(file, Buffer.concat(pictures));
  return { framesPerSecond, frames: pictures.length };
}

/** Nine tenths of a photo, of a camera's shape, from left to right: `at` from 0 to 1. */
async function viewOf(
  {
    data,
    info,
  }: { readonly data: Buffer; readonly info: { readonly width: number; readonly height: number } },
  at: number,
): Promise<Buffer> {
  const ratio = cameraSize.width / cameraSize.height;
  const height = Math.round(0.9 * Math.min(info.height, info.width / ratio));
  const width = Math.round(height * ratio);
  const left = Math.round((info.width - width) * (0.35 + 0.3 * at));
  const top = Math.round((info.height - height) * 0.3);
  return await sharp(data)
    .extract({ left, top, width, height })
    .resize(cameraSize.width, cameraSize.height, { fit: "fill" })
    .jpeg({ quality: 92 })
    .toBuffer();
}
