import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { AnalyzerPool } from "../../../app/analyze/pool.ts";
import { videoSetupOf } from "../../../app/library/videos.ts";
import { findFfmpeg } from "../../../app/photo/video/find-ffmpeg.ts";
import { frameTimes } from "../../../app/photo/video/frame-times.ts";
import { probeVideo } from "../../../app/photo/video/probe-video.ts";
import { readFrame } from "../../../app/photo/video/read-frame.ts";
import { frameDifference, sketchFrame } from "../../../app/photo/video/similar-frames.ts";
import { testNetworks } from "../../support/models.ts";
import { ffmpeg } from "../../support/videos.ts";
import { describeMachine } from "../machine.ts";

// What a video costs, by length and size; how large what is kept of it is; and by how much frames differ.

const folder = mkdtempSync(join(tmpdir(), "familiar-bench-video-"));
const people = fileURLToPath(
  new URL("../../../node_modules/@vladmandic/face-api/demo/sample1.jpg", import.meta.url),
);
const encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "23", "-pix_fmt", "yuv420p", "-g", "60"];

/** A slow pan over a photo of people: each look shows something else. */
function pan(name: string, seconds: number, width: number, height: number): string {
  const path = join(folder, name);
  const wide = Math.round(width * 1.25);
  const move = `scale=${wide}:-2,crop=${width}:${height}:(iw-ow)*t/${seconds}:(ih-oh)/2`;
  const input = ["-loop", "1", "-framerate", "30", "-t", String(seconds), "-i", people];
  ffmpeg([...input, "-vf", move, ...encoding, path]);
  return path;
}

/** The same again and again. */
function repeated(name: string, of: string, times: number): string {
  const path = join(folder, name);
  ffmpeg(["-stream_loop", String(times - 1), "-i", of, "-c", "copy", path]);
  return path;
}

try {
  const setup = await videoSetupOf(findFfmpeg, "mobilefacenet");
  if (setup === undefined) throw new Error("FFmpeg is not there.");
  const version = (await findFfmpeg())?.version ?? "";
  console.log(`${describeMachine()}; FFmpeg ${version}, one analyzer`);
  const minute = pan("minute.mp4", 60, 1920, 1080);
  const videos: [string, string][] = [
    ["10 s of 1920 x 1080", pan("short.mp4", 10, 1920, 1080)],
    ["60 s of 1920 x 1080", minute],
    ["30 min of 1920 x 1080", repeated("long.mp4", minute, 30)],
    ["20 s of 3840 x 2160", pan("large.mp4", 20, 3840, 2160)],
  ];
  const thumbnailFolder = join(folder, "thumbnails");
  const networks = await testNetworks();
  await using pool = new AnalyzerPool({ setup: { networks, thumbnailFolder, video: setup }, processes: 1 });
  await pool.analyse(people);
  for (const [name, path] of videos) {
    const start = performance.now();
    const outcome = await pool.analyse(path);
    if (outcome.kind !== "analysed") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    const seconds = (performance.now() - start) / 1000;
    const { photo, faces, stageMs } = outcome;
    const looks = frameTimes(photo.durationMs ?? null).length;
    const decode = ((stageMs["decode"] ?? 0) / looks).toFixed(0);
    const find = ((stageMs["faces"] ?? 0) / looks).toFixed(0);
    console.log(
      `${name.padEnd(22)} ${seconds.toFixed(1)} s for ${looks} looks (${decode} ms to read one, ${find} ms for its faces), ` +
        `${faces.length} faces kept of ${faces.reduce((sum, { alsoAt = [] }) => sum + 1 + alsoAt.length, 0)}`,
    );
  }
  const files = readdirSync(thumbnailFolder, { recursive: true, encoding: "utf8" });
  const stills = files.filter((file) => file.includes("-frame-"));
  const bytes = stills.reduce((sum, file) => sum + statSync(join(thumbnailFolder, file)).size, 0);
  console.log(`${stills.length} frames kept, ${(bytes / 1000 / stills.length).toFixed(0)} kB each`);
  await differences(setup, minute);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Between frames of a still picture, which compression alone makes different, and of one that moves slowly. */
async function differences(setup: { ffmpeg: string; ffprobe: string }, moving: string): Promise<void> {
  const still = join(folder, "still.mp4");
  const noise = ["-vf", "scale=1920:1080,noise=alls=12:allf=t"];
  const input = ["-loop", "1", "-framerate", "30", "-t", "10", "-i", people];
  ffmpeg([...input, ...noise, ...encoding, still]);
  for (const [name, path, stepMs] of [
    ["a still scene with a sensor's noise", still, 2_000],
    ["a pan of 0.8 % of the width", moving, 2_000],
    ["a pan of 0.08 % of the width", moving, 200],
  ] as const) {
    const info = await probeVideo(setup, path);
    const sketches: ReturnType<typeof sketchFrame>[] = [];
    for (let at = 0; at < 5; at++) {
      const frame = await readFrame(setup, path, info, 500 + at * stepMs);
      if (frame !== null) sketches.push(sketchFrame(frame));
    }
    const apart = sketches.slice(1).map((sketch, at) => frameDifference(sketch, sketches[at] ?? sketch));
    console.log(`${name.padEnd(36)} ${apart.map((value) => value.toFixed(2)).join(", ")} of 255`);
  }
}
