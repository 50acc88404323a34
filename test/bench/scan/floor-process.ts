import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import sharp from "sharp";
import { pictureForThumbnail } from "../../../app/analyze/analyze-photo.ts";
import { shrinkOnce } from "../../../app/analyze/shrink-once.ts";
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

/** A picture to be shrunk to a long side. */
interface Shrinking {
  readonly from: Pixels;
  readonly longSide: number;
}

/** All native work of one photo. */
interface NativeWork {
  readonly path: string;
  readonly bytes: Buffer;
  /** Pictures decoded from the file: the analysis image, and a larger one when a face was small. */
  readonly decodes: readonly { readonly width: number; readonly height: number }[];
  /** For the detector; the small thumbnail is made from one of them. */
  readonly resizes: readonly Shrinking[];
  readonly thumbnails: readonly Shrinking[];
  readonly runs: readonly NetworkRun[];
}

process.once("message", (received) => {
  const { paths, detector } = floorJob.parse(received);
  void run(paths, detector);
});

async function run(paths: readonly string[], detector: string): Promise<void> {
  const work = await prepare(paths, detector);
  const sessions = await openSessions(work);
  // Once unmeasured, so that no first-time cost of a library counts.
  await measure(work.slice(0, 2), sessions);
  process.once("message", () => {
    void measure(work, sessions).then((figures) => {
      process.send?.(figures, undefined, {}, () => {
        process.disconnect();
      });
    });
  });
  process.send?.({ type: "ready" });
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
  let resizes: Shrinking[] = [];
  const resizeOnce = shrinkOnce(async (from, longSide) => {
    const resized = await resizePixels(from, longSide);
    if (resized !== from) resizes.push({ from, longSide });
    return resized;
  });
  const networks = await loadNetworks(recipe.files, recording, resizeOnce);
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
    const thumbnails: Shrinking[] = [];
    for (const longSide of thumbnailLongSides) {
      thumbnails.push({ from: await pictureForThumbnail(seen, longSide, resizeOnce), longSide });
    }
    const sizes = decodes.map(({ width, height }) => ({ width, height }));
    work.push({ path, bytes, decodes: sizes, resizes, thumbnails, runs });
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
  work: readonly NativeWork[],
  sessions: ReadonlyMap<string, InferenceSession>,
): Promise<FloorFigures> {
  const figures = { readMs: 0, decodeMs: 0, resizeMs: 0, thumbnailsMs: 0, inferenceMs: 0, processorMs: 0 };
  const time = async (stage: Exclude<keyof typeof figures, "processorMs">, deed: () => Promise<unknown>) => {
    const [start, processorStart] = [performance.now(), process.cpuUsage()];
    await deed();
    const { user, system } = process.cpuUsage(processorStart);
    figures[stage] += performance.now() - start;
    figures.processorMs += (user + system) / 1000;
  };
  for (const { path, bytes, decodes, resizes, thumbnails, runs } of work) {
    await time("readMs", () => readAndHash(path));
    for (const { width, height } of decodes) await time("decodeMs", () => decode(bytes, width, height));
    for (const { from, longSide } of resizes) await time("resizeMs", () => resize(from, longSide));
    for (const { from, longSide } of thumbnails) await time("thumbnailsMs", () => encode(from, longSide));
    for (const { model, inputs } of runs) {
      const session = sessions.get(model);
      if (session === undefined) throw new Error(`No session for ${model}`);
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { data, dims }]) => [name, new OnnxTensor("float32", data, dims)]),
      );
      await time("inferenceMs", () => session.run(feeds));
    }
  }
  return { ...figures, networkRuns: work.reduce((sum, { runs }) => sum + runs.length, 0) };
}

async function readAndHash(path: string): Promise<void> {
  createHash("sha256")
    .update(await readFile(path))
    .digest();
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
