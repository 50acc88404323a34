import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import sharp from "sharp";
import { thumbnailLongSides } from "../../../app/analyze/thumbnails.ts";
import { loadNetworks } from "../../../app/faces/load-networks.ts";
import { recogniseFaces } from "../../../app/faces/recogniser.ts";
import { analysisLongSide } from "../../../app/faces/represent.ts";
import { chooseRecipe } from "../../../app/library/choose-recipe.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import type { Runtime, Tensor } from "../../../app/models/runtime.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { openPhoto, resizePixels } from "../../../app/photo/decode.ts";
import type { Pixels } from "../../../app/photo/pixels.ts";
import { floorJob, type FloorFigures } from "./messages.ts";

// The native floor: the calls of native libraries that no implementation of this scan could do without. They are
// made straight to sharp and onnxruntime, on inputs that the real pipeline prepared before the clock starts.

// As in the product: below the priority of other programs, one thread a process, one process a core.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
sharp.concurrency(1);
sharp.cache(false);

/** One run of a network, as the pipeline made it. */
interface NetworkRun {
  readonly model: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
}

/** All native work of one photo. */
interface NativeWork {
  readonly bytes: Buffer;
  /** Pictures decoded from the file: the analysis image, and a larger one when a face was small. */
  readonly decodes: readonly { readonly width: number; readonly height: number }[];
  readonly seen: Pixels;
  readonly runs: readonly NetworkRun[];
  /** Pictures shrunk for the detector: from what, to which long side. */
  readonly resizes: readonly { readonly from: Pixels; readonly longSide: number }[];
  readonly path: string;
}

process.once("message", (received) => {
  const { paths, detector } = floorJob.parse(received);
  void run(paths, detector);
});

async function run(paths: readonly string[], detector: string): Promise<void> {
  const work = await prepare(paths, detector);
  const sessions = await openSessions(work);
  // Once unmeasured, so that no first-time cost of a library counts.
  for (const one of work.slice(0, 2)) await measure(one, sessions);
  process.once("message", () => void measureAll(work, sessions));
  process.send?.({ type: "ready" });
}

async function measureAll(
  work: readonly NativeWork[],
  sessions: ReadonlyMap<string, InferenceSession>,
): Promise<void> {
  const total = { readMs: 0, decodeMs: 0, resizeMs: 0, thumbnailsMs: 0, inferenceMs: 0, networkRuns: 0 };
  for (const one of work) {
    const figures = await measure(one, sessions);
    total.readMs += figures.readMs;
    total.resizeMs += figures.resizeMs;
    total.decodeMs += figures.decodeMs;
    total.thumbnailsMs += figures.thumbnailsMs;
    total.inferenceMs += figures.inferenceMs;
    total.networkRuns += figures.networkRuns;
  }
  process.send?.(total, undefined, {}, () => {
    process.disconnect();
  });
}

/** Runs the real pipeline with a runtime that writes down what every network is given. */
async function prepare(paths: readonly string[], detector: string): Promise<NativeWork[]> {
  const recipe = await chooseRecipe(await openDefaultModelStore(), { detector }, console.error);
  let runs: NetworkRun[] = [];
  const recording: Runtime = {
    name: "recording",
    async load(model) {
      const loaded = await onnxRuntime.load(model);
      return {
        ...loaded,
        run: async (inputs) => {
          runs.push({ model, inputs });
          return await loaded.run(inputs);
        },
      };
    },
  };
  let resizes: { from: Pixels; longSide: number }[] = [];
  const networks = await loadNetworks(recipe.files, recording, async (from, longSide) => {
    const resized = await resizePixels(from, longSide);
    if (resized !== from) resizes.push({ from, longSide });
    return resized;
  });
  const work: NativeWork[] = [];
  for (const path of paths) {
    runs = [];
    resizes = [];
    const bytes = await readFile(path);
    const opened = await openPhoto(bytes);
    const seen = await opened.pixels(analysisLongSide);
    const decodes = [seen];
    const pixels = async (longSide: number): Promise<Pixels> => {
      if (longSide <= analysisLongSide) return seen;
      const larger = await opened.pixels(longSide);
      decodes.push(larger);
      return larger;
    };
    await recogniseFaces({ width: opened.info.width, height: opened.info.height, pixels }, networks);
    work.push({
      bytes,
      decodes: decodes.map(({ width, height }) => ({ width, height })),
      seen,
      runs,
      resizes,
      path,
    });
  }
  return work;
}

async function openSessions(work: readonly NativeWork[]): Promise<Map<string, InferenceSession>> {
  const sessions = new Map<string, InferenceSession>();
  for (const { model } of work.flatMap(({ runs }) => runs)) {
    if (sessions.has(model)) continue;
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
    sessions.set(model, await InferenceSession.create(model, options));
  }
  return sessions;
}

async function measure(
  { path, bytes, decodes, resizes, seen, runs }: NativeWork,
  sessions: ReadonlyMap<string, InferenceSession>,
): Promise<FloorFigures> {
  const readMs = await millisecondsOf(async () => {
    createHash("sha256")
      .update(await readFile(path))
      .digest();
  });
  const resizeMs = await millisecondsOf(async () => {
    for (const { from, longSide } of resizes) await resize(from, longSide);
  });
  const decodeMs = await millisecondsOf(async () => {
    for (const { width, height } of decodes) await decode(bytes, width, height);
  });
  const thumbnailsMs = await millisecondsOf(async () => {
    for (const longSide of thumbnailLongSides) await encode(seen, longSide);
  });
  let inferenceMs = 0;
  for (const { model, inputs } of runs) {
    const session = sessions.get(model);
    if (session === undefined) throw new Error(`No session for ${model}`);
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { data, dims }]) => [name, new OnnxTensor("float32", data, dims)]),
    );
    inferenceMs += await millisecondsOf(async () => {
      await session.run(feeds);
    });
  }
  return { readMs, resizeMs, decodeMs, thumbnailsMs, inferenceMs, networkRuns: runs.length };
}

async function decode(bytes: Buffer, width: number, height: number): Promise<void> {
  await sharp(bytes).autoOrient().resize(width, height, { fit: "fill" }).raw().toBuffer();
}

async function resize({ width, height, data }: Pixels, longSide: number): Promise<void> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  await picture.resize(longSide, longSide, { fit: "inside" }).raw().toBuffer();
}

async function encode({ width, height, data }: Pixels, longSide: number): Promise<void> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  await picture
    .resize(longSide, longSide, { fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
