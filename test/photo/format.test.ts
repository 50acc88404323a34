import { describe, expect, it } from "vitest";
import {
  describeForeignContent,
  hasPhotoExtension,
  photoExtensions,
  sniffFormat,
} from "../../app/photo/format.ts";
import { cornerPhoto, readFixture } from "../support/photos.ts";

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

describe("sniffFormat", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff", "gif"] as const)("knows a real %s", async (format) => {
    expect(sniffFormat(await cornerPhoto(format))).toBe(format);
  });

  it("knows a real HEIC", () => {
    expect(sniffFormat(readFixture("turned-by-container-1.heic"))).toBe("heic");
  });

  it.each([
    ["big-endian TIFF", "MM\0*\0\0\0\x08", "tiff"],
    ["little-endian BigTIFF", "II+\0\x08\0\0\0", "tiff"],
    ["GIF87a", "GIF87a\x01\0\x01\0", "gif"],
    ["HEIF that names only the container", "\0\0\0\x14ftypmif1\0\0\0\0mif1", "heic"],
    ["AVIF under a container's brand", "\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"],
    ["burst of HEVC frames", "\0\0\0\x18ftyphevc\0\0\0\0msf1hevc", "heic"],
    ["MP4", "\0\0\0\x18ftypisom\0\0\x02\0isommp42", undefined],
    ["text", "hello", undefined],
    ["RIFF sound", "RIFF\0\0\0\0WAVE", undefined],
    ["start of a JPEG, but only two bytes", "\xff\xd8", undefined],
    ["nothing", "", undefined],
    ["file type box cut short", "\0\0\0\x18ftyp", undefined],
    ["brand beyond the box that names it", "\0\0\0\x10ftypisom\0\0\0\0avif", undefined],
  ])("%s", (_name, content, format) => {
    expect(sniffFormat(bytesOf(content))).toBe(format);
  });
});

describe("hasPhotoExtension", () => {
  it.each(["a.jpg", "a.JPG", "a.b.jpeg", "IMG_1.HEIC", "DSCF1.HIF", "ä 😀.png", "a.jpe", "a.jfif"])(
    "takes %s",
    (name) => {
      expect(hasPhotoExtension(name)).toBe(true);
    },
  );

  it.each(["a.txt", "jpg", ".jpg", "a.jpg.part", "a.", "", "a.mov", "a.xmp"])("leaves %j", (name) => {
    expect(hasPhotoExtension(name)).toBe(false);
  });

  it("covers the formats of sniffFormat", () => {
    const raw = ["arw", "cr2", "cr3", "dng", "nef", "orf", "raf", "rw2"];
    expect(raw.every((extension) => photoExtensions.has(extension))).toBe(true);
    expect([...photoExtensions].filter((extension) => !raw.includes(extension)).toSorted()).toEqual([
      "avif",
      "gif",
      "heic",
      "heif",
      "hif",
      "jfif",
      "jpe",
      "jpeg",
      "jpg",
      "png",
      "tif",
      "tiff",
      "webp",
    ]);
  });
});

describe("describeForeignContent", () => {
  it.each([
    ["8BPS\0\x01", "a Photoshop document"],
    ["\xff\x0a\xfa", "a JPEG XL picture"],
    ["\0\0\0\x0cJXL \r\n", "a JPEG XL picture"],
    ["\0\0\0\x0cjP  \r\n", "a JPEG 2000 picture"],
    ["PK\x03\x04", "a ZIP archive or office document"],
    ["plain words\n", "plain text"],
    ["", undefined],
    ["\0\0\0\0", undefined],
  ])("%j is %s", (content, kind) => {
    expect(describeForeignContent(bytesOf(content))).toBe(kind);
  });
});
