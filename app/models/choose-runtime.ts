import { cpus } from "node:os";

import packageJson from "../../package.json" with { type: "json" };
import { findDefaultDetector } from "./ensure-default.ts";
import { ModelFileError } from "./errors.ts";
import type { OnnxDetectorDescription, OnnxEmbeddingDescription } from "./manifest.ts";
import { runtimeName, type RuntimeChoice, type RuntimeName } from "./runtime-names.ts";
import { readRuntimeSettings, saveRuntimeSettings } from "./runtime-settings.ts";
import { measureRuntime, RuntimeUnusableError } from "./runtimes/measure.ts";
import type { MeasuredWork, RuntimeMeasure } from "./runtimes/measure-messages.ts";
import type { LocatedModel, ModelStore } from "./store.ts";

/** The models whose time counts: one look at a photo and one face in it. */
export interface MeasuredModels {
  readonly detector: LocatedModel<OnnxDetectorDescription>;
  readonly embedding: LocatedModel<OnnxEmbeddingDescription>;
}

/** The sides of a detector's first look at a usual photo, where the model takes any (decision 0003). */
const usualPhoto = { width: 640, height: 480 } as const;

/** Another runtime than the usual one has to be faster by more than measurements of the same one differ. */
const clearlyFaster = 0.9;

function worksOf({ detector, embedding }: MeasuredModels): MeasuredWork[] {
  return [detector, embedding].map(({ model: { input }, path }) => {
    const { width, height } = {
      width: input.width ?? usualPhoto.width,
      height: input.height ?? usualPhoto.height,
    };
    return { path, dims: [1, input.channels === "grey" ? 1 : 3, height, width] };
  });
}

function describeConditions({ detector, embedding }: MeasuredModels): string {
  const native = process.env["FAMILIAR_TENSORFLOW"] ?? "";
  const { model } = cpus()[0] ?? { model: "unknown" };
  return [
    model.trim(),
    process.version,
    packageJson.version,
    native,
    detector.model.sha256,
    embedding.model.sha256,
  ].join(" | ");
}

/** Measures every runtime that works here, one after the other. */
async function measureAll(models: MeasuredModels): Promise<RuntimeMeasure[]> {
  const measures: RuntimeMeasure[] = [];
  for (const name of runtimeName.options) {
    try {
      measures.push(await measureRuntime(name, worksOf(models)));
    } catch (error) {
      // One that does not work here is not the fastest.
      if (!(error instanceof RuntimeUnusableError)) throw error;
    }
  }
  return measures;
}

const totalMs = ({ runMs }: RuntimeMeasure): number => runMs.reduce((sum, ms) => sum + ms, 0);

/** The fastest of the runtimes that were measured; ONNX Runtime unless another is clearly faster, or it does not work. */
export function fastestRuntime(measures: readonly RuntimeMeasure[]): RuntimeName {
  const usual = measures.find(({ runtime }) => runtime === "onnx");
  const [fastest] = [...measures].sort((a, b) => totalMs(a) - totalMs(b));
  if (fastest === undefined) return "onnx";
  if (usual === undefined) return fastest.runtime;
  return totalMs(fastest) < totalMs(usual) * clearlyFaster ? fastest.runtime : "onnx";
}

/**
 * The measurements of this computer: those remembered in `folder`, or new ones, which take about three seconds and are
 * remembered. `isAnew` measures whatever is remembered.
 */
export async function measuredRuntimes(
  folder: string,
  models: MeasuredModels,
  isAnew = false,
): Promise<readonly RuntimeMeasure[]> {
  const { measured } = await readRuntimeSettings(folder);
  const of = describeConditions(models);
  if (!isAnew && measured?.of === of) return measured.runtimes;
  const runtimes = await measureAll(models);
  try {
    if (runtimes.length > 0) await saveRuntimeSettings(folder, { measured: { of, runtimes } });
  } catch (error) {
    // A folder that may not be written costs a measurement each time, nothing more.
    if (!(error instanceof ModelFileError)) throw error;
  }
  return runtimes;
}

/** The runtime to use: what is wished for, else what the user has chosen, else the fastest, measured once. */
export async function chooseRuntime(
  folder: string,
  models: MeasuredModels,
  wish?: RuntimeChoice,
): Promise<RuntimeName> {
  const choice = wish ?? (await readRuntimeSettings(folder)).choice;
  return choice === "auto" ? fastestRuntime(await measuredRuntimes(folder, models)) : choice;
}

/** What is chosen, what is used because of it, and how fast each runtime is here. */
export interface RuntimeState {
  readonly choice: RuntimeChoice;
  /** null = the fastest, which will be measured at the next scan. */
  readonly used: RuntimeName | null;
  readonly measures: readonly RuntimeMeasure[];
}

/** What is remembered of this computer's runtimes; measures nothing. */
export async function readRuntimeState(folder: string): Promise<RuntimeState> {
  const { choice, measured } = await readRuntimeSettings(folder);
  const measures = measured?.runtimes ?? [];
  if (choice !== "auto") return { choice, used: choice, measures };
  return { choice, used: measures.length === 0 ? null : fastestRuntime(measures), measures };
}

/** The default models that are installed, to measure with; undefined when one is missing. */
export async function findMeasuredModels(store: ModelStore): Promise<MeasuredModels | undefined> {
  const detector = await findDefaultDetector(store);
  const embedding = await store.locate(store.recipe.embedding);
  if (detector === undefined || embedding?.model.task !== "embedding") return undefined;
  if (embedding.model.format !== "onnx" || detector.model.format !== "onnx") return undefined;
  return {
    detector: { ...detector, model: detector.model },
    embedding: { model: embedding.model, path: embedding.path },
  };
}
