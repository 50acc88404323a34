import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { intersectionOverUnion } from "../../app/faces/geometry.ts";
import {
  folderOfSamples,
  listFaces,
  runJson,
  samplePhoto,
  scan,
  scanJson,
  type FaceRow,
} from "../support/library.ts";
import { testModels } from "../support/models.ts";
import { cornerPhoto, cutShort, pngClaiming, readFixture, writeInto } from "../support/photos.ts";
import { runFamiliar, type RunOptions } from "../support/run-familiar.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Sample 1, small enough to be encoded quickly in every way. */
async function smallSample(): Promise<Buffer> {
  return await sharp(samplePhoto(1)).resize(900).png({ compressionLevel: 1 }).toBuffer();
}

function facesOf(rows: readonly FaceRow[], photo: string): FaceRow[] {
  return rows.filter((row) => row.photo === photo);
}

describe("files that cannot be used", () => {
  test("each is told with its path and the reason; the rest is scanned", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1);
    const sample = readFileSync(samplePhoto(2));
    const reasons: [name: string, content: Buffer | string, reason: RegExp][] = [
      ["cut.heic", cutShort(readFixture("display-p3.heic"), 0.7), /^Part of the picture is missing/],
      ["cut.jpg", cutShort(sample, 0.6), /^Part of the picture is missing/],
      ["empty.jpg", "", /^The file is empty \(0 bytes\)\.$/],
      ["gigapixels.png", pngClaiming(60_000, 60_000), /60000 x 60000 pixels/],
      ["letter.jpg", "Dear Ada, here are the photos of the summer.\n", /plain text/],
      ["noise.png", Buffer.alloc(4_096, 0xa5), /not a (photo|picture)/],
      ["page.gif", "<!doctype html><html><body>404</body></html>", /a web page/],
      [
        "raw.jpg",
        Buffer.concat([Buffer.from("FUJIFILMCCD-RAW 0201"), Buffer.alloc(100)]),
        /^This camera raw file holds no preview picture\./,
      ],
    ];
    for (const [name, content] of reasons) writeInto(photos, name, content);
    const result = await scan(photos, join(home, "library"));
    expect(result.failed).toEqual(
      reasons.map(([name, , reason]) => ({
        path: join(photos, name),
        reason: expect.stringMatching(reason) as string,
      })),
    );
    expect(result).toMatchObject({ photos: 1 + reasons.length, faces: 3 });
    const again = await scan(photos, join(home, "library"));
    expect(again.failed).toEqual(result.failed);
    expect(again).toMatchObject({ added: 0, photosPerSecond: 0, faces: 3 });
  });

  test("a file that was mended, or is to be tried again, is", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home);
    const library = join(home, "library");
    const sample = readFileSync(samplePhoto(2));
    writeInto(photos, "a.jpg", cutShort(sample, 0.5));
    writeInto(photos, "b.jpg", "");
    expect((await scan(photos, library)).failed).toHaveLength(2);
    writeInto(photos, "a.jpg", sample);
    const retried = await runJson(scanJson, "scan", photos, "--library", library, "--retry-failed");
    expect(retried.failed.map(({ path }) => path)).toEqual([join(photos, "b.jpg")]);
    expect(retried).toMatchObject({ changed: 1, faces: 3 });
  });

  test("things that only look like photos do not stop a scan", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1);
    // A scan that opened the pipe would wait for ever.
    execFileSync("mkfifo", [join(photos, "pipe.jpg")]);
    mkdirSync(join(photos, "album.jpg"));
    writeInto(join(photos, "album.jpg"), "in it.jpg", readFileSync(samplePhoto(2)));
    symlinkSync(join(photos, "gone.jpg"), join(photos, "broken link.jpg"));
    symlinkSync(photos, join(photos, "loop"));
    symlinkSync("myself.jpg", join(photos, "myself.jpg"));
    mkdirSync(join(photos, ".hidden"));
    writeInto(join(photos, ".hidden"), "secret.jpg", readFileSync(samplePhoto(3)));
    const result = await scan(photos, join(home, "library"));
    expect(result).toMatchObject({ photos: 2, added: 2, faces: 6 });
    expect(result.failed).toEqual(
      ["broken link.jpg", "myself.jpg"].map((name) => ({
        path: join(photos, name),
        reason: "This link leads to nothing: what it stood for was moved or deleted.",
      })),
    );
  });

  test("the library's own pictures are no photos, wherever the library lies", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home, 1);
    const library = join(photos, "library");
    await scan(photos, library);
    expect(await scan(photos, library)).toMatchObject({ photos: 1, added: 0, failed: [], faces: 3 });
    const inside = await runFamiliar(["scan", join(library, "thumbnails"), "--library", library, "--json"]);
    expect(inside.exitCode).toBe(1);
    expect(scanJson.parse(JSON.parse(inside.out))).toMatchObject({
      photos: 0,
      failed: [{ reason: expect.stringContaining("Familiar's own library") as string }],
      faces: 3,
    });
  });
});

