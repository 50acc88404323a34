import { writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { WeightsError } from "../../../app/models/errors.ts";
import { layersWithWeights } from "../../../app/models/keras/layer-order.ts";
import { mtcnnLayers } from "../../../app/models/keras/mtcnn.ts";
import { loadMtcnn } from "../../../app/models/mtcnn/load.ts";
import { loadTensorFlow } from "../../../app/models/runtimes/tensorflow/library.ts";
import { writeWheel, type WheelOptions } from "../../support/mtcnn.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";

const kinds = await tensorFlowKinds();

function wheel(options: WheelOptions = {}): string {
  const file = path.join(temporaryFolder(), "mtcnn.whl");
  writeWheel(file, options);
  return file;
}

// Keras counts the same for the package's own (parity.test.ts).
test("the networks have 6,632, 100,178 and 389,040 parameters", () => {
  const { proposal, refinement, output } = mtcnnLayers();
  const totals = [proposal, refinement, output].map((last) =>
    layersWithWeights(last).reduce((sum, { parameters }) => sum + parameters, 0),
  );
  expect(totals).toEqual([6_632, 100_178, 389_040]);
});

describe("loadMtcnn", () => {
  test.each(kinds)(
    "rows come out for pictures of any size and number (%s), and all memory is given back",
    async (kind) => {
      const { tf, activate } = await loadTensorFlow(kind);
      activate();
      const before = tf.memory().numTensors;
      const { propose, refine, finish, close } = await loadMtcnn(wheel(), kind);
      const loaded = tf.memory().numTensors;
      const shapes = [
        propose({ shape: [1, 12, 12, 3], data: new Float32Array(12 * 12 * 3) }),
        // Every second pixel, rounded up, less what a place of 12 needs.
        propose({ shape: [1, 33, 50, 3], data: new Float32Array(33 * 50 * 3) }),
        refine({ shape: [3, 24, 24, 3], data: new Float32Array(3 * 24 * 24 * 3) }),
        finish({ shape: [2, 48, 48, 3], data: new Float32Array(2 * 48 * 48 * 3) }),
      ];
      expect(shapes.map(({ shape }) => shape)).toEqual([
        [1, 1, 1, 6],
        [1, 12, 20, 6],
        [3, 6],
        [2, 16],
      ]);
      for (const { shape, data } of shapes) {
        const [no = 0, yes = 0] = data.subarray(-2);
        expect([data.length, no + yes]).toEqual([shape.reduce((a, b) => a * b, 1), expect.closeTo(1, 5)]);
      }
      expect(tf.memory().numTensors).toBe(loaded);
      close();
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  const pnet = "mtcnn/assets/weights/pnet.lz4";

  test.each<[string, WheelOptions, string]>([
    ["a network that is not in it", { files: { [pnet]: null } }, `it has no ${pnet}.`],
    [
      "one that is no LZ4",
      { files: { [pnet]: new Uint8Array(40) } },
      `${pnet} in it is of no use: it is no LZ4 frame.`,
    ],
    [
      "an array too few",
      { arraysOf: (network, arrays) => (network === "output" ? arrays.slice(0, -1) : arrays) },
      "mtcnn/assets/weights/onet.lz4 in it is of no use: its array 21, taken for fc6-3, has nothing, not 2.",
    ],
    [
      "an array too many",
      { arraysOf: (_network, arrays) => [...arrays, { shape: [1], data: [0] }] },
      `${pnet} in it is of no use: it has 14 arrays, not 13.`,
    ],
    [
      "arrays in another order",
      { arraysOf: (_network, arrays) => arrays.toReversed() },
      `${pnet} in it is of no use: its array 1, taken for conv1, has 2, not 3x3x3x10.`,
    ],
  ])("%s is refused", async (_case, options, reason) => {
    const file = wheel(options);
    const load = loadMtcnn(file, "wasm");
    await expect(load).rejects.toThrow(WeightsError);
    await expect(load).rejects.toThrow(`${file} has no weights that can be used: ${reason}`);
  });

  test("a file that is no wheel, and one that is not there", async () => {
    const file = path.join(temporaryFolder(), "mtcnn.whl");
    await expect(loadMtcnn(file, "wasm")).rejects.toThrow("it cannot be read.");
    writeFileSync(file, "PK\u0003\u0004 and so on");
    await expect(loadMtcnn(file, "wasm")).rejects.toThrow(
      "it is no wheel of Python (a ZIP archive), or damaged.",
    );
  });
});
