import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { removeLiveMovie } from "../../app/db/live-movies.ts";
import { openCatalogue } from "../../app/db/open.ts";
import { saveShot } from "../../app/db/shots.ts";
import { listFaces, readCatalogue, runJson, samplePhoto, scan, scanJson } from "../support/library.ts";
import { liveMovie } from "../support/live-movie.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasFfmpeg, makeVideo } from "../support/videos.ts";

function newHome() {
  const home = temporaryFolder();
  const [photos, library] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  return { home, photos, library };
}

/** What the catalogue says of its videos. */
function videosOf(library: string) {
  return readCatalogue(library, (db) =>
    db
      .prepare<
        [],
        { format: string; width: number; height: number; durationMs: number; takenAt: string | null }
      >(
        `SELECT format, width, height, duration_ms AS durationMs, taken_at AS takenAt FROM photos
         WHERE duration_ms IS NOT NULL ORDER BY id`,
      )
      .all(),
  );
}

test("without FFmpeg videos are left alone and counted, and photos go on", async () => {
  const { home, photos, library } = newHome();
  copyFileSync(samplePhoto(1), join(photos, "sample1.jpg"));
  for (const name of ["a.mp4", "b.MOV"]) writeFileSync(join(photos, name), "whatever a video holds");
  const env = { FAMILIAR_FFMPEG: join(home, "nothing") };
  const { out, exitCode } = await runFamiliar(["scan", photos, "--library", library, "--json"], { env });
  expect(exitCode).toBe(0);
  expect(scanJson.parse(JSON.parse(out))).toMatchObject({
    photos: 1,
    added: 1,
    failed: [],
    videosNotLookedAt: 2,
  });
  const said = await runFamiliar(["scan", photos, "--library", library], { env });
  expect(said.out).toMatch(/2 videos were not looked at\. To see the people in videos, install FFmpeg: /);
  const doctor = await runFamiliar(["doctor", "--library", library], { env });
  expect(doctor.exitCode).toBe(0);
  expect(doctor.out).toMatch(
    /missing {2}FFmpeg: not found, .*\n {9}-> To see the people in videos, install FFmpeg/,
  );
});

test("a movie beside a still of its name is a video once the still is known to have another identifier", async () => {
  const { home, photos, library } = newHome();
  copyFileSync(samplePhoto(1), join(photos, "IMG_1.jpg"));
  writeFileSync(join(photos, "IMG_1.MOV"), liveMovie("FFFFFFFF-4E5F-6071-8293-A4B5C6D7E8F9"));
  const env = { FAMILIAR_FFMPEG: join(home, "nothing") };
  const scanned = async () =>
    scanJson.parse(
      JSON.parse((await runFamiliar(["scan", photos, "--library", library, "--json"], { env })).out),
    );
  expect((await scanned()).videosNotLookedAt).toBeUndefined();
  // As its maker note would say, which nothing here can write.
  const db = openCatalogue(join(library, "catalogue.sqlite"));
  const contentId = "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9";
  saveShot(db, 1, { fractionMs: null, burstId: null, contentId });
  removeLiveMovie(db, join(photos, "IMG_1.MOV"));
  db.close();
  expect(await scanned()).toMatchObject({ photos: 1, videosNotLookedAt: 1 });
});

