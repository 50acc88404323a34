import { describe, expect, it } from "vitest";
import sharp from "sharp";
import { encodeJpeg, openPhoto, resizePixels } from "../../app/photo/decode.ts";
import type { Pixels } from "../../app/photo/pixels.ts";
import { drawPixels, pixelAt } from "../support/pixels.ts";
import {
  animation,
  cornerColours,
  cornerPhoto,
  cornersOf,
  drawCornerPicture,
  encodeAs,
  flat,
  readFixture,
  sharpOf,
  storedFor,
  type WritableFormat,
} from "../support/photos.ts";

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
const formats: WritableFormat[] = ["jpeg", "png", "webp", "avif", "tiff", "gif"];
// GIF carries no EXIF.
const turnableFormats = formats.filter((format) => format !== "gif");

async function decode(bytes: Buffer, longSide = Number.POSITIVE_INFINITY): Promise<Pixels> {
  const photo = await openPhoto(bytes);
  return await photo.pixels(longSide);
}

/** Every channel of every corner within `tolerance` of the corner picture's. */
function expectCorners(pixels: Pixels, tolerance: number): void {
  const seen = cornersOf(pixels);
  for (const [corner, colour] of Object.entries(cornerColours)) {
    const found = seen[corner as keyof typeof cornerColours];
    const distance = Math.max(...colour.map((value, channel) => Math.abs(value - (found[channel] ?? 0))));
    expect(distance, `${corner} is ${found.join(", ")}`).toBeLessThanOrEqual(tolerance);
  }
}

