import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { detectByCascade } from "../../../app/faces/detectors/mtcnn/cascade.ts";
import { intersectionOverUnion } from "../../../app/faces/geometry.ts";
import { layersWithWeights } from "../../../app/models/keras/layer-order.ts";
import { sizeOf } from "../../../app/models/keras/layer.ts";
import { mtcnnLayers } from "../../../app/models/keras/mtcnn.ts";
import { loadMtcnn, type MtcnnNetworks } from "../../../app/models/mtcnn/load.ts";
import { openPhoto } from "../../../app/photo/decode.ts";
import type { Pixels } from "../../../app/photo/pixels.ts";
import { kerasFolder } from "../../support/keras.ts";
import { samplePhoto } from "../../support/library.ts";
import { publishedWheel, runPackage, type CascadeByPackage } from "../../support/mtcnn.ts";
import { temporaryFolderForSuite } from "../../support/temporary-folder.ts";
import { tensorFlowKinds } from "../../support/tensorflow-kinds.ts";

/** All pictures of one size, as Keras is compiled anew for each; all of the samples are higher. */
const size = { width: 640, height: 416 } as const;

const shapes = { proposal: [1, 61, 83, 3], refinement: [5, 24, 24, 3], output: [5, 48, 48, 3] } as const;
const runs = { proposal: "propose", refinement: "refine", output: "finish" } as const;

/** How many faces the package finds in the samples (whole, at 640 pixels, with TensorFlow 2.21 as well). */
const faceCounts = { sample1: 3, sample2: 1, sample3: 3, sample4: 4, sample5: 5, sample6: 4 } as const;

const kinds = await tensorFlowKinds();

async function readPictures(): Promise<Map<string, Pixels>> {
  const pictures = new Map<string, Pixels>();
  for (const number of [1, 2, 3, 4, 5, 6] as const) {
    const { width, data } = await (await openPhoto(readFileSync(samplePhoto(number)))).pixels(size.width);
    pictures.set(`sample${number}`, { ...size, data: data.subarray(0, width * size.height * 3) });
  }
  return pictures;
}

function compare(ours: Float32Array, theirs: Float32Array) {
  const product = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const differences = ours.map((value, at) => Math.abs(value - (theirs[at] ?? Number.NaN)));
  return {
    cosine: product(ours, theirs) / Math.sqrt(product(ours, ours) * product(theirs, theirs)),
    largest: differences.reduce((most, one) => Math.max(most, one), 0),
  };
}

describe.skipIf(kerasFolder === null)("as the Python package mtcnn computes it, with its own weights", () => {
  const folder = temporaryFolderForSuite();
  let pictures: ReadonlyMap<string, Pixels>;
  let byPackage: CascadeByPackage;

  beforeAll(async () => {
    pictures = await readPictures();
    byPackage = await runPackage(folder, pictures);
  }, 900_000);

  async function load(kind: "native" | "wasm"): Promise<MtcnnNetworks> {
    return await loadMtcnn(publishedWheel() ?? "", kind);
  }

  test("every layer has as many parameters", () => {
    const layers = mtcnnLayers();
    for (const name of ["proposal", "refinement", "output"] as const) {
      const counts = layersWithWeights(layers[name]).flatMap(({ weights }) => weights.map(sizeOf));
      expect([name, counts]).toEqual([name, byPackage.networks[name].weights]);
    }
  });

  test.each(kinds)("the three networks give the same numbers (%s)", async (kind) => {
    const networks = await load(kind);
    for (const name of ["proposal", "refinement", "output"] as const) {
      const { input, output } = byPackage.networks[name];
      const { data } = networks[runs[name]]({ shape: shapes[name], data: input });
      const { cosine, largest } = compare(data, output);
      console.log(
        `MTCNN ${name} on ${kind}: cosine ${cosine.toFixed(10)}, largest difference ${largest.toExponential(1)}`,
      );
      expect(data.length).toBe(output.length);
      expect(cosine).toBeGreaterThan(0.99999);
      expect(largest).toBeLessThan(1e-4);
    }
    networks.close();
  });

  test.each(kinds)("the cascade finds the same faces and points in photos (%s)", async (kind) => {
    const networks = await load(kind);
    const worst = { overlap: 1, pixels: 0, score: 0 };
    for (const [name, picture] of pictures) {
      const ours = detectByCascade(networks, picture);
      const theirs = byPackage.faces[name] ?? [];
      expect([name, ours.length]).toEqual([name, theirs.length]);
      for (const [
        at,
        [, left = 0, top = 0, right = 0, bottom = 0, score = 0, ...points],
      ] of theirs.entries()) {
        const box = { x: left, y: top, width: right - left, height: bottom - top };
        const [face] = ours.toSorted(
          (a, b) => intersectionOverUnion(b.box, box) - intersectionOverUnion(a.box, box),
        );
        expect([name, at, face?.fivePoints?.length]).toEqual([name, at, 5]);
        worst.overlap = Math.min(
          worst.overlap,
          face === undefined ? 0 : intersectionOverUnion(face.box, box),
        );
        worst.score = Math.max(worst.score, Math.abs((face?.score ?? 0) - score));
        for (const [index, { x, y }] of (face?.fivePoints ?? []).entries()) {
          worst.pixels = Math.max(
            worst.pixels,
            Math.hypot(x - (points[index] ?? 0), y - (points[index + 5] ?? 0)),
          );
        }
      }
    }
    networks.close();
    console.log(
      `MTCNN cascade on ${kind}: worst overlap ${worst.overlap.toFixed(6)}, points ${worst.pixels.toFixed(4)} pixels apart, ` +
        `scores ${worst.score.toExponential(1)}`,
    );
    expect(worst.overlap).toBeGreaterThan(0.99);
    expect(worst.pixels).toBeLessThan(0.1);
    expect(worst.score).toBeLessThan(1e-3);
    expect(
      Object.fromEntries([...pictures.keys()].map((name) => [name, byPackage.faces[name]?.length])),
    ).toEqual(faceCounts);
  });
});
