import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { z } from "zod";

import { ManifestError, ModelFileError } from "./errors.ts";
import { modelSchema, parseJsonAs } from "./manifest.ts";
import type { ModelDescription } from "./manifest.ts";
import { moveIntoPlace, withIncomingFolder } from "./place-file.ts";

const fileName = "user-models.json";

const userModelsSchema = z.strictObject({ version: z.literal(1), models: z.array(modelSchema) });

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/**
 * The models that the user added to this store's folder, none when there is no list yet.
 * @throws ManifestError for a damaged list, ModelFileError when it cannot be read
 */
export async function readUserModels(storeFolder: string): Promise<ModelDescription[]> {
  const file = path.join(storeFolder, fileName);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw new ModelFileError(file, "the list of your own models cannot be read.", { cause });
  }
  try {
    return parseJsonAs(userModelsSchema, text, file).models;
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new ManifestError(file, "remove it and add your own models again.", { cause });
  }
}

/** Writes the list anew with this model in it, in the place of one with the same id. */
export async function rememberUserModel(storeFolder: string, model: ModelDescription): Promise<void> {
  await rememberUserModels(storeFolder, [model]);
}

/** Writes the list anew with these models in it, each in the place of one with the same id. */
export async function rememberUserModels(
  storeFolder: string,
  models: readonly ModelDescription[],
): Promise<void> {
  const ids = new Set(models.map(({ id }) => id));
  const others = (await readUserModels(storeFolder)).filter((other) => !ids.has(other.id));
  const text = JSON.stringify({ version: 1, models: [...others, ...models] }, null, 2);
  await withIncomingFolder(storeFolder, async (incomingFolder) => {
    const draft = path.join(incomingFolder, fileName);
    await writeFile(draft, `${text}\n`);
    await moveIntoPlace(draft, path.join(storeFolder, fileName));
  });
}
