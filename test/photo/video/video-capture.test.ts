import { describe, expect, it } from "vitest";
import { captureOfTags } from "../../../app/photo/video/video-capture.ts";

const taken = (tags: Record<string, string>, timeZone = "Europe/Berlin") => {
  const { takenAt, takenAtOffset } = captureOfTags(tags, timeZone);
  return [takenAt, takenAtOffset];
};

describe("when a video was taken", () => {
  it("is the clock at the place where Apple says it, before the time in UTC", () => {
    expect(
      taken({
        creation_time: "2024-05-01T12:03:22.000000Z",
        "com.apple.quicktime.creationdate": "2024-05-01T08:03:22-0400",
      }),
    ).toEqual(["2024-05-01T08:03:22", "-04:00"]);
  });

  it("is told in the time zone of the computer where only UTC is known, in summer and in winter", () => {
    expect(taken({ creation_time: "2024-07-01T22:30:00.000000Z" })).toEqual([
      "2024-07-02T00:30:00",
      "+02:00",
    ]);
    expect(taken({ creation_time: "2024-01-01T12:00:00Z" })).toEqual(["2024-01-01T13:00:00", "+01:00"]);
    expect(taken({ creation_time: "2024-01-01T01:00:00Z" }, "America/St_Johns")).toEqual([
      ...["2023-12-31T21:30:00", "-03:30"],
    ]);
  });

  it("is not known from unset clocks and nonsense", () => {
    for (const text of [
      "1904-01-01T00:00:00.000000Z",
      "1970-01-01T00:00:00Z",
      "2024-13-41T00:00:00Z",
      "soon",
    ]) {
      expect(taken({ creation_time: text }), text).toEqual([null, null]);
    }
    expect(taken({})).toEqual([null, null]);
  });
});

it("camera and place are read from the tags of Apple and Android, whatever their case", () => {
  expect(
    captureOfTags({
      "com.apple.quicktime.make": "Apple",
      "com.apple.quicktime.model": "iPhone 12",
      "com.apple.quicktime.location.ISO6709": "+48.1372+011.5756+520.000/",
    }),
  ).toMatchObject({ cameraMake: "Apple", cameraModel: "iPhone 12", latitude: 48.1372, longitude: 11.5756 });
  expect(captureOfTags({ location: "-33.8568+151.2153/" })).toMatchObject({
    ...{ latitude: -33.8568, longitude: 151.2153 },
  });
  for (const location of ["+00.0000+000.0000/", "+91.0+000.0/", "here"]) {
    expect(captureOfTags({ location }), location).toMatchObject({ latitude: null, longitude: null });
  }
});
