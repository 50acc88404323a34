import type { Pixels } from "../pixels.ts";
import type { Ffmpeg } from "./find-ffmpeg.ts";
import { guardedInput, inputOf, type VideoInfo } from "./probe-video.ts";
import { runTool } from "./run-tool.ts";
import { explainToolFailure } from "./video-error.ts";

/**
 * Long side, in pixels, at which frames are read: full HD. Faces that are small there are sampled from it; larger frames
 * of 4K videos are mostly noise and motion, and cost four times as much to hand over.
 */
export const frameLongSide = 1920;

/** A frame lies a few seconds after one that can be decoded alone; a whole minute of decoding means a broken file. */
const timeoutMs = 60_000;

/** 64 megapixels: twice 8K. A stream may claim another size inside than its container does. */
const maximumFramePixels = 64 * 1024 * 1024;

/**
 * The frame that is shown at `atMs` of a video, upright, its long side at most `frameLongSide`; null when there is none
 * (any more). Rejects with PhotoError when it cannot be decoded.
 */
export async function readFrame(
  { ffmpeg }: Pick<Ffmpeg, "ffmpeg">,
  path: string,
  { stream, width, height }: Pick<VideoInfo, "stream" | "width" | "height">,
  atMs: number,
): Promise<Pixels | null> {
  const size = frameSize(width, height);
  const bytes = size.width * size.height * 3;
  const args = [
    ...["-v", "error", "-nostdin", "-hide_banner"],
    // Of processor time, for a run that nobody is left to end. One thread: each core has an analyzer.
    ...["-timelimit", String(timeoutMs / 1000), "-threads", "1", "-max_pixels", String(maximumFramePixels)],
    ...guardedInput,
    ...["-ss", (atMs / 1000).toFixed(3), "-i", inputOf(path)],
    ...["-map", `0:${stream}`, "-an", "-sn", "-dn", "-frames:v", "1", "-threads", "1"],
    // FFmpeg turns the picture by itself first.
    ...["-vf", `scale=${size.width}:${size.height}:flags=lanczos,format=rgb24`],
    ...["-f", "rawvideo", "pipe:1"],
  ];
  const result = await runTool(ffmpeg, args, { timeoutMs, maximumBytes: bytes });
  if (result.output.length === bytes && (result.ending === "done" || result.ending === "failed"))
    return { ...size, data: result.output };
  if (result.ending === "done" && result.output.length === 0) return null;
  throw explainToolFailure(result);
}

/** The size of a frame as it is read. */
export function frameSize(
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, frameLongSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