describe("orientation", () => {
  for (const format of turnableFormats) {
    // AVIF and JPEG round colours on the way through YCbCr.
    const tolerance = format === "avif" || format === "jpeg" ? 3 : 0;
    it.each(orientations)(`turns ${format} upright from %i, whole and shrunk`, async (orientation) => {
      const photo = await openPhoto(await cornerPhoto(format, orientation));

      expect(photo.info).toEqual({
        format,
        width: 96,
        height: 64,
        // AVIF is turned by its container, which leaves nothing to EXIF.
        orientation: format === "avif" ? 1 : orientation,
        hasAnimation: false,
      });
      const whole = await photo.pixels(Number.POSITIVE_INFINITY);
      expect([whole.width, whole.height, whole.data.length]).toEqual([96, 64, 96 * 64 * 3]);
      expectCorners(whole, tolerance);
      const small = await photo.pixels(48);
      expect([small.width, small.height]).toEqual([48, 32]);
      expectCorners(small, tolerance);
    });
  }

  it("keeps every pixel of a lossless picture in its place", async () => {
    const upright = drawCornerPicture();
    for (const orientation of orientations) {
      const pixels = await decode(await cornerPhoto("png", orientation));
      expect(Buffer.compare(pixels.data, upright.data), `orientation ${orientation}`).toBe(0);
    }
  });

  it.each(orientations)("turns a JPEG large enough for shrink-on-load from %i", async (orientation) => {
    const large = await sharp(await cornerPhoto("png"))
      .resize(960, 640, { kernel: "nearest" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const upright: Pixels = { width: 960, height: 640, data: large.data };

    const stored = sharpOf(storedFor(orientation, upright)).withMetadata({ orientation });

    const pixels = await decode(await encodeAs("jpeg", stored), 120);

    expect([pixels.width, pixels.height]).toEqual([120, 80]);
    expectCorners(pixels, 3);
  });
});

describe("size", () => {
  it.each([
    { stored: [400, 300], longSide: 200, expected: [200, 150] },
    { stored: [300, 400], longSide: 200, expected: [150, 200] },
    { stored: [400, 300], longSide: 400, expected: [400, 300] },
    { stored: [400, 300], longSide: 4000, expected: [400, 300] },
    { stored: [1000, 3], longSide: 100, expected: [100, 1] },
    { stored: [1, 1], longSide: 1280, expected: [1, 1] },
  ])("gives $expected for $stored at $longSide", async ({ stored, longSide, expected }) => {
    const [width = 0, height = 0] = stored;
    const pixels = await decode(await encodeAs("png", flat(width, height, [9, 8, 7])), longSide);

    expect([pixels.width, pixels.height]).toEqual(expected);
    expect(pixels.data).toHaveLength(pixels.width * pixels.height * 3);
    expect(pixelAt(pixels, 0, 0)).toEqual([9, 8, 7]);
  });

  it.each(formats)("opens one single pixel of %s", async (format) => {
    const pixels = await decode(await encodeAs(format, flat(1, 1, [255, 255, 255])));

    expect([pixels.width, pixels.height, [...pixels.data]]).toEqual([1, 1, [255, 255, 255]]);
  });

  it("opens 50 megapixels", async () => {
    const photo = await openPhoto(await flat(8660, 5774, [200, 100, 50]).jpeg().toBuffer());

    expect(photo.info).toMatchObject({ width: 8660, height: 5774 });
    const pixels = await photo.pixels(1280);
    expect([pixels.width, pixels.height]).toEqual([1280, 853]);
  });

  it("refuses a long side under one pixel", async () => {
    const photo = await openPhoto(await cornerPhoto("png"));

    await expect(photo.pixels(0)).rejects.toThrow(RangeError);
    await expect(photo.pixels(Number.NaN)).rejects.toThrow(
      "The long side must be at least 1 pixel, but is NaN.",
    );
  });
});

describe("colour", () => {
  it.each([
    ["8-bit grey PNG", () => flat(4, 4, [128, 128, 128]).toColourspace("b-w").png(), 0],
    ["grey JPEG", () => flat(4, 4, [128, 128, 128]).toColourspace("b-w").jpeg(), 0],
    ["16-bit grey PNG", () => flat(4, 4, [128, 128, 128]).toColourspace("grey16").png(), 0],
    ["palette PNG", () => flat(4, 4, [128, 128, 128]).png({ palette: true }), 0],
  ])("gives three equal channels for a %s", async (_name, picture) => {
    const pixels = await decode(await picture().toBuffer());

    expect(pixels.data).toHaveLength(48);
    expect(pixelAt(pixels, 2, 2)).toEqual([128, 128, 128]);
  });

  it("converts 16 bits a channel to 8", async () => {
    const bytes = await flat(4, 4, [200, 100, 50]).toColourspace("rgb16").png().toBuffer();

    expect((await sharp(bytes).metadata()).depth).toBe("ushort");
    expect(pixelAt(await decode(bytes), 1, 1)).toEqual([200, 100, 50]);
  });

  it("converts a CMYK JPEG to sRGB", async () => {
    const bytes = await flat(16, 16, [200, 100, 50]).toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(bytes).metadata()).channels).toBe(4);

    const [red = 0, green = 0, blue = 0] = pixelAt(await decode(bytes), 8, 8);

    // A press cannot print every screen colour: the blue of this orange moves by 29.
    expect(Math.abs(red - 200)).toBeLessThanOrEqual(8);
    expect(Math.abs(green - 100)).toBeLessThanOrEqual(8);
    expect(Math.abs(blue - 50)).toBeLessThanOrEqual(32);
  });

  it("honours an embedded Display P3 profile", async () => {
    const bytes = await flat(4, 4, [200, 40, 40]).withIccProfile("p3").png().toBuffer();
    // sRGB 200, 40, 40 has the numbers 184, 56, 49 in Display P3; shown unconverted the picture would be dull.
    const stored = await sharp(bytes).keepIccProfile().raw().toBuffer();
    expect([...stored.subarray(0, 3)]).toEqual([184, 56, 49]);

    const [red = 0, green = 0, blue = 0] = pixelAt(await decode(bytes), 1, 1);

    expect(Math.abs(red - 200)).toBeLessThanOrEqual(1);
    expect(Math.abs(green - 40)).toBeLessThanOrEqual(3);
    expect(Math.abs(blue - 40)).toBeLessThanOrEqual(3);
  });

  it("lays transparency on white", async () => {
    const background = { r: 0, g: 0, b: 0, alpha: 0.5 };
    const half = await sharp({ create: { width: 4, height: 4, channels: 4, background } })
      .png()
      .toBuffer();

    // Alpha 0.5 is stored as 128 of 255: 255 x (1 - 128/255) = 127.
    const [red = 0, green, blue] = pixelAt(await decode(half), 0, 0);

    expect([green, blue]).toEqual([red, red]);
    expect(Math.abs(red - 127)).toBeLessThanOrEqual(1);
  });
});

