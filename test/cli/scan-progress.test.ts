import { describe, expect, test } from "vitest";
import { createLineView, progressLine } from "../../app/cli/scan-progress.ts";
import type { ScanProgress } from "../../app/library/scan.ts";

function reading(
  done: number,
  more: Partial<Extract<ScanProgress, { phase: "reading" }>> = {},
): ScanProgress {
  return {
    phase: "reading",
    done,
    total: 1_234,
    faces: 5,
    failed: 0,
    perSecond: null,
    secondsLeft: null,
    ...more,
  };
}

describe("progressLine", () => {
  test.each<[string, ScanProgress, string]>([
    ["looking", { phase: "finding", files: 1 }, "Looking for photos: 1 file"],
    ["the first photo", reading(1, { faces: 1 }), "1 of 1,234 photos · 1 face"],
    [
      "under way",
      reading(1_000, { failed: 2, perSecond: 7.84, secondsLeft: 30 }),
      "1,000 of 1,234 photos · 5 faces · 2 failed · 7.8 photos/s · 30 s left",
    ],
    [
      "at the end nothing is left",
      reading(1_234, { perSecond: 8, secondsLeft: 0 }),
      "1,234 of 1,234 photos · 5 faces · 8.0 photos/s",
    ],
    ["grouping", { phase: "grouping", done: 800, total: 2_000 }, "Grouping faces: 800 of 2,000"],
  ])("%s", (_name, progress, line) => {
    expect(progressLine(progress)).toBe(line);
  });
});

describe("createLineView", () => {
  /** A view with a clock in milliseconds that the test turns. */
  function viewWithClock() {
    const lines: string[] = [];
    const clock = { nowMs: 0 };
    const view = createLineView({ write: (text) => lines.push(text) }, () => clock.nowMs);
    return { lines, clock, view };
  }

  test("writes a line every five seconds, however often it is told", () => {
    const { lines, clock, view } = viewWithClock();
    for (const [atMs, done] of [
      [0, 1],
      [100, 2],
      [4_999, 3],
      [5_000, 4],
      [9_999, 5],
      [10_001, 6],
    ] as const) {
      clock.nowMs = atMs;
      view.show(reading(done));
    }
    expect(lines).toEqual([
      "1 of 1,234 photos · 5 faces\n",
      "4 of 1,234 photos · 5 faces\n",
      "6 of 1,234 photos · 5 faces\n",
    ]);
  });

  test("writes the start of each phase and the last photo at once", () => {
    const { lines, view } = viewWithClock();
    view.show({ phase: "finding", files: 10 });
    view.show({ phase: "finding", files: 20 });
    view.show(reading(1));
    view.show(reading(1_234));
    view.show({ phase: "grouping", done: 8, total: 9 });
    expect(lines).toEqual([
      "Looking for photos: 10 files\n",
      "1 of 1,234 photos · 5 faces\n",
      "1,234 of 1,234 photos · 5 faces\n",
      "Grouping faces: 8 of 9\n",
    ]);
  });
});
