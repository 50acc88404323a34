import { describe, expect, test } from "vitest";
import type { FileToPair } from "../../app/db/photo-pairs.ts";
import { planPairs } from "../../app/library/plan-pairs.ts";

/** A file of 4,000 x 3,000 pixels, taken at noon by one camera, that shows what it is. */
function file(contentPhotoId: number, path: string, other: Partial<FileToPair> = {}): FileToPair {
  const isRaw = !/\.(jpg|jpeg|hif)$/i.test(path);
  return {
    ...{ path, contentPhotoId, shownPhotoId: contentPhotoId, isRaw },
    format: isRaw ? "raw" : /\.hif$/i.test(path) ? "heic" : "jpeg",
    ...{ takenAt: "2024-05-01T12:00:00", cameraModel: "X-T5", width: 4_000, height: 3_000 },
    ...other,
  };
}

const raw = file(1, "/a/IMG_1.CR2");

describe("a raw file is one photo with a picture", () => {
  test.each([
    ["of the same name", file(2, "/a/IMG_1.JPG")],
    ["whose name differs in small and capital letters", file(2, "/a/img_1.jpg")],
    ["that is a HEIC", file(2, "/a/IMG_1.HIF")],
    ["of two seconds later", file(2, "/a/IMG_1.JPG", { takenAt: "2024-05-01T12:00:02" })],
    ["without a camera", file(2, "/a/IMG_1.JPG", { cameraModel: null })],
    [
      "without a time, of the same shape",
      file(2, "/a/IMG_1.JPG", { takenAt: null, width: 1_600, height: 1_200 }),
    ],
  ])("%s", (_, picture) => {
    expect(planPairs([raw, picture])).toEqual([{ rawPhotoId: 1, photoId: 2 }]);
  });

  test.each([
    ["of another name", file(2, "/a/IMG_2.JPG")],
    ["of a longer name", file(2, "/a/IMG_1-edited.JPG")],
    ["in another folder", file(2, "/b/IMG_1.JPG")],
    [
      "of another moment, as when the camera counted from 1 again",
      file(2, "/a/IMG_1.JPG", { takenAt: "2024-05-01T12:00:03" }),
    ],
    ["of another camera", file(2, "/a/IMG_1.JPG", { cameraModel: "A7" })],
    [
      "without a time, of another shape",
      file(2, "/a/IMG_1.JPG", { takenAt: null, width: 1_000, height: 1_000 }),
    ],
    ["that is a raw file too", file(2, "/a/IMG_1.DNG")],
  ])("but not with one %s", (_, picture) => {
    expect(planPairs([raw, picture])).toEqual([]);
  });

  test("as Pixel phones name them", () => {
    const [cover, original] = ["/a/PXL_1.RAW-01.COVER.jpg", "/a/PXL_1.RAW-02.ORIGINAL.dng"];
    expect(planPairs([file(2, cover), file(1, original)])).toEqual([{ rawPhotoId: 1, photoId: 2 }]);
  });

  test("the JPEG, where the camera saved a HEIC too", () => {
    expect(planPairs([file(3, "/a/IMG_1.HIF"), raw, file(2, "/a/IMG_1.JPG")])).toEqual([
      { rawPhotoId: 1, photoId: 2 },
    ]);
  });

  test("and two raw files with one", () => {
    expect(planPairs([raw, file(3, "/a/IMG_1.DNG"), file(2, "/a/IMG_1.JPG")])).toEqual([
      { rawPhotoId: 1, photoId: 2 },
      { rawPhotoId: 3, photoId: 2 },
    ]);
  });
});

describe("what is one photo already", () => {
  const paired = { ...raw, shownPhotoId: 2 };

  test("needs nothing", () => {
    expect(planPairs([paired, file(2, "/a/IMG_1.JPG")])).toEqual([]);
  });

  test("stays one when the picture is away, or elsewhere", () => {
    expect(planPairs([paired])).toEqual([]);
    expect(planPairs([paired, file(2, "/b/IMG_1.JPG")])).toEqual([]);
  });

  test("becomes one with the edited picture in the place of the former", () => {
    expect(planPairs([paired, file(3, "/a/IMG_1.JPG")])).toEqual([{ rawPhotoId: 1, photoId: 3 }]);
  });

  test("is not changed by a copy of the raw file that lies beside another picture", () => {
    const copy = { ...paired, path: "/b/IMG_1.CR2" };
    expect(planPairs([paired, file(2, "/a/IMG_1.JPG"), copy, file(4, "/b/IMG_1.JPG")])).toEqual([]);
  });
});
