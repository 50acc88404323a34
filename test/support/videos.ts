import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/** Whether FFmpeg is on this computer: the tests make their videos with it. */
export const hasFfmpeg = ["ffmpeg", "ffprobe"].every((name) => spawnSync(name, ["-version"]).status === 0);

/** One picture of a video and how long it is to be seen. */
export interface Scene {
  /** A picture's file; null = a grey test pattern without people. */
  readonly picture: string | null;
  readonly seconds: number;
}

/** How a video is made. */
export interface VideoOptions {
  /** Pixels of the stored picture; each scene's picture fits into it. */
  readonly width?: number;
  readonly height?: number;
  /** Tags of the container, such as creation_time. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Players turn the stored picture by 90 degrees clockwise, as phones have it; MP4 and MOV only. */
  readonly isLying?: boolean;
  /** More arguments before the output. */
  readonly more?: readonly string[];
}

/** Makes a video of these scenes, 10 frames a second; the ending of `path` says which container. Returns `path`. */
export function makeVideo(path: string, scenes: readonly Scene[], options: VideoOptions = {}): string {
  const { width = 640, height = 480, tags = {}, isLying = false, more = [] } = options;
  const size = `${width}x${height}`;
  const inputs = scenes.flatMap(({ picture, seconds }) =>
    picture === null
      ? ["-f", "lavfi", "-t", String(seconds), "-i", `testsrc2=size=${size}:rate=10`]
      : ["-loop", "1", "-framerate", "10", "-t", String(seconds), "-i", picture],
  );
  const fitted = scenes.map(
    (_, at) =>
      `[${at}:v]scale=${width}:${height}:force_original_aspect_ratio=decrease,` +
      `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p,fps=10[s${at}]`,
  );
  const joined = `${scenes.map((_, at) => `[s${at}]`).join("")}concat=n=${scenes.length}:v=1[out]`;
  const tagged = Object.entries(tags).flatMap(([name, value]) => ["-metadata", `${name}=${value}`]);
  ffmpeg([
    ...inputs,
    ...["-filter_complex", [...fitted, joined].join(";"), "-map", "[out]"],
    ...["-g", "10", ...quickly(path), ...more, ...tagged, "-movflags", "+faststart+use_metadata_tags", path],
  ]);
  if (isLying) layDown(path, height);
  return path;
}

/** How large the file is does not matter. */
function quickly(path: string): string[] {
  return path.endsWith(".webm")
    ? ["-c:v", "libvpx", "-b:v", "2M", "-deadline", "realtime", "-cpu-used", "8"]
    : ["-c:v", "libx264", "-preset", "ultrafast"];
}

/** Writes the matrix of the track's header (ISO/IEC 14496-12, 8.3.2): no option of FFmpeg does it in all versions. */
function layDown(path: string, height: number): void {
  const bytes = readFileSync(path);
  const header = bytes.indexOf("tkhd", 0, "latin1");
  const isLong = bytes[header + 4] === 1;
  const matrix = header + (isLong ? 56 : 44);
  for (const [at, value] of [0, 0x10000, 0, -0x10000, 0, 0, height * 0x10000, 0, 0x40000000].entries())
    bytes.writeInt32BE(value, matrix + 4 * at);
  writeFileSync(path, bytes);
}

/** Runs FFmpeg with these arguments; throws with what it says. */
export function ffmpeg(args: readonly string[]): void {
  execFileSync("ffmpeg", ["-v", "error", "-nostdin", "-y", ...args], { stdio: ["ignore", "ignore", "pipe"] });
}
