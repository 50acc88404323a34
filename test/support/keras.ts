import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { z } from "zod";

import type { KerasNetworkName } from "../../app/models/keras/network-names.ts";
import { onceARun } from "./once-a-run.ts";

/** Where Keras is (test/keras/README.md); null = not on this machine. */
export const kerasFolder =
  process.env["FAMILIAR_KERAS"] === "" ? null : (process.env["FAMILIAR_KERAS"] ?? null);

const counted = z.strictObject({ total: z.int(), layers: z.array(z.int()) });

/** A network as Keras computed it: its weights, a picture (channels last), and what came out. */
export interface KerasReference {
  readonly weights: string;
  readonly picture: Float32Array;
  /** All of the network's descriptors, one after the other. */
  readonly output: Float32Array;
  /** Parameters of all layers that have some, in Keras's order, and of the whole. */
  readonly parameters: z.infer<typeof counted>;
}

function readFloats(file: string): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(file)).buffer);
}

async function runKeras(network: KerasNetworkName, folder: string): Promise<void> {
  if (kerasFolder === null) throw new Error("FAMILIAR_KERAS does not say where Keras is");
  const script = fileURLToPath(new URL("../keras/networks.py", import.meta.url));
  const env = { ...process.env, PYTHONPATH: kerasFolder };
  const { stdout } = await promisify(execFile)("python3", [script, network, folder], { env });
  writeFileSync(path.join(folder, `${network}.json`), stdout);
}

function readReference(network: KerasNetworkName, folder: string): KerasReference {
  const fileOf = (ending: string): string => path.join(folder, `${network}${ending}`);
  return {
    weights: fileOf(".h5"),
    picture: readFloats(fileOf(".picture.f32")),
    output: readFloats(fileOf(".output.f32")),
    parameters: counted.parse(JSON.parse(readFileSync(fileOf(".json"), "utf8"))),
  };
}

/** Has Keras build a network with random weights in a folder. */
export async function buildWithKeras(network: KerasNetworkName, folder: string): Promise<KerasReference> {
  await runKeras(network, folder);
  return readReference(network, folder);
}

/** VGG-Face by Keras, once for all test files: it takes a minute, and 580 MB of disk until the run ends. */
export async function vggFaceOfKeras(): Promise<KerasReference> {
  const folder = await onceARun("vgg-face-of-keras", async (place) => {
    mkdirSync(place, { recursive: true });
    await runKeras("vgg-face", place);
  });
  return readReference("vgg-face", folder);
}
