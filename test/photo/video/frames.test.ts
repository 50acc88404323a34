import { describe, expect, it } from "vitest";
import { frameTimes } from "../../../app/photo/video/frame-times.ts";
import { infoOf } from "../../../app/photo/video/probe-video.ts";
import { frameSize } from "../../../app/photo/video/read-frame.ts";
import { isBlank, isSameFrame, sketchFrame } from "../../../app/photo/video/similar-frames.ts";
import { errorOf } from "../../support/error-of.ts";
import { drawPixels } from "../../support/pixels.ts";

describe("moments to look at", () => {
  it("are the middles of equal parts of at least two seconds", () => {
    expect(frameTimes(1_000)).toEqual([500]);
    expect(frameTimes(6_000)).toEqual([1_000, 3_000, 5_000]);
  });

  it("are at most 32 in a film of two hours, and all before its end", () => {
    const times = frameTimes(7_200_000);
    expect(times).toHaveLength(32);
    expect(times.at(0)).toBe(112_500);
    expect(times.at(-1)).toBe(7_087_500);
  });

  it("begin at the start when it is not known how long it lasts", () => {
    expect(frameTimes(null).slice(0, 3)).toEqual([0, 2_000, 4_000]);
  });
});

describe("frames that were looked at already", () => {
  const scene = (x0: number) =>
    drawPixels(320, 240, (x, y) => (x > x0 && x < x0 + 60 && y > 90 ? [200, 180, 160] : [40, 60, 80]));

  it("are the same with the noise of compression, and others once something moves", () => {
    const noisy = drawPixels(320, 240, (x, y) => {
      const inside = x > 100 && x < 160 && y > 90;
      const noise = ((x * 7 + y * 13) % 5) - 2;
      return inside ? [200 + noise, 180 + noise, 160 + noise] : [40 + noise, 60 + noise, 80 + noise];
    });
    expect(isSameFrame(sketchFrame(scene(100)), sketchFrame(noisy))).toBe(true);
    expect(isSameFrame(sketchFrame(scene(100)), sketchFrame(scene(130)))).toBe(false);
    const background = (x: number, y: number) => [40 + ((x + y) % 7), 60, 80] as const;
    const empty = drawPixels(1920, 1080, background);
    const entered = drawPixels(1920, 1080, (x, y) =>
      x >= 700 && x < 730 && y >= 500 && y < 530 ? [150, 110, 90] : background(x, y),
    );
    expect(isSameFrame(sketchFrame(empty), sketchFrame(entered))).toBe(false);
  });

  it("with nothing on them make no poster", () => {
    expect(isBlank(sketchFrame(drawPixels(64, 64, () => [9, 9, 9])))).toBe(true);
    expect(isBlank(sketchFrame(scene(100)))).toBe(false);
  });
});

describe("what FFprobe says", () => {
  const format = {
    format_name: "mov,mp4,m4a,3gp,3g2,mj2",
    duration: "12.500000",
    tags: { major_brand: "qt  " },
  };
  const video = { index: 1, codec_type: "video", codec_name: "hevc", width: 1920, height: 1080 };
  const told = (streams: readonly object[], more: object = {}) =>
    infoOf(JSON.stringify({ streams, format: { ...format, ...more } }));

  it("gives the size as shown: turned, with square pixels", () => {
    expect(told([video])).toMatchObject({
      format: "mov",
      stream: 1,
      width: 1920,
      height: 1080,
      durationMs: 12_500,
    });
    const turned = { ...video, side_data_list: [{ side_data_type: "Display Matrix", rotation: -90 }] };
    expect(told([turned])).toMatchObject({ width: 1080, height: 1920 });
    expect(told([{ ...video, tags: { rotate: "270" } }])).toMatchObject({ width: 1080, height: 1920 });
    const squeezed = { ...video, width: 1440, sample_aspect_ratio: "4:3" };
    expect(told([squeezed])).toMatchObject({ width: 1920, height: 1080 });
  });

  it("passes over sound and cover pictures, and believes the picture's own length", () => {
    const sound = { index: 0, codec_type: "audio", codec_name: "aac", duration: "13.0" };
    const cover = { ...video, index: 2, codec_name: "mjpeg", disposition: { attached_pic: 1 } };
    expect(told([sound, cover, { ...video, index: 3, duration: "11.2" }])).toMatchObject({
      ...{ stream: 3, durationMs: 11_200 },
    });
    expect(errorOf(() => told([sound, cover]))).toMatchObject({ code: "not-a-photo" });
  });

  it("is refused when it is nonsense, or more pixels than there can be", () => {
    expect(errorOf(() => infoOf("{"))).toMatchObject({ code: "damaged" });
    expect(errorOf(() => told([{ ...video, width: undefined }]))).toMatchObject({ code: "damaged" });
    expect(errorOf(() => told([{ ...video, width: 100_000, height: 100_000 }]))).toMatchObject({
      code: "too-large",
    });
    expect(told([{ ...video, sample_aspect_ratio: "0:1" }], { duration: "N/A" })).toMatchObject({
      ...{ width: 1920, durationMs: null },
    });
  });
});

it("frames are read no larger than full HD, and never enlarged", () => {
  expect(frameSize(3840, 2160)).toEqual({ width: 1920, height: 1080 });
  expect(frameSize(1080, 1920)).toEqual({ width: 1080, height: 1920 });
  expect(frameSize(320, 240)).toEqual({ width: 320, height: 240 });
});
