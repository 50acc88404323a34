import { expect, test } from "vitest";
import { reportText } from "../../app/cli/scan.ts";
import type { ScanReport } from "../../app/library/scan.ts";

const quiet: ScanReport = {
  ...{ photos: 3, added: 0, changed: 0, moved: 0, failed: [], faces: 7, seconds: 0.2, photosPerSecond: 0 },
  ...{ unchanged: 3, missing: 0, returned: 0, analysed: 0, wasStopped: false },
  ...{ pairs: 0, livePhotos: 0, stacks: 0 },
};

function textOf(report: Partial<ScanReport>): string[] {
  return reportText({ ...quiet, ...report }, "familiar people").split("\n");
}

test("nothing has changed", () => {
  expect(textOf({})).toEqual([
    "3 photos: 3 unchanged.",
    "7 faces in the library.",
    "Done in 0 s.",
    "",
    "Next: familiar people",
  ]);
});

test("every kind of news", () => {
  const news = {
    photos: 12_000,
    added: 9_000,
    changed: 2,
    moved: 1,
    missing: 4,
    returned: 5,
    unchanged: 2_992,
  };
  expect(textOf({ ...news, analysed: 9_002, seconds: 1_200, photosPerSecond: 7.5017 }).slice(0, 3)).toEqual([
    "12,000 photos: 9,000 new, 2 changed, 1 moved, 4 gone, 5 back again, 2,992 unchanged.",
    "7 faces in the library.",
    "Done in 20 min (7.5 photos/s).",
  ]);
});

test("photos of several files, and stacks", () => {
  expect(textOf({ pairs: 1, livePhotos: 2, stacks: 1_200 }).slice(1, 5)).toEqual([
    "1 photo with a raw file and a JPEG, each shown as one.",
    "2 Live Photos.",
    "1,200 stacks of photos taken in one go.",
    "7 faces in the library.",
  ]);
});

test("failures with what is wrong; a name cannot break the lines", () => {
  const failed = [
    { path: "/photos/a\nb.jpg", reason: "The file is empty (0 bytes)." },
    { path: "/photos/c.jpg", reason: "This file is not a photo." },
  ];
  expect(textOf({ failed }).slice(3)).toEqual([
    "",
    "Could not be used (2):",
    "  /photos/a\\nb.jpg",
    "    The file is empty (0 bytes).",
    "  /photos/c.jpg",
    "    This file is not a photo.",
    "",
    "Next: familiar people",
  ]);
});

test("stopped, it says that nothing is lost", () => {
  expect(
    textOf({ added: 1, unchanged: 0, analysed: 1, seconds: 2, photosPerSecond: 0.5, wasStopped: true }),
  ).toEqual([
    "3 photos: 1 new.",
    "7 faces in the library.",
    "Stopped after 2 s (0.5 photos/s).",
    "",
    "The same command goes on where it was.",
  ]);
});

test("an empty folder leads to nothing next", () => {
  expect(textOf({ photos: 0, unchanged: 0, faces: 0 })).toEqual([
    "0 photos.",
    "0 faces in the library.",
    "Done in 0 s.",
  ]);
});