describe("files that are unusual but good", () => {
  test("the same faces in every colour model, depth and container", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home);
    const plain = await smallSample();
    const black = await sharp(plain).linear(0, 0).png().toBuffer();
    const animated = () => sharp([plain, black], { join: { animated: true } });
    const files: Record<string, Buffer> = {
      "plain.png": plain,
      "16-bit.png": await sharp(plain).toColourspace("rgb16").png({ compressionLevel: 1 }).toBuffer(),
      "cmyk.jpg": await sharp(plain).toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(),
      "grey.jpg": await sharp(plain).grayscale().jpeg({ quality: 95 }).toBuffer(),
      "named wrongly.jpg": await sharp(plain).png({ compressionLevel: 2 }).toBuffer(),
      "photo.avif": await sharp(plain).avif({ quality: 80, effort: 0 }).toBuffer(),
      "photo.tiff": await sharp(plain).tiff({ compression: "lzw" }).toBuffer(),
      "SHOUTED.JPEG": await sharp(plain).jpeg({ quality: 95, progressive: true }).toBuffer(),
      "two frames.gif": await animated().gif({ effort: 1 }).toBuffer(),
      "two frames.webp": await animated().webp({ quality: 90, effort: 0 }).toBuffer(),
    };
    for (const [name, content] of Object.entries(files)) writeInto(photos, name, content);
    const library = join(home, "library");
    const result = await scan(photos, library);
    expect(result).toMatchObject({ photos: 10, added: 10, failed: [] });
    const rows = await listFaces(library);
    const expected = facesOf(rows, join(photos, "plain.png"));
    expect(expected).toHaveLength(3);
    for (const name of Object.keys(files)) {
      const found = facesOf(rows, join(photos, name));
      expect(found, name).toHaveLength(3);
      for (const { box } of expected) {
        const overlap = Math.max(...found.map((face) => intersectionOverUnion(face.box, box)));
        expect(overlap, name).toBeGreaterThan(0.8);
      }
    }
  });

  test("pictures without faces, down to one pixel, are no failures", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home);
    const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: "#123456" } });
    writeInto(photos, "dot.png", await dot.png().toBuffer());
    writeInto(photos, "colours.webp", await cornerPhoto("webp"));
    writeInto(photos, "phone.heic", readFixture("turned-by-both-6.heic"));
    const result = await scan(photos, join(home, "library"));
    expect(result).toMatchObject({ photos: 3, added: 3, failed: [], faces: 0 });
  });

  test("any name", async () => {
    const home = temporaryFolder();
    const photos = folderOfSamples(home);
    const names = [
      "\u{1F469}\u200d\u{1F467} beach.jpg",
      // The same letters to a reader, two names to the file system: composed and decomposed.
      "caf\u00e9.jpg",
      "cafe\u0301.jpg",
      "two\nlines.jpg",
      `"quotes" 'n' $HOME \`ticks\`.jpg`,
      "-rf.jpg",
      "李雷 مريم.jpg",
    ];
    // A byte behind the end marker makes another content of the same picture.
    const sample = readFileSync(samplePhoto(1));
    for (const [at, name] of names.entries())
      writeInto(photos, name, Buffer.concat([sample, Buffer.from([at])]));
    const library = join(home, "library");
    expect(await scan(photos, library)).toMatchObject({ photos: 7, added: 7, failed: [], faces: 21 });
    const rows = await listFaces(library);
    expect([...new Set(rows.map(({ photo }) => photo))].sort()).toEqual(
      names.map((name) => join(photos, name)).sort(),
    );
    expect(await scan(photos, library)).toMatchObject({ photos: 7, added: 0, moved: 0, photosPerSecond: 0 });
    const { out } = await runFamiliar(["faces", "--library", library]);
    expect(out.trimEnd().split("\n")).toHaveLength(1 + 21);
    expect(out).toContain("two\\nlines.jpg");
  });
});

/** Permissions bind nobody who is root, so root starts the command line as "nobody" instead. */
async function asOrdinaryUser(home: string): Promise<RunOptions | null> {
  if (process.getuid?.() !== 0) return process.platform === "win32" ? null : {};
  const nobody = 65_534;
  const models = join(home, "models");
  const { detector, landmarks, embedding } = await testModels();
  for (const { path } of [detector, landmarks, embedding])
    cpSync(path, join(models, path.split("/").pop() ?? ""));
  for (const folder of [home, models]) chmodSync(folder, 0o755);
  chownSync(home, nobody, nobody);
  const options = { uid: nobody, gid: nobody, env: { HOME: home, FAMILIAR_MODELS: models } };
  // The checkout may lie where only root may look.
  const { exitCode } = await runFamiliar(["--version"], options);
  return exitCode === 0 ? options : null;
}

test("what may not be read is told, and keeps its faces", async (context) => {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, 1, 2);
  const album = join(photos, "album");
  mkdirSync(album);
  writeFileSync(join(album, "sample3.jpg"), readFileSync(samplePhoto(3)));
  const user = await asOrdinaryUser(home);
  if (user === null) {
    context.skip("no user here whom permissions bind and who can start the program");
    return;
  }
  const library = join(home, "library");
  const scanAsUser = async () => {
    const { exitCode, out, errors } = await runFamiliar(
      ["scan", photos, "--library", library, "--json"],
      user,
    );
    expect(exitCode, errors).toBe(0);
    return scanJson.parse(JSON.parse(out));
  };
  chmodSync(join(photos, "sample1.jpg"), 0o000);
  const first = await scanAsUser();
  const unreadable = {
    path: join(photos, "sample1.jpg"),
    reason: "Familiar is not allowed to read this file. Give your user account permission to read it.",
  };
  expect(first).toMatchObject({ photos: 3, added: 2, failed: [unreadable], faces: 6 });

  chmodSync(join(photos, "sample1.jpg"), 0o644);
  expect(await scanAsUser()).toMatchObject({ photos: 3, added: 1, failed: [], faces: 9 });

  chmodSync(album, 0o000);
  const withoutAlbum = await scanAsUser();
  chmodSync(album, 0o755);
  expect(withoutAlbum).toMatchObject({
    photos: 2,
    failed: [
      {
        path: album,
        reason: expect.stringMatching(/^Familiar is not allowed to read this folder/) as string,
      },
    ],
    faces: 9,
  });
});
