import { describe, expect, it } from "vitest";
import type { Exif } from "sharp";
import { readCapture, type Capture } from "../../app/photo/exif.ts";
import { cornerPhoto, flat, photoWithExif, readFixture } from "../support/photos.ts";
import { tiffWithTags } from "../support/tiff-tags.ts";

const nothing: Capture = {
  takenAt: null,
  takenAtOffset: null,
  cameraMake: null,
  cameraModel: null,
  latitude: null,
  longitude: null,
  orientation: null,
};

const exif: Exif = {
  IFD0: { Make: "Canon ", Model: " EOS 5D  ", DateTime: "2020:02:03 04:05:06" },
  IFD2: { DateTimeOriginal: "2017:11:01 12:51:52", OffsetTimeOriginal: "+02:00" },
  // 47 degrees 30 minutes; 8 degrees 15 minutes 36 seconds = 8 + 0.25 + 0.01.
  IFD3: {
    GPSLatitude: "47/1 30/1 0/1",
    GPSLatitudeRef: "S",
    GPSLongitude: "8/1 15/1 36/1",
    GPSLongitudeRef: "E",
  },
};
const capture: Capture = {
  takenAt: "2017-11-01T12:51:52",
  takenAtOffset: "+02:00",
  cameraMake: "Canon",
  cameraModel: "EOS 5D",
  latitude: -47.5,
  longitude: 8.26,
  orientation: 1,
};