describe.skipIf(!hasFfmpeg)("videos, with FFmpeg", () => {
  test("somebody in a video is one face, in the group of their face in a photo", async () => {
    const { photos, library } = newHome();
    copyFileSync(samplePhoto(1), join(photos, "sample1.jpg"));
    makeVideo(
      join(photos, "party.mp4"),
      [
        { picture: samplePhoto(1), seconds: 6 },
        { picture: null, seconds: 3 },
        { picture: samplePhoto(1), seconds: 4 },
      ],
      { width: 1280, height: 960, tags: { creation_time: "2019-05-31T12:00:00Z" } },
    );
    const report = await scan(photos, library);
    expect(report).toMatchObject({ photos: 2, added: 2, failed: [] });
    expect(report.videosNotLookedAt).toBeUndefined();
    const [video] = videosOf(library);
    expect(video).toMatchObject({ format: "mp4", width: 1280, height: 960, durationMs: 13_000 });
    expect(video?.takenAt).toMatch(/^2019-0(5-31|6-01)T/);
    const faces = await listFaces(library);
    const inPhoto = faces.filter(({ photo }) => photo.endsWith("sample1.jpg"));
    const inVideo = faces.filter(({ photo }) => photo.endsWith("party.mp4"));
    expect(inPhoto.length).toBeGreaterThan(1);
    expect(inVideo).toHaveLength(inPhoto.length);
    const groups = (list: typeof faces) => list.map(({ clusterId }) => clusterId).sort();
    expect(groups(inVideo)).toEqual(groups(inPhoto));
    // Nothing is looked at again.
    expect(await scan(photos, library)).toMatchObject({
      photos: 2,
      added: 0,
      changed: 0,
      photosPerSecond: 0,
    });
  });

  test("a video that waited for FFmpeg is taken in by the next scan, and stays without it", async () => {
    const { home, photos, library } = newHome();
    makeVideo(join(photos, "a.mkv"), [{ picture: samplePhoto(2), seconds: 2 }]);
    const env = { FAMILIAR_FFMPEG: join(home, "nothing") };
    const args = ["scan", photos, "--library", library, "--json"];
    const scanWithout = async () => scanJson.parse(JSON.parse((await runFamiliar(args, { env })).out));
    expect(await scanWithout()).toMatchObject({ photos: 0, faces: 0, videosNotLookedAt: 1 });
    const { faces } = await scan(photos, library);
    expect(faces).toBeGreaterThan(0);
    const later = await scanWithout();
    expect(later).toMatchObject({ photos: 1, added: 0, faces });
    expect(later.videosNotLookedAt).toBeUndefined();
  });

  test("a turned video is looked at upright", async () => {
    const { home, photos, library } = newHome();
    makeVideo(join(photos, "upright.mp4"), [{ picture: samplePhoto(3), seconds: 2 }], {
      width: 640,
      height: 960,
    });
    // Stored lying on its side, as phones do.
    const lying = join(home, "lying.png");
    await sharp(samplePhoto(3)).rotate(270).toFile(lying);
    makeVideo(join(photos, "lying.mov"), [{ picture: lying, seconds: 2 }], {
      ...{ width: 960, height: 640, isLying: true },
    });
    await scan(photos, library);
    expect(videosOf(library).map(({ width, height }) => [width, height])).toEqual([
      ...[
        [640, 960],
        [640, 960],
      ],
    ]);
    const faces = await listFaces(library);
    const countOf = (name: string) => faces.filter(({ photo }) => photo.endsWith(name)).length;
    expect(countOf("upright.mp4")).toBeGreaterThan(0);
    expect(countOf("lying.mov")).toBe(countOf("upright.mp4"));
  });

  test("the movie of a Live Photo is no video of its own", async () => {
    const { photos, library } = newHome();
    copyFileSync(samplePhoto(1), join(photos, "IMG_1.JPG"));
    makeVideo(join(photos, "IMG_1.MOV"), [{ picture: samplePhoto(1), seconds: 2 }]);
    expect(await scan(photos, library)).toMatchObject({ photos: 1, added: 1 });
    expect(videosOf(library)).toEqual([]);
  });

  test("what is no video, is cut short or wants other files is an error of its own; the rest goes on", async () => {
    const { home, photos, library } = newHome();
    const whole = readFileSync(makeVideo(join(home, "whole.mp4"), [{ picture: samplePhoto(1), seconds: 4 }]));
    const put = (name: string, content: Buffer | string) => {
      writeFileSync(join(photos, name), content);
    };
    put("good.mp4", whole);
    put("head-only.mp4", whole.subarray(0, 2_000));
    put("half.mp4", whole.subarray(0, Math.floor(whole.length * 0.4)));
    put("noise.mov", Buffer.alloc(50_000, "noise"));
    put("empty.mp4", "");
    put("list.mp4", `ffconcat version 1.0\nfile '${join(home, "whole.mp4")}'\n`);
    put(
      "playlist.mp4",
      `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://${join(home, "whole.mp4")}\n#EXT-X-ENDLIST\n`,
    );
    put("-i concat:x|y.mp4", whole.subarray(0, whole.length - 1));
    copyFileSync(samplePhoto(2), join(photos, "a photo.mp4"));
    const report = await scan(photos, library);
    const reasons = new Map(report.failed.map(({ path, reason }) => [path.slice(photos.length + 1), reason]));
    expect([...reasons.keys()].sort()).toEqual([
      ...["empty.mp4", "half.mp4", "head-only.mp4", "list.mp4", "noise.mov", "playlist.mp4"],
    ]);
    expect(reasons.get("empty.mp4")).toBe("The file is empty (0 bytes).");
    for (const name of ["half.mp4", "head-only.mp4"])
      expect(reasons.get(name), name).toMatch(/copy it again/i);
    for (const name of ["list.mp4", "playlist.mp4"]) {
      expect(reasons.get(name), name).toMatch(/not a video|damaged/);
    }
    expect(videosOf(library)).toHaveLength(2);
    const faces = await listFaces(library);
    expect(faces.some(({ photo }) => photo.endsWith("a photo.mp4"))).toBe(true);
    expect(faces.some(({ photo }) => photo.endsWith("good.mp4"))).toBe(true);
    // What is at fault in the file itself is remembered, and not tried at every scan.
    const again = await scan(photos, library);
    expect(again.failed.map(({ path }) => path)).toEqual(report.failed.map(({ path }) => path));
    expect(again.photosPerSecond).toBe(0);
  });

  test("names are never written into a video, but beside it", async () => {
    const { photos, library } = newHome();
    const file = makeVideo(join(photos, "a.mp4"), [{ picture: samplePhoto(1), seconds: 2 }]);
    await scan(photos, library);
    const [face] = await listFaces(library);
    const before = readFileSync(file);
    await runJson(z.unknown(), "name", `face:${String(face?.id)}`, "Anna", "--library", library);
    const write = async (into: "file" | "sidecar") =>
      await runFamiliar(["metadata", "write", "--all", "--into", into, "--library", library, "--json"]);
    const into = await write("file");
    expect(into.out + into.errors).toContain("Names cannot be written into a file of this format");
    expect(readFileSync(file).equals(before)).toBe(true);
    await write("sidecar");
    const sidecar = readFileSync(`${file}.xmp`, "utf8");
    expect(sidecar).toContain("Anna");
    // No format says in which frame an area is.
    expect(sidecar).not.toContain("mwg-rs:Area");
  });
});
