import { describe, expect, test } from "vitest";
import { scoreBoxes, scorePoints } from "../../app/evaluate/detection.ts";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

const near = (value: number): unknown => expect.closeTo(value, 12);

// Labelled: A 10 high, B 20 high, C 40 high; the second picture has no faces.
const pictures = [
  {
    labelled: [box(0, 0, 10, 10), box(20, 0, 20, 20), box(60, 0, 40, 40)],
    found: [
      { box: box(0, 0, 10, 10), score: 0.9 }, // A
      { box: box(50, 50, 5, 5), score: 0.8 }, // nothing
      { box: box(20, 0, 20, 12), score: 0.7 }, // B: 240 of 400 = 0.6
      { box: box(0, 0, 10, 10), score: 0.6 }, // A again
    ],
  },
  { labelled: [], found: [{ box: box(0, 0, 10, 10), score: 0.5 }] },
];

describe("scoreBoxes", () => {
  test("works out the example", () => {
    // By falling score: right, wrong, right, wrong, wrong. Two of three labels, two of five found.
    // Precision is 1 up to recall 1/3 and 2/3 up to recall 2/3: 1/3 x 1 + 1/3 x 2/3 = 5/9.
    expect(scoreBoxes(pictures)).toEqual({
      recall: 2 / 3,
      precision: 2 / 5,
      averagePrecision: near(5 / 9),
      labelled: 3,
      found: 5,
      matched: 2,
      recallBySize: {
        under16: { labelled: 1, matched: 1, recall: 1 },
        from16To32: { labelled: 1, matched: 1, recall: 1 },
        from32: { labelled: 1, matched: 0, recall: 0 },
      },
    });
  });

  test("counts recall and precision from a score on, the average precision over all", () => {
    // From 0.75 on: one right and one wrong.
    expect(scoreBoxes(pictures, { minimumScore: 0.75 })).toMatchObject({
      recall: 1 / 3,
      precision: 1 / 2,
      averagePrecision: near(5 / 9),
      found: 2,
      recallBySize: { under16: { matched: 1 }, from16To32: { labelled: 1, matched: 0, recall: 0 } },
    });
  });

  test("takes another bar for the overlap", () => {
    expect(scoreBoxes(pictures, { minimumOverlap: 0.61 })).toMatchObject({ matched: 1 });
  });

  test("puts heights of 16 and 32 into the larger size", () => {
    const labelled = [box(0, 0, 9, 15.9), box(0, 0, 9, 16), box(0, 0, 9, 31.9), box(0, 0, 9, 32)];
    expect(scoreBoxes([{ labelled, found: [] }]).recallBySize).toEqual({
      under16: { labelled: 1, matched: 0, recall: 0 },
      from16To32: { labelled: 2, matched: 0, recall: 0 },
      from32: { labelled: 1, matched: 0, recall: 0 },
    });
  });

  test("credits a recall with the best precision at that recall or more", () => {
    // Wrong, right, right of two labels: precision 1/2 at recall 1/2, 2/3 at recall 1; so 2/3 throughout.
    const found = [
      { box: box(90, 0, 10, 10), score: 0.9 },
      { box: box(0, 0, 10, 10), score: 0.8 },
      { box: box(20, 0, 10, 10), score: 0.7 },
    ];
    const labelled = [box(0, 0, 10, 10), box(20, 0, 10, 10)];
    expect(scoreBoxes([{ labelled, found }]).averagePrecision).toBeCloseTo(2 / 3, 12);
  });

  test("does not depend on the order of equal scores", () => {
    // One right and one wrong at the same score: precision 1/2 at recall 1.
    const right = { box: box(0, 0, 10, 10), score: 0.9 };
    const wrong = { box: box(50, 0, 10, 10), score: 0.9 };
    const labelled = [box(0, 0, 10, 10)];
    expect(scoreBoxes([{ labelled, found: [right, wrong] }]).averagePrecision).toBe(1 / 2);
    expect(scoreBoxes([{ labelled, found: [wrong, right] }]).averagePrecision).toBe(1 / 2);
  });

  test("has no recall without labels and no precision without finds", () => {
    expect(scoreBoxes(pictures.slice(1))).toMatchObject({ recall: NaN, precision: 0, averagePrecision: NaN });
    expect(scoreBoxes([{ labelled: [box(0, 0, 1, 1)], found: [] }])).toMatchObject({
      recall: 0,
      precision: NaN,
      averagePrecision: 0,
    });
  });
});

describe("scorePoints", () => {
  test("counts noses inside found boxes", () => {
    // The first box holds the first nose, the second box none; the second nose is in no box.
    const found = [
      { box: box(0, 0, 10, 10), score: 0.9 },
      { box: box(50, 50, 10, 10), score: 0.8 },
    ];
    const labelled = [
      { x: 5, y: 6 },
      { x: 30, y: 30 },
    ];
    expect(scorePoints([{ found, labelled }])).toEqual({
      recall: 1 / 2,
      precision: 1 / 2,
      averagePrecision: 1 / 2,
      labelled: 2,
      found: 2,
      matched: 1,
    });
    expect(scorePoints([{ found, labelled }], { minimumScore: 0.85 }).precision).toBe(1);
  });
});
