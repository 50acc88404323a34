import { peopleInVideo, type SeenPerson, type Sighting } from "../faces/people-in-video.ts";
import { recogniseFaces } from "../faces/recogniser.ts";
import { analysisLongSide, type PictureSource, type RecognisedFace } from "../faces/represent.ts";
import { encodeJpeg } from "../photo/decode.ts";
import type { Pixels } from "../photo/pixels.ts";
import { frameTimes } from "../photo/video/frame-times.ts";
import { probeVideo, type VideoInfo } from "../photo/video/probe-video.ts";
import { readFrame } from "../photo/video/read-frame.ts";
import { isBlank, isSameFrame, sketchFrame, type FrameSketch } from "../photo/video/similar-frames.ts";
import { damagedVideo, truncatedVideo } from "../photo/video/video-error.ts";
import { encodeThumbnail, type AnalysisTools, type PhotoAnalysis } from "./analyze-photo.ts";
import type { VideoSetup } from "./messages.ts";
import { createStageClock, flattenFace } from "./photo-source.ts";
import { keepFrame, saveThumbnails } from "./thumbnails.ts";

/** What the analysis of a video needs besides its file. */
export type VideoTools = AnalysisTools & { readonly video: VideoSetup };

/**
 * A face of lower quality (0 to 1) is left out: a video has many frames of everybody, and people who are in none of them
 * with a face that can be told are passers-by. Where faces begin to define nobody (decision 0005).
 */
const leastQuality = 0.1;

interface FoundFace extends Sighting {
  readonly face: RecognisedFace;
}

interface Looks {
  readonly faces: FoundFace[];
  /** JPEGs of the frames with clear faces, by time. */
  readonly stills: Map<number, Buffer>;
  poster: { readonly frameMs: number; readonly seen: Pixels; readonly worth: number } | null;
  lastMs: number;
  read: number;
  missing: number;
}

/**
 * Looks into a video at several moments, and from that makes its poster and its faces: one face a person, the best.
 * `onAlive` is called after each frame. Rejects with PhotoError when the video cannot be read.
 */
export async function analyseVideo(
  path: string,
  contentHash: Uint8Array,
  tools: VideoTools,
  onAlive: () => void = () => undefined,
): Promise<PhotoAnalysis> {
  const stageMs: Record<string, number> = {};
  const time = createStageClock(stageMs);
  const info = await time("open", () => probeVideo(tools.video, path));
  const looks: Looks = { faces: [], stills: new Map(), poster: null, lastMs: 0, read: 0, missing: 0 };
  let before: FrameSketch | null = null;
  for (const frameMs of frameTimes(info.durationMs)) {
    const frame = await time("decode", () => readFrame(tools.video, path, info, frameMs));
    onAlive();
    if (frame === null) {
      looks.missing += 1;
      // Of unknown length: this is its end.
      if (info.durationMs === null) break;
      continue;
    }
    looks.read += 1;
    looks.lastMs = frameMs;
    const sketch = sketchFrame(frame);
    if (before !== null && isSameFrame(before, sketch)) continue;
    before = sketch;
    await time("faces", () => look(frame, frameMs, { info, tools, looks, isBlank: isBlank(sketch) }));
  }
  refuseBroken(looks, info);
  const people = peopleInVideo(looks.faces, tools.video.sameFaceSimilarity);
  await time("thumbnails", () => savePictures(people, looks, contentHash, tools));
  return {
    photo: {
      ...{ format: info.format, width: info.width, height: info.height, orientation: 1, ...info.capture },
      // Of unknown length: as far as there were frames.
      durationMs: info.durationMs ?? looks.lastMs,
      posterMs: looks.poster?.frameMs ?? 0,
    },
    faces: people.map(toAnalysed),
    stageMs,
  };
}

interface Look {
  readonly info: VideoInfo;
  readonly tools: VideoTools;
  readonly looks: Looks;
  readonly isBlank: boolean;
}

async function look(frame: Pixels, frameMs: number, { info, tools, looks, isBlank }: Look): Promise<void> {
  const { source, seen } = await openFrame(frame, info, tools.resize);
  const faces = await recogniseFaces(source, tools.networks);
  const clear = faces.filter(({ quality }) => quality.overall >= leastQuality);
  for (const face of clear) looks.faces.push({ frameMs, face });
  if (clear.length > 0) {
    looks.stills.set(frameMs, await encodeJpeg(seen, { longSide: analysisLongSide, quality: 80 }));
  }
  // The frame with the most and clearest faces; without any, the first that shows something.
  const worth = faces.reduce((sum, { quality }) => sum + quality.overall, isBlank ? 0 : 0.01);
  if (looks.poster === null || worth > looks.poster.worth) looks.poster = { frameMs, seen, worth };
}

/** A frame as a picture that faces are looked for in; its full size is that of the video. */
export async function openFrame(
  frame: Pixels,
  { width, height }: Pick<VideoInfo, "width" | "height">,
  resize: AnalysisTools["resize"],
): Promise<{ readonly source: PictureSource; readonly seen: Pixels }> {
  const seen = await resize(frame, analysisLongSide);
  const pixels = (longSide: number): Promise<Pixels> =>
    Promise.resolve(longSide <= analysisLongSide ? seen : frame);
  return { seen, source: { width, height, pixels } };
}

/** A video that shows less than half of what its head promises was copied only in part. */
function refuseBroken({ read, missing }: Looks, { durationMs }: VideoInfo): void {
  if (read === 0) throw missing > 0 ? damagedVideo() : truncatedVideo();
  if (durationMs !== null && missing > read) throw truncatedVideo();
}

async function savePictures(
  people: readonly SeenPerson<FoundFace>[],
  { stills, poster }: Looks,
  contentHash: Uint8Array,
  { thumbnailFolder, resize }: VideoTools,
): Promise<void> {
  if (thumbnailFolder === null || poster === null) return;
  await saveThumbnails(poster.seen, contentHash, thumbnailFolder, encodeThumbnail(resize));
  for (const frameMs of new Set(people.map(([best]) => best.frameMs))) {
    const still = stills.get(frameMs);
    if (still !== undefined) await keepFrame(thumbnailFolder, contentHash, frameMs, still);
  }
}

function toAnalysed([best, ...others]: SeenPerson<FoundFace>): PhotoAnalysis["faces"][number] {
  return {
    ...flattenFace(best.face),
    frameMs: best.frameMs,
    alsoAt: others.map(({ frameMs, face: { box } }) => ({ frameMs, ...box })),
  };
}
