import { describe, expect, it } from "vitest";
import { encodeJpeg, openPhoto } from "../../app/photo/decode.ts";
import { readCapture } from "../../app/photo/exif.ts";
import { hasPhotoExtension, sniffFormat } from "../../app/photo/format.ts";
import { findRawPreview } from "../../app/photo/raw-preview.ts";
import { wrapAsTiff } from "../../app/photo/tiff-container.ts";
import { cornerPictureSize, cornersOf, drawCornerPicture, storedFor } from "../support/photos.ts";
import { rawFile, rawKinds } from "../support/raw-files.ts";

const facts = { make: "Make", model: "A 1", dateTime: "2017:11:01 12:51:52" };

async function jpegOf(orientation: number, longSide = Infinity): Promise<Buffer> {
  return await encodeJpeg(storedFor(orientation, drawCornerPicture()), { longSide, quality: 90 });
}

describe("camera raw files", () => {
  it.each(rawKinds)(
    "%s: the largest preview is shown, turned as the raw file says, with its date and camera",
    async (kind) => {
      expect(hasPhotoExtension(`a.${kind.toUpperCase()}`)).toBe(true);
      const plain = drawCornerPicture();
      for (let orientation = 1; orientation <= 8; orientation++) {
        const file = rawFile(kind, await jpegOf(orientation), await jpegOf(1, 32), { ...facts, orientation });
        expect(sniffFormat(file)).toBe("raw");
        expect(readCapture(file)).toMatchObject({
          ...{ takenAt: "2017-11-01T12:51:52", cameraMake: "Make", cameraModel: "A 1", orientation },
        });
        const opened = await openPhoto(file);
        expect(opened.info).toMatchObject({ format: "raw", orientation, ...cornerPictureSize });
        const pixels = await opened.pixels(Infinity);
        expect([pixels.width, pixels.height]).toEqual([plain.width, plain.height]);
        const [seen, wanted] = [cornersOf(pixels), cornersOf(plain)];
        for (const corner of ["topLeft", "topRight", "bottomLeft", "bottomRight"] as const)
          for (const [channel, value] of wanted[corner].entries())
            expect(Math.abs((seen[corner][channel] ?? 0) - value)).toBeLessThan(12);
      }
    },
  );

  it("a TIFF with a picture stays a TIFF", () => {
    expect(sniffFormat(wrapAsTiff({ ...drawCornerPicture(), iccProfile: null, orientation: 1 }))).toBe(
      "tiff",
    );
  });

  it.each(rawKinds)(
    "%s: cut anywhere or without a preview, it is an error in words, or what is left of it",
    async (kind) => {
      const file = rawFile(kind, await jpegOf(1), await jpegOf(1, 32), { ...facts, orientation: 1 });
      for (let end = 20; end < file.length; end += 251) {
        const cut = file.subarray(0, end);
        const seen = await openPhoto(cut)
          .then(async (opened) => await opened.pixels(64))
          .then(
            () => "shown",
            (error: unknown) => (error instanceof Error ? error.name : "?"),
          );
        expect(["shown", "PhotoError"]).toContain(seen);
      }
      await expect(
        openPhoto(rawFile(kind, Buffer.alloc(64), Buffer.alloc(64), { ...facts, orientation: 1 })),
      ).rejects.toThrow("holds no preview picture");
    },
  );

  it("files made of beginnings are looked at within bounds", () => {
    const beginnings = Buffer.alloc(3_000_000);
    for (let at = 0; at + 4 < beginnings.length; at += 6) beginnings.set([0xff, 0xd8, 0xff, 0xfe, 0, 2], at);
    expect(findRawPreview(beginnings)).toBeNull();
  });
});
