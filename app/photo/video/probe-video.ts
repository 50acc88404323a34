import { z } from "zod";
import { maximumPixels } from "../decode.ts";
import { tooManyPixels } from "../decode-error.ts";
import { PhotoError } from "../photo-error.ts";
import type { Ffmpeg } from "./find-ffmpeg.ts";
import { runTool } from "./run-tool.ts";
import { captureOfTags, type VideoCapture } from "./video-capture.ts";
import { explainToolFailure, noPicture } from "./video-error.ts";
import { allowedDemuxers, videoFormatOf, type VideoFormat } from "./video-format.ts";

/** What a video's container says. */
export interface VideoInfo {
  readonly format: VideoFormat;
  /** The number of the stream that holds the picture. */
  readonly stream: number;
  /** Pixels as shown: turned as the container says, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** null = it does not say. */
  readonly durationMs: number | null;
  readonly capture: VideoCapture;
}

/** A container's head is read within a second, over a slow network in some. Its tags and streams are a few kilobytes. */
const limits = { timeoutMs: 60_000, maximumBytes: 4 * 1024 * 1024 };

/** Before each input: nothing but this very file is read, as one of the containers that cameras make. */
export const guardedInput = ["-protocol_whitelist", "file", "-format_whitelist", allowedDemuxers] as const;

const decimal = z.coerce.number().optional().catch(undefined);
const tags = z.record(z.string(), z.string()).optional().catch(undefined);

const stream = z.object({
  index: z.int().nonnegative(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.int().positive().optional().catch(undefined),
  height: z.int().positive().optional().catch(undefined),
  sample_aspect_ratio: z.string().optional(),
  duration: decimal,
  tags,
  disposition: z.object({ attached_pic: z.int().optional() }).optional().catch(undefined),
  side_data_list: z
    .array(z.object({ rotation: decimal }))
    .optional()
    .catch(undefined),
});

const probed = z.object({
  streams: z.array(stream),
  format: z.object({ format_name: z.string(), duration: decimal, tags }),
});

/** Reads what a video's container says. Rejects with PhotoError for anything that is no video, or a broken one. */
export async function probeVideo({ ffprobe }: Pick<Ffmpeg, "ffprobe">, path: string): Promise<VideoInfo> {
  const asked = ["-v", "error", "-show_format", "-show_streams", "-of", "json"];
  const result = await runTool(ffprobe, [...asked, ...guardedInput, "-i", inputOf(path)], limits);
  if (result.ending !== "done") throw explainToolFailure(result);
  return infoOf(result.output.toString("utf8"));
}

/** Whatever the file is called ("-i", "concat:a|b", "http://x"), this is a file. */
export function inputOf(path: string): string {
  return `file:${path}`;
}

/** What FFprobe's answer says. Throws PhotoError. */
export function infoOf(json: string): VideoInfo {
  const { streams, format } = parse(json);
  // A cover is a video stream, too.
  const picture = streams.find(
    ({ codec_type, disposition }) => codec_type === "video" && disposition?.attached_pic !== 1,
  );
  if (picture === undefined) throw noPicture();
  const { width, height } = picture;
  const name = videoFormatOf(
    format.format_name,
    format.tags?.["major_brand"] ?? "",
    picture.codec_name ?? "",
  );
  if (name === undefined || width === undefined || height === undefined) {
    throw new PhotoError("damaged", "The video is damaged: it does not say how large its picture is.");
  }
  if (width * height > maximumPixels) throw tooManyPixels(width, height, maximumPixels);
  const shown = { width: Math.max(1, Math.round(width * aspectOf(picture.sample_aspect_ratio))), height };
  const isTurned = Math.abs(rotationOf(picture)) % 180 === 90;
  const seconds = picture.duration ?? format.duration;
  return {
    format: name,
    stream: picture.index,
    width: isTurned ? shown.height : shown.width,
    height: isTurned ? shown.width : shown.height,
    durationMs: seconds !== undefined && seconds > 0 ? Math.round(seconds * 1000) : null,
    capture: captureOfTags({ ...picture.tags, ...format.tags }),
  };
}

function parse(json: string): z.infer<typeof probed> {
  try {
    return probed.parse(JSON.parse(json));
  } catch (cause) {
    throw new PhotoError("damaged", "The video is damaged: what it holds cannot be told.", { cause });
  }
}

/** Degrees, by the display matrix or by the tag of older files. */
function rotationOf({ side_data_list, tags: said }: z.infer<typeof stream>): number {
  const matrix = side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation;
  const degrees = matrix ?? Number(said?.["rotate"] ?? 0);
  return Number.isFinite(degrees) ? Math.round(degrees / 90) * 90 : 0;
}

/** Width by height of a pixel, "4:3"; 1 when nothing sensible is said. Cinema lenses squeeze by 2 at most. */
function aspectOf(text: string | undefined): number {
  const [width = 0, height = 0] = (text ?? "").split(":").map(Number);
  const aspect = width / height;
  return aspect >= 0.25 && aspect <= 4 ? aspect : 1;
}
