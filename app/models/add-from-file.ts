import { stat } from "node:fs/promises";
import path from "node:path";

import { describeUserModel } from "./describe-user-model.ts";
import type { UserModelKind } from "./describe-user-model.ts";
import { digestOfFile } from "./digest.ts";
import { ModelError, ModelFileError, ModelIdError, UnknownModelError, WrongDigestError } from "./errors.ts";
import { modelIdPattern } from "./manifest.ts";
import type { ModelDescription } from "./manifest.ts";
import { copyIntoStore } from "./place-file.ts";
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
        `  familiar models add my-model --from ${file} --task detector --kind yunet`,
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
  const taken = context.models.find((model) => model.id === newId || model.fileName === `${newId}.onnx`);
  if (taken !== undefined) throw new WrongDigestError(file, taken.title, taken.sha256, identity.sha256);
  const model = describeUserModel({ id: newId, path: file, ...identity, shapes }, context.kind);
  const storedPath = await copyIntoStore(file, context.folder, model.fileName);
  await rememberUserModel(context.folder, model);
  return { model, path: storedPath };
}
