import { describe, expect, it } from "vitest";
import { readAppleNote } from "../../app/photo/apple-maker-note.ts";
import { readShot } from "../../app/photo/shot.ts";
import { appleNote } from "../support/apple-note.ts";
import { photoWithExif } from "../support/photos.ts";

const [burstId, contentId] = ["5C2D9C1B-0F0E-4D1C-8A2B-0123456789AB", "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"];
const nothing = { fractionMs: null, burstId: null, contentId: null };

describe("what a photo says of its exposure", () => {
  it.each([
    ["05", 50],
    ["5", 500],
    ["123", 123],
    ["999999", 999],
  ])("the fraction of the second, as digits behind the point: %s", async (digits, fractionMs) => {
    const photo = await photoWithExif({ IFD2: { SubSecTimeOriginal: digits } });
    expect(readShot(photo)).toEqual({ ...nothing, fractionMs });
  });

  it.each(["  ", "abc", "-1", "1".repeat(40)])(
    "nothing, where the fraction is nonsense: %s",
    async (digits) => {
      expect(readShot(await photoWithExif({ IFD2: { SubSecTimeOriginal: digits } }))).toEqual(nothing);
    },
  );

  it("nothing, where there is no EXIF or no photo", async () => {
    expect(readShot(await photoWithExif({}))).toEqual(nothing);
    expect(readShot(Buffer.from("no photo"))).toEqual(nothing);
  });
});

describe("Apple's maker note", () => {
  it("tells the burst and the Live Photo, in either byte order", () => {
    for (const isLittleEndian of [true, false])
      expect(readAppleNote(appleNote({ burstId, contentId, isLittleEndian }))).toEqual({
        burstId,
        contentId,
      });
  });

  it("tells nothing when cut anywhere, or made of nonsense, and does not fail", () => {
    const note = appleNote({ burstId, contentId, isLittleEndian: false });
    for (let end = 0; end < note.length; end++) {
      const { burstId: found } = readAppleNote(note.subarray(0, end));
      expect([null, burstId]).toContain(found);
    }
    expect(readAppleNote(Buffer.alloc(200, 0xff))).toEqual({ burstId: null, contentId: null });
    expect(readAppleNote(appleNote({ burstId: "<script>", contentId: "x", isLittleEndian: false }))).toEqual({
      ...{ burstId: null, contentId: null },
    });
  });
});
