import { describe, expect, it } from "vitest";
import type { Detection } from "../../app/faces/detectors/detector.ts";
import { createFaceFollower, type FollowOptions } from "../../app/faces/follow-faces.ts";
import type { Networks } from "../../app/faces/recogniser.ts";
import { drawPixels } from "../support/pixels.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** A face of the pictures below: who it is, and where. */
interface Shown {
  readonly who: Colour;
  readonly x: number;
  readonly isBlurred?: boolean;
}

const anna: Colour = [200, 20, 20];
const ben: Colour = [20, 200, 20];
const carl: Colour = [20, 20, 200];

const side = 112;

/** A picture of squares, one a face. Sharp ones are of stripes, as quality is a matter of edges. */
function picture(faces: readonly Shown[]) {
  return drawPixels(800, 200, (x, y) => {
    const face = faces.find((shown) => x >= shown.x && x < shown.x + side && y >= 20 && y < 20 + side);
    if (face === undefined) return [0, 0, 0];
    const dark = face.isBlurred !== true && x % 8 < 4 ? 0.4 : 1;
    return [face.who[0] * dark, face.who[1] * dark, face.who[2] * dark];
  });
}

/** The five points of the template, moved to where a face is: its aligned crop is the square itself. */
function detectionOf({ x }: Shown): Detection {
  const points = [
    [38.2946, 51.6963],
    [73.5318, 51.5014],
    [56.0252, 71.7366],
    [41.5493, 92.3655],
    [70.7299, 92.2041],
  ] as const;
  return {
    box: { x, y: 20, width: side, height: side },
    score: 0.9,
    fivePoints: points.map(([left, top]) => ({ x: x + left, y: 20 + top })),
  };
}

/** A follower whose detector sees what is shown, and whose model represents a face by its colour. */
function watch(options: Partial<FollowOptions> = {}) {
  let shown: readonly Shown[] = [];
  let represented = 0;
  const networks: Networks = {
    detector: { id: "shown", detect: () => Promise.resolve(shown.map(detectionOf)) },
    landmarks: null,
    embedding: {
      input: { channels: "rgb", mean: [0, 0, 0], scale: [1, 1, 1] },
      model: {
        inputNames: ["input"],
        outputNames: ["output"],
        run: ({ input }) => {
          represented += 1;
          const plane = side * side;
          const sums = [0, 1, 2].map((channel) =>
            (input?.data ?? new Float32Array())
              .slice(channel * plane, (channel + 1) * plane)
              .reduce((sum, value) => sum + value, 0),
          );
          return Promise.resolve({ output: { dims: [1, 3], data: Float32Array.from(sums) } });
        },
        close: () => Promise.resolve(),
      },
    },
  };
  const follower = createFaceFollower(networks, { sameFaceSimilarity: 0.5, ...options });
  let atMs = 0;
  return {
    show: async (faces: readonly Shown[], passedMs = 100) => {
      shown = faces;
      atMs += passedMs;
      return await follower.look(picture(faces), atMs);
    },
    represented: () => represented,
  };
}

/** Which of the colours a face looks like. */
function lookOf(template: Float32Array | null): string | null {
  if (template === null) return null;
  return ["anna", "ben", "carl"][template.indexOf(Math.max(...template))] ?? null;
}

