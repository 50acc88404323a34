import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { saveThumbnails, thumbnailLongSides, thumbnailPath } from "../../app/analyze/thumbnails.ts";
import { encodeJpeg } from "../../app/photo/decode.ts";
import { hashOf } from "../support/catalogue.ts";
import { drawPixels } from "../support/pixels.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const picture = drawPixels(1600, 800, (x, y) => [x % 256, y % 256, 128]);
const name = "0a".repeat(32);

/** Encodes to a text that tells the size asked for. */
function plainEncoder() {
  const asked: number[] = [];
  const encode = (_pixels: unknown, longSide: number) => {
    asked.push(longSide);
    return Promise.resolve(Buffer.from(`thumbnail of ${longSide}`));
  };
  return { asked, encode };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

test("a thumbnail is named by the content and the size, in one of 256 folders", () => {
  expect(thumbnailLongSides).toEqual([256, 1280]);
  expect(thumbnailPath("thumbs", hashOf(0x0a), 256)).toBe(join("thumbs", "0a", `${name}-256.jpg`));
  expect(thumbnailPath("thumbs", hashOf(0xff), 1280)).toBe(
    join("thumbs", "ff", `${"ff".repeat(32)}-1280.jpg`),
  );
});

test("both sizes are written as JPEG, and nothing else is left in the folder", async () => {
  const folder = join(temporaryFolder(), "not", "there yet");
  await saveThumbnails(picture, hashOf(0x0a), folder, (pixels, longSide) =>
    encodeJpeg(pixels, { longSide, quality: 80 }),
  );
  expect(filesIn(folder)).toEqual(["0a", join("0a", `${name}-1280.jpg`), join("0a", `${name}-256.jpg`)]);
  for (const longSide of thumbnailLongSides) {
    const metadata = await sharp(thumbnailPath(folder, hashOf(0x0a), longSide)).metadata();
    expect(metadata).toMatchObject({ format: "jpeg", width: longSide, height: longSide / 2 });
  }
});

test("thumbnails that are there are kept, only what is missing is made", async () => {
  const folder = temporaryFolder();
  const small = thumbnailPath(folder, hashOf(0x0a), 256);
  mkdirSync(dirname(small));
  writeFileSync(small, "made before");
  const { asked, encode } = plainEncoder();
  await saveThumbnails(picture, hashOf(0x0a), folder, encode);
  expect(asked).toEqual([1280]);
  expect(readFileSync(small, "utf8")).toBe("made before");
  expect(readFileSync(thumbnailPath(folder, hashOf(0x0a), 1280), "utf8")).toBe("thumbnail of 1280");
  await saveThumbnails(picture, hashOf(0x0a), folder, encode);
  expect(asked).toEqual([1280]);
});

describe("an error", () => {
  test("of encoding leaves the folder as it was", async () => {
    const folder = temporaryFolder();
    const failing = saveThumbnails(picture, hashOf(0x0a), folder, () =>
      Promise.reject(new Error("no memory")),
    );
    await expect(failing).rejects.toThrow("no memory");
    expect(filesIn(folder)).toEqual([]);
  });

  test("of putting the file in its place leaves no unfinished one", async () => {
    const folder = temporaryFolder();
    const target = thumbnailPath(folder, hashOf(0x0a), 256);
    const failing = saveThumbnails(picture, hashOf(0x0a), folder, () => {
      // Somebody makes a folder of that name meanwhile, which no file can replace.
      mkdirSync(target, { recursive: true });
      return Promise.resolve(Buffer.from("jpeg"));
    });
    await expect(failing).rejects.toThrow();
    expect(filesIn(folder)).toEqual(["0a", join("0a", `${name}-256.jpg`)]);
  });

  test("of the folder is the file system's own", async () => {
    const folder = join(temporaryFolder(), "thumbnails");
    writeFileSync(folder, "a file, not a folder");
    await expect(saveThumbnails(picture, hashOf(0x0a), folder, plainEncoder().encode)).rejects.toMatchObject({
      code: "ENOTDIR",
    });
    expect(readFileSync(folder, "utf8")).toBe("a file, not a folder");
  });
});