describe("formats", () => {
  it.each(["jpeg", "png", "webp", "avif"] as const)("reads everything from %s", async (format) => {
    expect(readCapture(await photoWithExif(exif, format))).toEqual(capture);
  });

  it("reads a TIFF", () => {
    const tiff = tiffWithTags({
      make: "Nikon",
      model: "Coolscan",
      dateTime: "1999:12:31 23:59:59",
      orientation: 3,
    });

    expect(readCapture(tiff)).toEqual({
      ...nothing,
      takenAt: "1999-12-31T23:59:59",
      cameraMake: "Nikon",
      cameraModel: "Coolscan",
      orientation: 3,
    });
  });

  it("reads a HEIC", () => {
    expect(readCapture(readFixture("turned-by-both-6.heic"))).toEqual({
      ...nothing,
      takenAt: "2021-06-05T04:03:02",
      takenAtOffset: "+02:00",
      cameraMake: "Familiar",
      cameraModel: "Fixture",
      orientation: 6,
    });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("reads orientation %i", async (orientation) => {
    const bytes = await flat(4, 4, [0, 0, 0]).withMetadata({ orientation }).jpeg().toBuffer();

    expect(readCapture(bytes).orientation).toBe(orientation);
  });
});

describe("dates", () => {
  const dateOf = async (fields: Exif) => {
    const { takenAt, takenAtOffset } = readCapture(await photoWithExif(fields));
    return [takenAt, takenAtOffset];
  };

  it("prefers the shutter to the scanner to the editor, each with its own offset", async () => {
    const editor = { IFD0: { DateTime: "2003:03:03 03:03:03" }, IFD2: { OffsetTime: "+03:00" } };
    const scanner = { DateTimeDigitized: "2002:02:02 02:02:02", OffsetTimeDigitized: "-02:00" };
    const shutter = { DateTimeOriginal: "2001:01:01 01:01:01", OffsetTimeOriginal: "+05:45" };

    expect(await dateOf(editor)).toEqual(["2003-03-03T03:03:03", "+03:00"]);
    expect(await dateOf({ ...editor, IFD2: { ...editor.IFD2, ...scanner } })).toEqual([
      "2002-02-02T02:02:02",
      "-02:00",
    ]);
    expect(await dateOf({ ...editor, IFD2: { ...editor.IFD2, ...scanner, ...shutter } })).toEqual([
      "2001-01-01T01:01:01",
      "+05:45",
    ]);
  });

  it.each([
    "0000:00:00 00:00:00",
    "    :  :     :  :  ",
    "2017:13:01 00:00:00",
    "2017:02:29 00:00:00",
    "2017:11:01 25:00:00",
    "1601:01:01 00:00:00",
    "yesterday",
  ])("passes over the impossible %j for the next best date", async (impossible) => {
    const fields = { IFD0: { DateTime: "2003:03:03 03:03:03" }, IFD2: { DateTimeOriginal: impossible } };

    expect(await dateOf(fields)).toEqual(["2003-03-03T03:03:03", null]);
    expect(await dateOf({ IFD2: { DateTimeOriginal: impossible } })).toEqual([null, null]);
  });

  it("takes 29 February of a leap year, dashes, and a year of the age of plates", async () => {
    expect(await dateOf({ IFD2: { DateTimeOriginal: "2016:02:29 00:00:00" } })).toEqual([
      "2016-02-29T00:00:00",
      null,
    ]);
    expect(await dateOf({ IFD2: { DateTimeOriginal: "2016-02-28T10:20:30" } })).toEqual([
      "2016-02-28T10:20:30",
      null,
    ]);
    expect(await dateOf({ IFD2: { DateTimeOriginal: "1861:05:04 05:59:26" } })).toEqual([
      "1861-05-04T05:59:26",
      null,
    ]);
  });

  it.each([
    ["Z", "+00:00"],
    ["-12:00", "-12:00"],
    ["+14:00", "+14:00"],
    ["+15:00", null],
    ["+02:75", null],
    ["CEST", null],
  ])("reads the offset %j as %j", async (written, offset) => {
    const fields = { IFD2: { DateTimeOriginal: "2016:02:28 00:00:00", OffsetTimeOriginal: written } };

    expect(await dateOf(fields)).toEqual(["2016-02-28T00:00:00", offset]);
  });
});

describe("places", () => {
  const placeOf = async (latitude: string, south: string, longitude: string, west: string) => {
    const IFD3 = {
      GPSLatitude: latitude,
      GPSLatitudeRef: south,
      GPSLongitude: longitude,
      GPSLongitudeRef: west,
    };
    const read = readCapture(await photoWithExif({ IFD3 }));
    return [read.latitude, read.longitude];
  };

  it.each([
    ["89/1 60/1 0/1", "N", "179/1 60/1 0/1", "W", [90, -180]],
    ["0/1 0/1 0/1", "N", "8/1 0/1 0/1", "E", [0, 8]],
    ["0/1 0/1 0/1", "N", "0/1 0/1 0/1", "E", [null, null]],
    ["91/1 0/1 0/1", "N", "8/1 0/1 0/1", "E", [null, null]],
    ["47/1 0/1 0/1", "N", "181/1 0/1 0/1", "E", [null, null]],
    ["47/0 0/0 0/0", "N", "8/1 0/1 0/1", "E", [null, null]],
  ])("reads %s %s, %s %s as %j", async (latitude, south, longitude, west, place) => {
    expect(await placeOf(latitude, south, longitude, west)).toEqual(place);
  });

  it("wants both coordinates", async () => {
    const { latitude, longitude } = readCapture(
      await photoWithExif({ IFD3: { GPSLatitude: "47/1 30/1 0/1", GPSLatitudeRef: "N" } }),
    );

    expect([latitude, longitude]).toEqual([null, null]);
  });
});

describe("absent and malformed metadata", () => {
  it.each(["jpeg", "png", "webp", "avif", "gif"] as const)("gives nulls for a bare %s", async (format) => {
    expect(readCapture(await cornerPhoto(format))).toEqual(nothing);
  });

  it("gives nulls for no photo at all", () => {
    expect(readCapture(Buffer.alloc(0))).toEqual(nothing);
    expect(readCapture(Buffer.from("plain text"))).toEqual(nothing);
  });

  it("never throws, wherever the EXIF block is scrambled or cut", async () => {
    const bytes = await photoWithExif(exif);
    const start = bytes.indexOf("Exif\0\0");
    expect(start).toBeGreaterThan(0);
    for (let offset = start + 6; offset < start + 300; offset += 1) {
      const scrambled = Buffer.from(bytes);
      scrambled[offset] = 0xff;
      expect(Object.keys(readCapture(scrambled))).toEqual(Object.keys(nothing));
      expect(Object.keys(readCapture(bytes.subarray(0, offset)))).toEqual(Object.keys(nothing));
    }
  });

  it("gives null for an empty camera name", async () => {
    const { cameraMake, cameraModel } = readCapture(
      await photoWithExif({ IFD0: { Make: "   ", Model: "X" } }),
    );

    expect([cameraMake, cameraModel]).toEqual([null, "X"]);
  });
});
