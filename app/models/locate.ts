import { stat } from "node:fs/promises";
import path from "node:path";

import { digestOfFile } from "./digest.ts";
import type { ModelDescription } from "./manifest.ts";

export interface FileSearch {
  /** The first file with the right name and digest. */
  readonly path: string | undefined;
  /** When none fits: what is wrong with the file of that name, if there is one. */
  readonly problem: string | undefined;
}

/** What is wrong with a file as this model, or undefined when it is the model. */
async function findProblem(
  model: ModelDescription,
  file: string,
  sizeBytes: number,
): Promise<string | undefined> {
  if (sizeBytes !== model.sizeBytes) {
    return `${file} is not ${model.title}: it has ${sizeBytes} bytes, not ${model.sizeBytes}.`;
  }
  try {
    const digest = await digestOfFile(file, "sha256", "hex");
    return digest === model.sha256
      ? undefined
      : `${file} is not ${model.title}: its digest is ${digest}, not ${model.sha256}.`;
  } catch {
    return `${file} cannot be read.`;
  }
}

/** Looks for a model by file name and digest, folder after folder. Never throws: what cannot be read is passed over. */
export async function findModelFile(
  model: ModelDescription,
  folders: readonly string[],
): Promise<FileSearch> {
  let firstProblem: string | undefined;
  for (const folder of folders) {
    const file = path.join(folder, model.fileName);
    const entry = await stat(file).catch(() => undefined);
    if (entry?.isFile() !== true) continue;
    const problem = await findProblem(model, file, entry.size);
    if (problem === undefined) return { path: file, problem: undefined };
    firstProblem ??= problem;
  }
  return { path: undefined, problem: firstProblem };
}
