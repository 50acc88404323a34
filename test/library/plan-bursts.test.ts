import { describe, expect, test } from "vitest";
import type { Frame } from "../../app/db/stacks.ts";
import { planBursts } from "../../app/library/plan-bursts.ts";

/** A frame of a camera at a second past noon, "5" or "5.25". */
function frame(photoId: number, second: string, other: Partial<Frame> = {}): Frame {
  const [whole = "0", fraction] = second.split(".");
  return {
    ...{ photoId, path: `/a/IMG_${photoId}.jpg`, camera: "Canon R5", burstId: null, faceQuality: 0 },
    takenAt: `2024-05-01T12:34:${whole.padStart(2, "0")}`,
    fractionMs: fraction === undefined ? null : Number(`0.${fraction}`) * 1_000,
    ...other,
  };
}

const stacks = (...frames: Frame[]) => planBursts(frames).map(({ photoIds }) => photoIds);

describe("frames less than a second apart are one burst", () => {
  test("by fractions of the second, over any number of seconds", () => {
    expect(stacks(frame(1, "1.10"), frame(2, "2.05"), frame(3, "2.90"), frame(4, "3.90"))).toEqual([
      [1, 2, 3],
    ]);
  });

  test("by whole seconds, where that is sure: in one second, or more than two frames a second", () => {
    expect(stacks(frame(1, "1"), frame(2, "1"))).toEqual([[1, 2]]);
    expect(stacks(frame(1, "1"), frame(2, "2"))).toEqual([]);
    expect(stacks(frame(1, "1"), frame(2, "2"), frame(3, "2"))).toEqual([[1, 2, 3]]);
    expect(stacks(...[1, 1, 1, 2, 2].map((second, at) => frame(at + 1, String(second))))).toEqual([
      [1, 2, 3, 4, 5],
    ]);
    // One a second: somebody who presses again and again.
    expect(stacks(...[1, 2, 3, 4, 5].map((second) => frame(second, String(second))))).toEqual([]);
    expect(stacks(...[1, 2, 3, 4, 4].map((second, at) => frame(at + 1, String(second))))).toEqual([[4, 5]]);
  });

  test("whatever their order, frames of one second by the numbers in their names", () => {
    const frames = [10, 9, 8].map((id) => frame(id, "1"));
    expect(stacks(...frames)).toEqual([[8, 9, 10]]);
    expect(stacks(frame(2, "1.5"), frame(1, "1.2"))).toEqual([[1, 2]]);
  });

  test.each<[string, Partial<Frame>]>([
    ["another camera", { camera: "Nikon Z8" }],
    ["no camera, as pictures from messengers", { camera: null }],
    ["another folder, as copies that were made smaller", { path: "/b/IMG_2.jpg" }],
    ["no time", { takenAt: null }],
  ])("but not with one of %s", (_, other) => {
    expect(stacks(frame(1, "1"), frame(2, "1", other))).toEqual([]);
  });

  test("but not by a time on the hour, which somebody typed in", () => {
    const typed = { takenAt: "1985-07-01T12:00:00" };
    expect(stacks(frame(1, "0", typed), frame(2, "0", typed))).toEqual([]);
    const precise = { ...typed, fractionMs: 10 };
    expect(stacks(frame(1, "0", precise), frame(2, "0", precise))).toEqual([[1, 2]]);
  });
});

describe("frames that are said to be of a burst are one, however far apart", () => {
  test("by the camera", () => {
    const burst = { burstId: "5C2D9C1B-0001" };
    expect(stacks(frame(1, "1", burst), frame(2, "9", burst), frame(3, "9"))).toEqual([[1, 2]]);
    expect(stacks(frame(1, "1", burst), frame(2, "1", { burstId: "5C2D9C1B-0002" }))).toEqual([]);
  });

  test.each([
    ["/a/IMG_20190503_102030_BURST001_COVER.jpg", "/a/IMG_20190503_102030_BURST002.jpg"],
    ["/a/00000IMG_00000_BURST20190503102030123_COVER.jpg", "/a/00001IMG_00001_BURST20190503102030123.jpg"],
    ["/a/20190503_102030_001.jpg", "/a/20190503_102030_012.jpg"],
  ])("by the names that phones give: %s", (first, second) => {
    const plain = { camera: null, takenAt: null };
    expect(
      stacks(frame(1, "1", { ...plain, path: first }), frame(2, "1", { ...plain, path: second })),
    ).toEqual([[1, 2]]);
    const other = second.replace("20190503", "20190504");
    expect(
      stacks(frame(1, "1", { ...plain, path: first }), frame(2, "1", { ...plain, path: other })),
    ).toEqual([]);
  });
});

test("the frame to show is the phone's choice, else the one with the best faces, else the first", () => {
  const best = (...frames: Frame[]) => planBursts(frames).map(({ bestPhotoId }) => bestPhotoId);
  expect(best(frame(1, "1"), frame(2, "1"))).toEqual([1]);
  expect(best(frame(1, "1", { faceQuality: 0.4 }), frame(2, "1", { faceQuality: 1.2 }))).toEqual([2]);
  const cover = { path: "/a/IMG_1_BURST002_COVER.jpg" };
  expect(
    best(frame(1, "1", { path: "/a/IMG_1_BURST001.jpg", faceQuality: 1 }), frame(2, "1", cover)),
  ).toEqual([2]);
});
