import { describe, expect, it } from "vitest";
import { maximumPixels, openPhoto } from "../../app/photo/decode.ts";
import { PhotoError } from "../../app/photo/photo-error.ts";
import { wrapAsTiff } from "../../app/photo/tiff-container.ts";
import { drawPixels } from "../support/pixels.ts";
import {
  cornerPhoto,
  cutShort,
  drawCornerPicture,
  encodeAs,
  flat,
  pngClaiming,
  readFixture,
  sharpOf,
  type WritableFormat,
} from "../support/photos.ts";

const cutReason = "Part of the picture is missing: the file was probably copied or downloaded only in part.";

/** The PhotoError that opening and decoding ends in. */
async function failureOf(bytes: Buffer, longSide = 64): Promise<PhotoError> {
  try {
    const photo = await openPhoto(bytes);
    await photo.pixels(longSide);
  } catch (error) {
    if (error instanceof PhotoError) return error;
    throw error;
  }
  throw new Error("The file opened.");
}

/** Large and busy enough that half of the file is half of the picture. */
async function busyPhoto(format: WritableFormat): Promise<Buffer> {
  const noise = drawPixels(320, 240, (x, y) => [(x * 73 + y) % 256, (y * 151) % 256, (x * y) % 256]);
  return await encodeAs(format, sharpOf(noise));
}

describe("content that is no photo", () => {
  it.each([
    ["nothing", "", "empty", "The file is empty (0 bytes)."],
    [
      "text named .jpg",
      "Dear diary,\nno picture today.\n",
      "not-a-photo",
      "This is plain text, not a photo, whatever its name says.",
    ],
    [
      "a web page",
      "<!DOCTYPE html><html>404</html>",
      "not-a-photo",
      "This is a web page, not a photo, whatever its name says.",
    ],
    [
      "a PDF",
      "%PDF-1.7\n\x01",
      "not-a-photo",
      "This is a PDF document, not a photo, whatever its name says.",
    ],
    [
      "a video",
      "\0\0\0\x18ftypisom\0\0\x02\0isomiso2",
      "not-a-photo",
      "This is a video, not a photo, whatever its name says.",
    ],
    [
      "noise",
      "\x01\x02\x03\x04\x05\x06\x07\x08",
      "not-a-photo",
      "The content is not a picture in any format that Familiar knows.",
    ],
    [
      "a BMP",
      "BM\x46\0\0\0",
      "unsupported",
      "This is a BMP picture, which Familiar cannot open yet. Convert it to JPEG.",
    ],
    [
      "an SVG",
      "<svg xmlns='http://www.w3.org/2000/svg'/>",
      "unsupported",
      "This is an SVG drawing, which Familiar cannot open yet. Convert it to JPEG.",
    ],
    [
      "Canon raw",
      "\0\0\0\x18ftypcrx \0\0\0\x01crx isom",
      "unsupported",
      "This camera raw file holds no preview picture. Convert it with the camera maker's program, or to a DNG with a preview.",
    ],
  ])("refuses %s", async (_name, content, code, reason) => {
    const failure = await failureOf(Buffer.from(content, "latin1"));

    expect([failure.code, failure.reason]).toEqual([code, reason]);
  });
});

describe("files cut short", () => {
  const formats: WritableFormat[] = ["jpeg", "png", "webp", "avif", "tiff", "gif"];
  const cuts = formats.flatMap((format) => [0.1, 0.5, 0.9].map((share) => ({ format, share })));

  it.each(cuts)("reports $share of a $format as cut short", async ({ format, share }) => {
    const failure = await failureOf(cutShort(await busyPhoto(format), share));

    expect([failure.code, failure.reason]).toEqual(["truncated", cutReason]);
  });

  it.each([0.5, 0.9])(
    "reports %s of a progressive JPEG and an interlaced PNG as cut short",
    async (share) => {
      const busy = drawPixels(320, 240, (x, y) => [(x * 73 + y) % 256, (y * 151) % 256, (x * y) % 256]);
      const jpeg = await sharpOf(busy).jpeg({ progressive: true }).toBuffer();
      const png = await sharpOf(busy).png({ progressive: true }).toBuffer();

      expect((await failureOf(cutShort(jpeg, share))).code).toBe("truncated");
      expect((await failureOf(cutShort(png, share))).code).toBe("truncated");
    },
  );

  it("reports a TIFF whose directory is whole but whose last rows are missing", async () => {
    const tiff = wrapAsTiff({ ...drawCornerPicture(), iccProfile: null, orientation: 1 });

    expect((await failureOf(cutShort(tiff, 0.5))).code).toBe("truncated");
  });

  it("reports a JPEG whose second half was never written (zeros)", async () => {
    const jpeg = await busyPhoto("jpeg");
    jpeg.fill(0, Math.floor(jpeg.length / 2));

    expect((await failureOf(jpeg)).code).toBe("truncated");
  });

  it.each([0.2, 0.5, 0.99])("reports %s of a HEIC as cut short, before decoding", async (share) => {
    const cut = cutShort(readFixture("turned-by-container-1.heic"), share);

    await expect(openPhoto(cut)).rejects.toMatchObject({ code: "truncated", reason: cutReason });
  });
});

