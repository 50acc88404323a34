import { execFile } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { zipSync } from "fflate";
import { z } from "zod";

import { layersWithWeights } from "../../app/models/keras/layer-order.ts";
import { sizeOf } from "../../app/models/keras/layer.ts";
import { mtcnnLayers, type MtcnnLayers } from "../../app/models/keras/mtcnn.ts";
import type { Pixels } from "../../app/photo/pixels.ts";
import { arrayOf, listOf, pickleOf, type PickledArray } from "./joblib-pickle.ts";
import { kerasFolder } from "./keras.ts";
import { lz4FrameOfBytes } from "./lz4-frame.ts";
import { randomNumbers } from "./random-numbers.ts";

const wheelFiles = {
  proposal: "mtcnn/assets/weights/pnet.lz4",
  refinement: "mtcnn/assets/weights/rnet.lz4",
  output: "mtcnn/assets/weights/onet.lz4",
} as const;

/** How a wheel differs from what it should be. */
export interface WheelOptions {
  readonly arraysOf?: (network: keyof MtcnnLayers, arrays: PickledArray[]) => readonly PickledArray[];
  /** Files that are put in, or (null) left out. */
  readonly files?: Readonly<Record<string, Uint8Array | null>>;
}

/** Writes a wheel with random weights, as the package mtcnn has its own. */
export function writeWheel(
  file: string,
  { arraysOf = (_network, arrays) => arrays, files = {} }: WheelOptions = {},
): void {
  const random = randomNumbers(3);
  const layers = mtcnnLayers();
  const entries = (["proposal", "refinement", "output"] as const).map((network): [string, Uint8Array] => {
    const arrays = layersWithWeights(layers[network]).flatMap(({ weights }) =>
      weights.map((shape) => ({
        shape,
        data: Float32Array.from({ length: sizeOf(shape) }, () => random() - 0.5),
      })),
    );
    const pickle = pickleOf(listOf(arraysOf(network, arrays).map(arrayOf)));
    return [wheelFiles[network], lz4FrameOfBytes(pickle)];
  });
  const all: Record<string, Uint8Array | null> = {
    "mtcnn/__init__.py": new Uint8Array(),
    ...Object.fromEntries(entries),
    ...files,
  };
  const written = Object.entries(all).flatMap(([name, bytes]) =>
    bytes === null ? [] : [[name, bytes] as const],
  );
  writeFileSync(file, zipSync(Object.fromEntries(written)));
}

/** The published wheel, fetched with Keras; null = not on this machine. */
export function publishedWheel(): string | null {
  if (kerasFolder === null) return null;
  const [wheel] = globSync("wheels/mtcnn-*.whl", { cwd: kerasFolder });
  if (wheel === undefined) {
    throw new Error(`${kerasFolder} has no wheel of mtcnn: \`npm run keras -- ${kerasFolder}\` fetches it.`);
  }
  return path.join(kerasFolder, wheel);
}

const packageResult = z.strictObject({
  networks: z.record(
    z.enum(["proposal", "refinement", "output"]),
    z.strictObject({ weights: z.array(z.int()), total: z.int() }),
  ),
  /** Rows: picture, left, top, right, bottom, score, five x, five y. */
  faces: z.record(z.string(), z.array(z.array(z.number()).length(16))),
});

/** A network's random pictures and the rows that the package makes of them. */
export interface NetworkByPackage {
  readonly input: Float32Array;
  readonly output: Float32Array;
  /** Numbers in each of its weights. */
  readonly weights: readonly number[];
  readonly total: number;
}

export interface CascadeByPackage {
  readonly networks: Readonly<Record<keyof MtcnnLayers, NetworkByPackage>>;
  readonly faces: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** What the Python package mtcnn makes of pictures, in a folder of its own. */
export async function runPackage(
  folder: string,
  pictures: ReadonlyMap<string, Pixels>,
): Promise<CascadeByPackage> {
  if (kerasFolder === null) throw new Error("FAMILIAR_KERAS does not say where Keras is");
  for (const [name, { data }] of pictures) writeFileSync(path.join(folder, `${name}.rgb`), data);
  const list = [...pictures].map(([name, { width, height }]) => ({ name, width, height }));
  writeFileSync(path.join(folder, "pictures.json"), JSON.stringify(list));
  const script = fileURLToPath(new URL("../keras/cascade.py", import.meta.url));
  const env = { ...process.env, PYTHONPATH: kerasFolder };
  const { stdout } = await promisify(execFile)("python3", [script, folder], { env });
  const { networks, faces } = packageResult.parse(JSON.parse(stdout));
  const read = (name: string) =>
    new Float32Array(new Uint8Array(readFileSync(path.join(folder, name))).buffer);
  const networkOf = (name: keyof MtcnnLayers): NetworkByPackage => ({
    ...networks[name],
    ...{ input: read(`${name}.input.f32`), output: read(`${name}.output.f32`) },
  });
  return {
    networks: {
      proposal: networkOf("proposal"),
      refinement: networkOf("refinement"),
      output: networkOf("output"),
    },
    faces,
  };
}
