import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { VideoSetup } from "../../app/analyze/messages.ts";
import { AnalyzerPool } from "../../app/analyze/pool.ts";
import { framePath, thumbnailPath } from "../../app/analyze/thumbnails.ts";
import { sameFaceSimilarityOf } from "../../app/people/same-face-similarity.ts";
import { openPhoto } from "../../app/photo/decode.ts";
import { findFfmpeg } from "../../app/photo/video/find-ffmpeg.ts";
import { samplePhoto } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasFfmpeg, makeVideo } from "../support/videos.ts";
import { isRunning, waitUntil } from "./processes.ts";

/** FFmpeg of this computer as an analyzer is told of it. */
async function realSetup(): Promise<VideoSetup> {
  const found = await findFfmpeg();
  if (found === null) throw new Error("FFmpeg is there for the tests, and Familiar does not find it.");
  const { ffmpeg, ffprobe } = found;
  return { ffmpeg, ffprobe, sameFaceSimilarity: sameFaceSimilarityOf("mobilefacenet") };
}

async function poolWith(
  video: VideoSetup | undefined,
  thumbnailFolder: string | null,
): Promise<AnalyzerPool> {
  const networks = await testNetworks();
  const setup = { networks, thumbnailFolder, ...(video !== undefined && { video }) };
  const pool = new AnalyzerPool({ setup, processes: 1 });
  onTestFinished(async () => {
    await pool.close();
  });
  return pool;
}

async function analysed(pool: AnalyzerPool, path: string) {
  const outcome = await pool.analyse(path);
  if (outcome.kind !== "analysed") throw new Error(`It ended as ${JSON.stringify(outcome)}`);
  return outcome;
}

test("without FFmpeg a video fails for a passing reason that says what to do", async () => {
  const file = join(temporaryFolder(), "a.mp4");
  writeFileSync(file, "whatever a video holds");
  const pool = await poolWith(undefined, null);
  expect(await pool.analyse(file)).toMatchObject({
    ...{ kind: "failed", isLasting: false, reason: expect.stringContaining("install FFmpeg") as string },
  });
});

describe.skipIf(!hasFfmpeg)("a video", () => {
  test("gives one face a person, each in its frame, which is kept, and a poster with people", async () => {
    const folder = temporaryFolder();
    const file = makeVideo(
      join(folder, "a.mp4"),
      [
        { picture: null, seconds: 4 },
        { picture: samplePhoto(1), seconds: 3 },
        { picture: null, seconds: 2 },
        { picture: samplePhoto(1), seconds: 3 },
        { picture: samplePhoto(2), seconds: 4 },
      ],
      { width: 1280, height: 960 },
    );
    const pool = await poolWith(await realSetup(), folder);
    const { photo, faces, file: read } = await analysed(pool, file);
    expect(photo).toMatchObject({
      format: "mp4",
      width: 1280,
      height: 960,
      orientation: 1,
      durationMs: 16_000,
    });
    const moments = new Set(faces.map(({ frameMs }) => frameMs ?? -1));
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(4_000);
    expect([...moments].some((ms) => ms < 12_000) && [...moments].some((ms) => ms > 12_000)).toBe(true);
    expect(photo.posterMs).toBeGreaterThanOrEqual(4_000);
    for (const longSide of [256, 1280] as const) {
      expect(existsSync(thumbnailPath(folder, read.contentHash, longSide))).toBe(true);
    }
    for (const face of faces) {
      expect(Math.hypot(...face.embedding)).toBeCloseTo(1, 4);
      const still = await openPhoto(readFileSync(framePath(folder, read.contentHash, face.frameMs ?? -1)));
      expect(still.info).toMatchObject({ width: 1280, height: 960 });
      expect(face.x + face.width / 2).toBeLessThan(1280);
    }
    // Seen twice, found once.
    expect(faces.some(({ alsoAt = [] }) => alsoAt.length > 0)).toBe(true);

    // The same again, from the frames alone.
    const known = faces.map(({ x, y, width, height, score, landmarks, frameMs = 0 }) => ({
      ...{ x, y, width, height, score, landmarks, frameMs },
    }));
    const embedded = await pool.embed(file, read.contentHash, known);
    if (embedded.kind !== "embedded") throw new Error(`It ended as ${embedded.kind}`);
    for (const [at, { embedding }] of embedded.faces.entries()) {
      const before = faces[at]?.embedding ?? new Float32Array(0);
      expect(embedding.reduce((sum, value, place) => sum + value * (before[place] ?? 0), 0)).toBeGreaterThan(
        0.999,
      );
    }
  });

  test.skipIf(process.platform === "win32")("FFmpeg ends with the work that wanted it", async () => {
    const folder = temporaryFolder();
    const file = makeVideo(join(folder, "a.mp4"), [{ picture: samplePhoto(1), seconds: 2 }]);
    // Stands in for a decoder that hangs, which no file brings about in every version.
    const [hanging, note] = [join(folder, "hanging"), join(folder, "process-id")];
    writeFileSync(
      hanging,
      `#!/bin/sh\necho $$ > "${note}.new"; mv "${note}.new" "${note}"; exec sleep 600\n`,
    );
    chmodSync(hanging, 0o700);
    const pool = await poolWith({ ...(await realSetup()), ffmpeg: hanging }, null);
    const outcome = pool.analyse(file);
    await waitUntil("FFmpeg was started", () => existsSync(note));
    const processId = Number(readFileSync(note, "utf8"));
    expect(isRunning(processId)).toBe(true);
    await pool.close();
    expect(await outcome).toEqual({ kind: "cancelled" });
    await waitUntil("FFmpeg is gone", () => !isRunning(processId));
  });
});
