import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { describeUserModel } from "./describe-user-model.ts";
import type { UserModelFile, UserModelKind } from "./describe-user-model.ts";
import { digestOfFile } from "./digest.ts";
import { ModelError, ModelFileError, ModelIdError, UnknownModelError, WrongDigestError } from "./errors.ts";
import { buildNetwork, weightsListOf } from "./face-api/build-network.ts";
import { modelIdPattern } from "./model-fields.ts";
import type { ModelDescription } from "./manifest.ts";
import { openSizes } from "./open-sizes.ts";
import { copyIntoStore, moveIntoPlace, withIncomingFolder } from "./place-file.ts";
import type { ModelShapes } from "./tensor-shape.ts";
import { rememberUserModel } from "./user-models.ts";

/** The file is a model, but not one that Familiar knows, and nobody said what it is for. */
export class UnrecognisedModelError extends ModelError {
  override readonly name = "UnrecognisedModelError";
  readonly path: string;
  readonly sha256: string;

  constructor(file: string, sha256: string) {
    super(
      `${file} is none of the models that Familiar knows (digest ${sha256}). If it is your own, say what it does:\n` +
        `  familiar models add my-model --from ${file} --task embedding\n` +
        `  familiar models add my-model --from ${file} --task detector`,
    );
    this.path = file;
    this.sha256 = sha256;
  }
}

export interface AddContext {
  readonly folder: string;
  /** The built-in models, then the user's own. */
  readonly models: readonly ModelDescription[];
  readonly readShapes: (file: string) => Promise<ModelShapes>;
  readonly kind: UserModelKind | undefined;
}

export interface AddedModel {
  readonly model: ModelDescription;
  readonly path: string;
}

/** Throws ModelFileError when the file cannot be read. */
export async function readIdentity(file: string): Promise<{ sizeBytes: number; sha256: string }> {
  try {
    const { size } = await stat(file);
    return { sizeBytes: size, sha256: await digestOfFile(file, "sha256", "hex") };
  } catch (cause) {
    throw new ModelFileError(file, "there is no such file, or it may not be read.", { cause });
  }
}

/** "My Model v2.onnx" becomes "my-model-v2". */
function idFromFileName(file: string): string {
  const stem = path.basename(file, path.extname(file)).toLowerCase();
  return stem.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || "my-model";
}

/** Is it, by its name, the file of weights that this model is made of? */
function isWeightsOf(model: ModelDescription, id: string | undefined, file: string): boolean {
  const { source } = model;
  if (source.type !== "npm" || source.network === undefined || (id !== undefined && id !== model.id))
    return false;
  return path.basename(file) === path.basename(source.file);
}

/** Makes a model whose layers are known here from its weights, with their list beside them. */
async function addFromWeights(model: ModelDescription, weights: string, folder: string): Promise<AddedModel> {
  const { source } = model;
  if (source.type !== "npm" || source.network === undefined) throw new UnknownModelError(model.id, []);
  const { network } = source;
  const destination = path.join(folder, model.fileName);
  await withIncomingFolder(folder, async (incomingFolder) => {
    const made = path.join(incomingFolder, model.fileName);
    await buildNetwork(network, { weights, list: weightsListOf(weights) }, made);
    const digest = await digestOfFile(made, "sha256", "hex");
    if (digest !== model.sha256) {
      throw new WrongDigestError(weights, `the weights of ${model.title}`, model.sha256, digest);
    }
    await moveIntoPlace(made, destination);
  });
  return { model, path: destination };
}

/**
 * Copies a model file into the store: one that is known by its digest, or the user's own when `kind` says what it is.
 * @throws ModelFileError, WrongDigestError (not the model `id`), ModelLoadError (no ONNX model), UnrecognisedModelError,
 * UnsuitableModelError, UnknownModelError, ModelIdError
 */
export async function addModelFromFile(
  id: string | undefined,
  file: string,
  context: AddContext,
): Promise<AddedModel> {
  const identity = await readIdentity(file);
  const ofWeights = context.models.find((model) => isWeightsOf(model, id, file));
  if (ofWeights !== undefined && ofWeights.sha256 !== identity.sha256) {
    return await addFromWeights(ofWeights, file, context.folder);
  }
  const named = context.models.find((model) => model.id === id);
  const recognised = named ?? context.models.find((model) => model.sha256 === identity.sha256);
  if (named !== undefined && named.sha256 !== identity.sha256) {
    throw new WrongDigestError(file, named.title, named.sha256, identity.sha256);
  }
  if (recognised !== undefined && (id === undefined || id === recognised.id)) {
    return { model: recognised, path: await copyIntoStore(file, context.folder, recognised.fileName) };
  }
  if (recognised !== undefined && context.kind === undefined) {
    throw new UnknownModelError(
      id ?? "",
      context.models.map((model) => model.id),
    );
  }
  const shapes = await context.readShapes(file);
  if (context.kind === undefined) throw new UnrecognisedModelError(file, identity.sha256);
  const newId = id ?? idFromFileName(file);
  if (!modelIdPattern.test(newId)) throw new ModelIdError(newId);
  return await addUserModel({ id: newId, path: file, ...identity, shapes }, context.kind, context);
}

/** `file.path` is the file for messages; `source` holds the model that is kept. */
async function addUserModel(
  file: UserModelFile,
  kind: UserModelKind,
  context: AddContext,
  source = file.path,
): Promise<AddedModel> {
  const examples = kind === "embedding" ? [] : examplesIn(file.shapes);
  if (examples.length > 0) {
    return await withIncomingFolder(context.folder, async (incomingFolder) => {
      const opened = path.join(incomingFolder, "opened.onnx");
      await writeFile(opened, openSizes(await readFile(source), examples));
      const shapes = await context.readShapes(opened);
      return await addUserModel({ ...file, ...(await readIdentity(opened)), shapes }, kind, context, opened);
    });
  }
  const taken = context.models.find(({ id, fileName }) => id === file.id || fileName === `${file.id}.onnx`);
  if (taken !== undefined) throw new WrongDigestError(file.path, taken.title, taken.sha256, file.sha256);
  const model = describeUserModel(file, kind);
  const storedPath = await copyIntoStore(source, context.folder, model.fileName);
  await rememberUserModel(context.folder, model);
  return { model, path: storedPath };
}

/** Inputs of several pictures at once: only an example's size was written into such a detector (openSizes). */
function examplesIn({ inputs }: ModelShapes): string[] {
  return inputs
    .filter(
      ({ dims: [batch, channels, ...sides] }) => (batch ?? 1) > 1 && channels === 3 && sides.length === 2,
    )
    .map(({ name }) => name);
}
