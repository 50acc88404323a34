import { describe, expect, it } from "vitest";
import { decodeHeic, libheifHeapBytes, maximumHeicPixels, readHeicInfo } from "../../app/photo/heic.ts";
import { errorOf } from "../support/error-of.ts";
import { readFixture } from "../support/photos.ts";

describe("readHeicInfo", () => {
  it.each([
    ["turned-by-container-1.heic", { width: 96, height: 64, hasTransform: false }],
    ["turned-by-container-2.heic", { width: 96, height: 64, hasTransform: true }],
    ["turned-by-container-6.heic", { width: 96, height: 64, hasTransform: true }],
    ["turned-by-exif-6.heic", { width: 64, height: 96, hasTransform: false }],
  ])("reads size and turning of %s", (name, info) => {
    expect(readHeicInfo(readFixture(name))).toEqual(info);
  });

  it("draws the line at maximumHeicPixels", () => {
    const heic = readFixture("turned-by-container-1.heic");
    const extents = heic.indexOf("ispe");
    heic.writeUInt32BE(10_000, extents + 8);
    heic.writeUInt32BE(10_000, extents + 12);
    expect(readHeicInfo(heic)).toMatchObject({ width: 10_000, height: 10_000 });
    expect(maximumHeicPixels).toBe(10_000 * 10_000);

    heic.writeUInt32BE(10_001, extents + 8);

    expect(errorOf(() => readHeicInfo(heic))).toMatchObject({ name: "PhotoError", code: "too-large" });
  });

  it("refuses a picture whose coding is unknown, and one without a picture", () => {
    const heic = readFixture("turned-by-container-1.heic");
    // The type of the primary item, in its infe box: nothing is known of "hvcX".
    heic.write("hvcX", heic.indexOf("hvc1"), "latin1");
    expect(errorOf(() => decodeHeic(heic))).toMatchObject({ name: "PhotoError" });

    const empty = Buffer.from("\0\0\0\x14ftypheic\0\0\0\0heic\0\0\0\x0cmeta\0\0\0\0", "latin1");
    expect(errorOf(() => readHeicInfo(empty))).toMatchObject({ code: "damaged" });
  });
});

describe("decodeHeic", () => {
  it("copies rows without padding, and leaves colours to the profile", () => {
    const picture = decodeHeic(readFixture("display-p3.heic"));

    expect([picture.width, picture.height, picture.channels, picture.data.length]).toEqual([
      96,
      64,
      3,
      96 * 64 * 3,
    ]);
    // The "acsp" signature at byte 36 of every ICC profile (ICC.1, 7.2.11).
    expect(Buffer.from(picture.iccProfile ?? []).toString("latin1", 36, 40)).toBe("acsp");
    // sRGB 200, 40, 40 in Display P3 numbers, within what HEVC at this quality keeps.
    const [red = 0, green = 0, blue = 0] = picture.data;
    expect(Math.max(Math.abs(red - 184), Math.abs(green - 56), Math.abs(blue - 49))).toBeLessThanOrEqual(3);
  });

  it("keeps transparency as a fourth channel", () => {
    const picture = decodeHeic(readFixture("transparent-top.heic"));

    expect([picture.channels, picture.data.length, picture.iccProfile]).toEqual([4, 96 * 64 * 4, null]);
    expect([picture.data[3], picture.data.at(-1)]).toEqual([0, 255]);
  });

  it("gives its memory back", () => {
    const original = readFixture("turned-by-container-1.heic");
    const broken = Buffer.from(original);
    broken.fill(0, broken.indexOf("mdat") + 4);
    // A box to be skipped makes the file as large as its picture, so that a file kept would show as well.
    const padding = Buffer.alloc(18_432);
    padding.writeUInt32BE(padding.length);
    padding.write("free", 4, "latin1");
    const heic = Buffer.concat([original, padding]);
    const round = () => {
      decodeHeic(heic);
      errorOf(() => decodeHeic(broken));
    };
    round();
    const before = libheifHeapBytes();

    for (let count = 0; count < 2000; count += 1) round();

    // The heap is libheif's alone, so nothing else makes it grow: one picture of 96 x 64 kept in each round, 18 kB,
    // would take 37 MB of it.
    expect(libheifHeapBytes()).toBe(before);
  });
});