describe("a face before the camera", () => {
  it("is the same one while it moves, and is represented at first and then now and then", async () => {
    const { show, represented } = watch();
    const tracks = new Set<number>();
    for (let step = 0; step < 10; step++) {
      const [face] = await show([{ who: anna, x: 10 * step }], 50);
      tracks.add(face?.track ?? 0);
      expect(lookOf(face?.template ?? null)).toBe("anna");
    }

    expect(tracks.size).toBe(1);
    // Four pictures, and once more 400 ms after the last of these.
    expect(represented()).toBe(4);
    await show([{ who: anna, x: 90 }], 100);
    expect(represented()).toBe(5);
  });

  it("is the same one after it was missed for a moment, and another one after a while", async () => {
    const { show } = watch();
    const [first] = await show([{ who: anna, x: 0 }]);
    await show([]);

    const [again] = await show([{ who: anna, x: 5 }], 800);
    expect(again?.track).toBe(first?.track);

    await show([]);
    const [late] = await show([{ who: anna, x: 5 }], 1_500);
    expect(late?.track).not.toBe(first?.track);
  });

  it("is another one when somebody else is in its place, which one odd look does not tell", async () => {
    const { show } = watch({ lookEveryMs: 0 });
    const [first] = await show([{ who: anna, x: 0 }]);
    const [odd] = await show([{ who: ben, x: 0 }]);
    expect([odd?.track, lookOf(odd?.template ?? null)]).toEqual([first?.track, "anna"]);
    const [back] = await show([{ who: anna, x: 0 }]);
    expect(back?.track).toBe(first?.track);

    await show([{ who: ben, x: 0 }]);
    const [other] = await show([{ who: ben, x: 0 }]);

    expect(other?.track).not.toBe(first?.track);
    expect([other?.looks, lookOf(other?.template ?? null)]).toEqual([1, "ben"]);
  });

  it("is looked at when it jumps, however lately it was, and has no name where nothing is to be seen", async () => {
    const { show } = watch({ lookEveryMs: 60_000 });
    let [face] = await show([{ who: anna, x: 0 }]);
    for (let step = 0; step < 5; step++) [face] = await show([{ who: anna, x: 0 }]);
    const before = face?.track;

    // The box overlaps by 0.4, and what is in it is too blurred to tell.
    await show([{ who: ben, x: 48, isBlurred: true }]);
    const [blurred] = await show([{ who: ben, x: 48, isBlurred: true }]);

    expect(blurred?.track).not.toBe(before);
    expect(blurred?.template).toBeNull();
    expect(blurred?.quality).toBeLessThan(0.2);
  });

  it("is not represented while it is too poor, and is when it no longer is", async () => {
    const { show, represented } = watch();
    const [poor] = await show([{ who: anna, x: 0, isBlurred: true }]);
    expect(poor).toMatchObject({ looks: 0, template: null });
    expect(represented()).toBe(0);

    const [good] = await show([{ who: anna, x: 0 }]);

    expect(good).toMatchObject({ track: poor?.track, looks: 1 });
  });
});

describe("several faces before the camera", () => {
  it("are each the same, and few are represented in one picture", async () => {
    const { show, represented } = watch();
    const faces = [
      { who: anna, x: 0 },
      { who: ben, x: 200 },
      { who: carl, x: 400 },
    ];
    const first = await show(faces);
    expect(represented()).toBe(2);
    expect(first.map(({ template }) => lookOf(template))).toEqual(["anna", "ben", null]);
    expect(first[2]?.quality).toBeNull();

    const second = await show(faces);

    expect(second.map(({ template }) => lookOf(template))).toEqual(["anna", "ben", "carl"]);
    expect(represented()).toBe(4);
    expect(second.map(({ track }) => track)).toEqual(first.map(({ track }) => track));
  });

  it("come to their turn even beside faces that stay poor", async () => {
    const { show } = watch({ mostLooks: 1 });
    const faces = [
      { who: anna, x: 0, isBlurred: true },
      { who: ben, x: 200, isBlurred: true },
      { who: carl, x: 400 },
    ];
    let last = await show(faces);
    for (let step = 0; step < 8; step++) last = await show(faces);

    expect(last[2]?.looks).toBeGreaterThanOrEqual(2);
  });

  it("have numbers that begin where they are told to", async () => {
    const { show } = watch({ firstTrack: 500 });
    const faces = await show([
      { who: anna, x: 0 },
      { who: ben, x: 200 },
    ]);
    expect(faces.map(({ track }) => track)).toEqual([500, 501]);
  });
});
