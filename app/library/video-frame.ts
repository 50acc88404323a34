import { readFile } from "node:fs/promises";
import { framePath } from "../analyze/thumbnails.ts";
import type { FacePicture } from "../db/face-picture.ts";
import { analysisLongSide } from "../faces/represent.ts";
import { encodeJpeg } from "../photo/decode.ts";
import { PhotoError } from "../photo/photo-error.ts";
import { findFfmpeg } from "../photo/video/find-ffmpeg.ts";
import { probeVideo } from "../photo/video/probe-video.ts";
import { readFrame } from "../photo/video/read-frame.ts";
import { keepFile } from "./keep-file.ts";
import type { LibraryFolders } from "./open-library.ts";

/** A moment of a video. */
type VideoMoment = Pick<FacePicture, "contentHash" | "path"> & { readonly frameMs: number };

/** JPEG quality of frames, as of thumbnails. */
const quality = 80;

/** A page of people asks for dozens at once; more than two FFmpegs would take the window's own time. */
const mostAtOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * The frame of a video that a face was found in (JPEG, long side at most 1280 pixels). A scan keeps it; one that has gone
 * is taken out of the video again. Null when that cannot be done: no FFmpeg, no file.
 */
export async function readVideoFrame(
  folders: Pick<LibraryFolders, "thumbnails">,
  moment: VideoMoment,
): Promise<Buffer | null> {
  const file = framePath(folders.thumbnails, moment.contentHash, moment.frameMs);
  try {
    return await readFile(file);
  } catch {
    const jpeg = await inTurn(() => extractFrame(moment));
    if (jpeg !== null) await keepFile(file, jpeg);
    return jpeg;
  }
}

async function extractFrame({ path, frameMs }: VideoMoment): Promise<Buffer | null> {
  const ffmpeg = path === null ? null : await findFfmpeg();
  if (path === null || ffmpeg === null) return null;
  try {
    const frame = await readFrame(ffmpeg, path, await probeVideo(ffmpeg, path), frameMs);
    return frame === null ? null : await encodeJpeg(frame, { longSide: analysisLongSide, quality });
  } catch (error) {
    // A video that cannot be read is not worth a word here: a scan reports it.
    if (error instanceof PhotoError) return null;
    throw error;
  }
}

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // Whoever is next takes over this turn.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}
