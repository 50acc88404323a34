import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Detection } from "../../app/faces/detectors/detector.ts";
import { describedNetwork, DetectorOutputError, looksOf } from "../../app/faces/detectors/decoders.ts";
import { createTwoLooks } from "../../app/faces/detectors/looks.ts";
import { detectorFile } from "../../app/library/choose-recipe.ts";
import type { UserModelKind } from "../../app/models/describe-user-model.ts";
import { onnxRuntime } from "../../app/models/runtimes/onnx.ts";
import { createTensorFlowRuntime } from "../../app/models/runtimes/tensorflow.ts";
import { onnxModel, type OnnxModelNode, type Weights } from "../../app/models/write-onnx.ts";
import { resizePixels } from "../../app/photo/decode.ts";
import { openTinyStore } from "../support/model-store.ts";
import { drawPixels } from "../support/pixels.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A number of an output that is not zero. */
type Entry = readonly [at: number, ...values: number[]];

function filled(dims: readonly number[], entries: readonly Entry[]): Weights {
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1));
  for (const [at, ...values] of entries) data.set(values, at);
  return { dims, data };
}

/** A network that gives these numbers whatever it is shown: they are added to nothing of the picture. */
function networkOf(
  size: readonly [height: number | string, width: number | string],
  outputs: Readonly<Record<string, Weights>>,
): Buffer {
  const nodes: OnnxModelNode[] = [
    { operator: "GlobalAveragePool", inputs: ["picture"], outputs: ["colour"] },
    { operator: "Conv", inputs: ["colour", "nothing"], outputs: ["pixel"] },
    { operator: "Reshape", inputs: ["pixel", "flat"], outputs: ["zero"] },
    ...Object.keys(outputs).map((name) => ({
      ...{ operator: "Add", inputs: [`${name} weights`, "zero"], outputs: [name] },
    })),
  ];
  return onnxModel({
    nodes,
    inputs: { picture: [1, 3, ...size] },
    outputs: Object.keys(outputs),
    weights: {
      nothing: { dims: [1, 3, 1, 1], data: [0, 0, 0] },
      flat: { dims: [1], data: [1], isWhole: true },
      ...Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`${name} weights`, value])),
    },
  });
}

const runtimes = [onnxRuntime, createTensorFlowRuntime("wasm")];

/** Adds the network as a user does, and looks for faces in a picture of that size with every runtime. */
async function facesOf(
  network: Buffer,
  kind: UserModelKind,
  picture: readonly [width: number, height: number],
  colour: Parameters<typeof drawPixels>[2] = () => [90, 120, 150],
): Promise<Detection[][]> {
  const store = await openTinyStore();
  const file = path.join(temporaryFolder(), "mine.onnx");
  await writeFile(file, network);
  const { model, path: stored } = await store.addFromFile("mine", file, kind);
  if (model.task !== "detector") throw new Error("It was taken for something else.");
  const described = detectorFile({ model, path: stored });
  if (!("outputs" in described)) throw new Error("It was taken for another kind.");
  const found: Detection[][] = [];
  for (const runtime of runtimes) {
    const loaded = await runtime.load(stored);
    const detector = createTwoLooks(
      describedNetwork(loaded, described),
      resizePixels,
      looksOf(described.kind),
    );
    found.push(await detector.detect(drawPixels(...picture, colour)));
    await loaded.close();
  }
  return found;
}

function expectFace(
  found: readonly Detection[][],
  box: readonly number[],
  points: readonly number[][],
): void {
  expect(found).toHaveLength(runtimes.length);
  for (const faces of found) {
    expect(faces).toHaveLength(1);
    const [face] = faces;
    const corners = [face?.box.x, face?.box.y, face?.box.width, face?.box.height];
    for (const [at, value] of box.entries()) expect(corners[at]).toBeCloseTo(value, 3);
    expect(face?.fivePoints?.map(({ x, y }) => [x, y].map((value) => Math.round(value * 1e3) / 1e3))).toEqual(
      points,
    );
  }
}

test("SCRFD: an anchor of the coarsest grid; the weaker of two boxes goes", async () => {
  // 64 x 64 pixels: 8 x 8, 4 x 4 and 2 x 2 cells of two anchors. Anchors 6 and 7 lie in column 1, row 1 at stride 32.
  const network = networkOf([64, 64], {
    ...{ s8: filled([128, 1], []), s16: filled([32, 1], []), s32: filled([8, 1], [[6, 0.75, 0.875]]) },
    ...{ b8: filled([128, 4], []), b16: filled([32, 4], []) },
    b32: filled([8, 4], [[24, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75, 0.5]]),
    ...{ p8: filled([128, 10], []), p16: filled([32, 10], []) },
    p32: filled([8, 10], [[70, -0.25, -0.25, 0.25, -0.25, 0, 0, -0.25, 0.25, 0.25, 0.25]]),
  });
  expectFace(
    await facesOf(network, "detector", [64, 64]),
    // From (32, 32): 16 left, 24 up, 24 right, 16 down.
    [16, 8, 40, 40],
    [
      [24, 24],
      [40, 24],
      [32, 32],
      [24, 40],
      [40, 40],
    ],
  );
});