describe("animation", () => {
  it.each(["gif", "webp"] as const)("shows the first frame of %s", async (format) => {
    const photo = await openPhoto(await animation(format));

    expect(photo.info).toMatchObject({ format, width: 96, height: 64, hasAnimation: true });
    expectCorners(await photo.pixels(96), 0);
  });

  it("takes the pages of a TIFF for no animation", async () => {
    const page = await flat(4, 4, [1, 2, 3]).png().toBuffer();
    const bytes = await sharp([page, page], { join: { animated: true } })
      .tiff()
      .toBuffer();

    expect((await openPhoto(bytes)).info).toMatchObject({ width: 4, height: 4, hasAnimation: false });
  });
});

describe("HEIC", () => {
  it.each(orientations)("opens one turned by its container as orientation %i does", async (orientation) => {
    const photo = await openPhoto(readFixture(`turned-by-container-${orientation}.heic`));

    expect(photo.info).toEqual({
      format: "heic",
      width: 96,
      height: 64,
      orientation: 1,
      hasAnimation: false,
    });
    expectCorners(await photo.pixels(1280), 2);
    const small = await photo.pixels(48);
    expect([small.width, small.height]).toEqual([48, 32]);
    expectCorners(small, 2);
  });

  it("does not turn by EXIF again what the container has turned", async () => {
    const photo = await openPhoto(readFixture("turned-by-both-6.heic"));

    expect(photo.info).toMatchObject({ width: 96, height: 64, orientation: 1 });
    expectCorners(await photo.pixels(96), 2);
  });

  it("turns by EXIF when the container says nothing", async () => {
    const photo = await openPhoto(readFixture("turned-by-exif-6.heic"));

    expect(photo.info).toMatchObject({ width: 96, height: 64, orientation: 6 });
    expectCorners(await photo.pixels(96), 2);
    const small = await photo.pixels(48);
    expect([small.width, small.height]).toEqual([48, 32]);
    expectCorners(small, 2);
  });

  it("converts Display P3 to sRGB", async () => {
    expectCorners(await decode(readFixture("display-p3.heic")), 3);
  });

  it("lays transparency on white", async () => {
    const { topLeft, bottomRight } = cornersOf(await decode(readFixture("transparent-top.heic")));

    expect(topLeft).toEqual([255, 255, 255]);
    expect(bottomRight).toEqual([220, 200, 41]);
  });
});

describe("resizePixels", () => {
  it("shrinks by averaging, not by picking", async () => {
    const stripes = drawPixels(64, 64, (x) => (x % 2 === 0 ? [0, 0, 0] : [200, 200, 200]));

    const small = await resizePixels(stripes, 16);

    expect([small.width, small.height]).toEqual([16, 16]);
    expect(Math.abs((pixelAt(small, 8, 8)[0] ?? 0) - 100)).toBeLessThanOrEqual(2);
  });

  it("returns a smaller picture as it is", async () => {
    const picture = drawCornerPicture();

    expect(await resizePixels(picture, 97)).toBe(picture);
  });
});

describe("encodeJpeg", () => {
  it("shrinks to the long side and keeps the corners", async () => {
    const jpeg = await encodeJpeg(drawCornerPicture(), { longSide: 48, quality: 95 });

    const photo = await openPhoto(jpeg);
    expect(photo.info).toMatchObject({ format: "jpeg", width: 48, height: 32, orientation: 1 });
    expectCorners(await photo.pixels(48), 6);
  });

  it("never enlarges", async () => {
    const jpeg = await encodeJpeg(drawCornerPicture(), { longSide: 1280, quality: 80 });

    expect((await openPhoto(jpeg)).info).toMatchObject({ width: 96, height: 64 });
  });

  it("takes fewer bytes at a lower quality", async () => {
    const noisy = drawPixels(128, 128, (x, y) => [(x * 73) % 256, (y * 151) % 256, (x * y) % 256]);
    const [low, high] = await Promise.all(
      [40, 95].map(async (quality) => await encodeJpeg(noisy, { longSide: 128, quality })),
    );

    expect(low?.length).toBeLessThan((high?.length ?? 0) / 2);
  });
});
