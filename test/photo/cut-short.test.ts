import { describe, expect, it } from "vitest";
import { isCutShort, isJpegEndBlank, jpegScanOffset } from "../../app/photo/cut-short.ts";
import { cornerPhoto, cutShort, readFixture } from "../support/photos.ts";

describe("isCutShort", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff", "gif"] as const)(
    "tells a whole %s from a cut one",
    async (format) => {
      const whole = await cornerPhoto(format);

      expect(isCutShort(whole, format)).toBe(false);
      expect(isCutShort(Buffer.concat([whole, Buffer.alloc(40, 0)]), format)).toBe(false);
      // A TIFF's last bytes belong to its tags' values, which are the decoder's business.
      const nearlyWhole = format === "tiff" ? [] : [whole.length - 3];
      for (const bytes of [0, 5, 12, 20, ...nearlyWhole]) {
        expect(isCutShort(whole.subarray(0, bytes), format), `${bytes} bytes`).toBe(true);
      }
    },
  );

  it("tells a whole HEIC from a cut one", () => {
    const whole = readFixture("turned-by-container-1.heic");

    expect(isCutShort(whole, "heic")).toBe(false);
    expect(isCutShort(whole.subarray(0, -1), "heic")).toBe(true);
    expect(isCutShort(cutShort(whole, 0.1), "heic")).toBe(true);
  });

  it("reads the 64-bit box lengths and the box that runs to the end", () => {
    const meta = Buffer.from("\0\0\0\x0cmeta\0\0\0\0", "latin1");
    const long = Buffer.from("\0\0\0\x01mdat\0\0\0\0\0\0\0\x14abcd", "latin1");
    const open = Buffer.from("\0\0\0\0mdatabcdefgh", "latin1");

    expect(isCutShort(Buffer.concat([meta, long]), "heic")).toBe(false);
    expect(isCutShort(Buffer.concat([meta, long]).subarray(0, -1), "heic")).toBe(true);
    expect(isCutShort(Buffer.concat([meta, open]), "heic")).toBe(false);
  });
});

describe("jpegScanOffset", () => {
  it("finds the scan after the segments, over fill bytes", () => {
    // Start, APP0 of 4 bytes, two fill bytes, start of scan.
    const bytes = Buffer.from("ffd8" + "ffe000040102" + "ffff" + "ffda0002", "hex");

    expect(jpegScanOffset(bytes)).toBe(10);
  });

  it.each([
    ["a header that ends early", "ffd8ffe0ffff01"],
    ["bytes that are no marker", "ffd8001122334455"],
    ["nothing", ""],
  ])("gives undefined for %s", (_name, hex) => {
    expect(jpegScanOffset(Buffer.from(hex, "hex"))).toBeUndefined();
  });
});

describe("isJpegEndBlank", () => {
  it("tells zeros in place of the end from zeros after the end", async () => {
    const whole = await cornerPhoto("jpeg");
    const unfinished = Buffer.from(whole);
    unfinished.fill(0, whole.length - 200);

    expect(isJpegEndBlank(whole)).toBe(false);
    expect(isJpegEndBlank(Buffer.concat([whole, Buffer.alloc(500)]))).toBe(false);
    expect(isJpegEndBlank(unfinished)).toBe(true);
  });
});