describe("odd but whole files", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff", "gif"] as const)(
    "opens a %s with garbage after it",
    async (format) => {
      const bytes = Buffer.concat([await cornerPhoto(format), Buffer.alloc(300, 7)]);

      const pixels = await (await openPhoto(bytes)).pixels(96);
      expect([pixels.width, pixels.height]).toEqual([96, 64]);
    },
  );

  it("opens a HEIC with garbage after it", async () => {
    const bytes = Buffer.concat([readFixture("turned-by-container-1.heic"), Buffer.alloc(300, 7)]);

    expect((await (await openPhoto(bytes)).pixels(96)).width).toBe(96);
  });

  it("opens a JPEG that lacks only its end marker", async () => {
    const jpeg = await busyPhoto("jpeg");
    const whole = await (await openPhoto(jpeg)).pixels(320);

    const endless = await (await openPhoto(jpeg.subarray(0, -2))).pixels(320);

    expect(Buffer.compare(endless.data, whole.data)).toBe(0);
  });

  it("opens a JPEG with a stray marker in the middle, which libjpeg warns of", async () => {
    const jpeg = await busyPhoto("jpeg");
    jpeg.set([0xff, 0x55], Math.floor(jpeg.length / 2));

    expect((await (await openPhoto(jpeg)).pixels(320)).width).toBe(320);
  });

  it("goes by the content, not by the name: a JPEG is a JPEG", async () => {
    expect((await openPhoto(await cornerPhoto("jpeg"))).info.format).toBe("jpeg");
  });
});

describe("damaged files", () => {
  it("reports a PNG whose compressed data is scrambled", async () => {
    const png = await busyPhoto("png");
    png.fill(0xaa, 60, 400);

    const failure = await failureOf(png);
    expect([failure.code, failure.reason]).toEqual([
      "damaged",
      "The PNG picture is damaged and cannot be shown.",
    ]);
    expect(failure.cause).toBeInstanceOf(Error);
  });

  it("reports a HEIC whose picture data is scrambled, and opens the next one", async () => {
    const heic = readFixture("turned-by-container-1.heic");
    heic.fill(0, heic.indexOf("mdat") + 4);

    const failure = await failureOf(heic);
    expect([failure.code, failure.reason]).toEqual([
      "damaged",
      "The HEIC picture is damaged and cannot be shown whole.",
    ]);
    const next = await openPhoto(readFixture("turned-by-container-1.heic"));
    expect((await next.pixels(96)).width).toBe(96);
  });
});

describe("decompression bombs", () => {
  const claim = "The picture claims 100000 x 100000 pixels; Familiar opens up to 268 megapixels.";

  it("refuses a PNG by its header", async () => {
    await expect(openPhoto(pngClaiming(100_000, 100_000))).rejects.toMatchObject({
      code: "too-large",
      reason: claim,
    });
  });

  it("refuses a TIFF by its header", async () => {
    const tiff = wrapAsTiff({ ...drawCornerPicture(), iccProfile: null, orientation: 1 });
    // The values of the first two entries (ImageWidth, ImageLength), 8 bytes into each 12-byte entry.
    tiff.writeUInt32LE(100_000, 18);
    tiff.writeUInt32LE(100_000, 30);

    await expect(openPhoto(tiff)).rejects.toMatchObject({ code: "too-large", reason: claim });
  });

  it("refuses a JPEG by its header", async () => {
    const jpeg = await flat(16, 16, [1, 2, 3]).jpeg().toBuffer();
    // Start of frame: ff c0, length, precision, then height and width.
    const frame = jpeg.indexOf("ffc0", 0, "hex");
    jpeg.writeUInt16BE(65_500, frame + 5);
    jpeg.writeUInt16BE(65_500, frame + 7);

    await expect(openPhoto(jpeg)).rejects.toMatchObject({ code: "too-large" });
  });

  it("refuses a HEIC by its header", async () => {
    const heic = readFixture("turned-by-container-1.heic");
    // ItemSpatialExtents: type, version and flags, then width and height.
    const extents = heic.indexOf("ispe");
    heic.writeUInt32BE(20_000, extents + 8);
    heic.writeUInt32BE(20_000, extents + 12);

    await expect(openPhoto(heic)).rejects.toMatchObject({
      code: "too-large",
      reason: "The picture measures 20000 x 20000 pixels; Familiar opens HEIC pictures up to 100 megapixels.",
    });
  });

  it("draws the line at 16383 x 16383", async () => {
    expect(maximumPixels).toBe(268_402_689);
    expect((await openPhoto(pngClaiming(16_383, 16_383))).info).toMatchObject({
      width: 16_383,
      height: 16_383,
    });
    await expect(openPhoto(pngClaiming(16_384, 16_383))).rejects.toMatchObject({ code: "too-large" });
  });
});