test("CenterFace: boxes are clipped at the picture's edge", async () => {
  // 32 x 32 pixels: 8 x 8 cells. Cell 9 is column 1, row 1; its face is 16 wide and 8 high around (6, 6).
  const plane = (at: number) => at * 64 + 9;
  const network = networkOf([32, 32], {
    heat: filled([1, 1, 8, 8], [[9, 0.75]]),
    scale: filled(
      [1, 2, 8, 8],
      [
        [plane(0), Math.log(2)],
        [plane(1), Math.log(4)],
      ],
    ),
    offset: filled([1, 2, 8, 8], []),
    points: filled(
      [1, 10, 8, 8],
      [1, 3, 5, 7, 9].map((at): Entry => [plane(at), 0.5]),
    ),
  });
  const middle = [6, 2];
  expectFace(
    await facesOf(network, "centerface", [32, 32]),
    [0, 2, 14, 8],
    [middle, middle, middle, middle, middle],
  );
});

test("RetinaFace: a picture of another size is shrunk to the network's, and found in its own pixels", async () => {
  // 64 x 64 pixels: 128 + 32 + 8 anchors. Anchor 128 is the smaller of the first cell at stride 16: (8, 8), 64 wide.
  const rows = 168;
  const network = networkOf([64, 64], {
    boxes: filled([1, rows, 4], [[128 * 4, 2.5, 2.5, Math.log(0.625) / 0.2, Math.log(0.625) / 0.2]]),
    scores: filled([1, rows, 2], [[128 * 2, 0.1, 0.9]]),
    points: filled([1, rows, 10], [[128 * 10, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5]]),
  });
  // In the network's pixels a box of 40 around (24, 24); the picture is half again as large.
  const middle = [36, 36];
  expectFace(
    await facesOf(network, "detector", [96, 96]),
    [6, 6, 60, 60],
    [middle, middle, middle, middle, middle],
  );
});

test("a network exported with the size of an example is kept for pictures of any size", async () => {
  // Sees a face 16 wide and 32 high around each cell of 4 x 4 pixels that is red.
  const cell = (planes: number, bias: readonly number[], red = 0) => ({
    filters: {
      dims: [planes, 3, 4, 4],
      data: Array.from({ length: planes * 48 }, (_, at) => (at % 48 < 16 ? red / 16 / 255 : 0)),
    },
    bias: { dims: [planes], data: bias },
  });
  const heads = {
    heat: cell(1, [0], 1),
    scale: cell(2, [Math.log(8), Math.log(4)]),
    offset: cell(2, [0, 0]),
    points: cell(10, [0.25, 0.25, 0.25, 0.75, 0.5, 0.5, 0.75, 0.25, 0.75, 0.75]),
  };
  const network = onnxModel({
    nodes: Object.keys(heads).map((name) => ({
      ...{ operator: "Conv", inputs: ["pictures", `${name} filters`, `${name} bias`], outputs: [name] },
      attributes: { kernel_shape: [4, 4], strides: [4, 4] },
    })),
    inputs: { pictures: [10, 3, 32, 32] },
    outputs: Object.keys(heads),
    weights: Object.fromEntries(
      Object.entries(heads).flatMap(([name, { filters, bias }]) => [
        [`${name} filters`, filters],
        [`${name} bias`, bias],
      ]),
    ),
  });
  const redAt = (x: number, y: number) => Math.floor(x / 4) === 8 && Math.floor(y / 4) === 6;
  expectFace(
    await facesOf(network, "detector", [64, 48], (x, y) => (redAt(x, y) ? [255, 0, 0] : [0, 200, 200])),
    // Around (34, 26).
    [26, 10, 16, 32],
    [
      [30, 18],
      [38, 18],
      [34, 26],
      [30, 34],
      [38, 34],
    ],
  );
});

test("a model whose outputs are not what its kind has is said to be none", async () => {
  const network = networkOf([64, 64], {
    boxes: filled([1, 10, 4], []),
    scores: filled([1, 168, 2], []),
    points: filled([1, 168, 10], []),
  });
  await expect(facesOf(network, "retinaface", [64, 64])).rejects.toThrow(DetectorOutputError);
  await expect(facesOf(network, "retinaface", [64, 64])).rejects.toThrow("40 instead of 672");
});
