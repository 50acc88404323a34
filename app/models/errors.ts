/** Everything that can go wrong with a model, its file or its source; a caller shows `message` as it is. */
export abstract class ModelError extends Error {}

/** A file that is no model, a damaged model, or one that uses operators this runtime does not have. */
export class ModelLoadError extends ModelError {
  override readonly name = "ModelLoadError";
  readonly path: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path} could not be loaded as an ONNX model: ${reason}`, options);
    this.path = path;
  }
}

/** A tensor that the model cannot take; `expected` and `received` are written out for people. */
export class ModelInputError extends ModelError {
  override readonly name = "ModelInputError";
  readonly path: string;
  readonly inputName: string;
  readonly expected: string;
  readonly received: string;

  constructor(path: string, inputName: string, expected: string, received: string) {
    super(`The model ${path} takes ${expected} as "${inputName}", but received ${received}.`);
    this.path = path;
    this.inputName = inputName;
    this.expected = expected;
    this.received = received;
  }
}

/** The runtime failed while it computed, or the model was closed. */
export class ModelRunError extends ModelError {
  override readonly name = "ModelRunError";
  readonly path: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`The model ${path} failed: ${reason}`, options);
    this.path = path;
  }
}

/** A JSON file that describes models does not say what it must. */
export class ManifestError extends ModelError {
  override readonly name = "ManifestError";
  readonly path: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`The list of models ${path} is damaged: ${reason}`, options);
    this.path = path;
  }
}

/** Nobody knows a model by this id. */
export class UnknownModelError extends ModelError {
  override readonly name = "UnknownModelError";
  readonly id: string;
  readonly knownIds: readonly string[];

  constructor(id: string, knownIds: readonly string[]) {
    super(`There is no model called "${id}". The models are: ${knownIds.join(", ")}.`);
    this.id = id;
    this.knownIds = knownIds;
  }
}

/** A name for a user's own model that cannot be an id. */
export class ModelIdError extends ModelError {
  override readonly name = "ModelIdError";
  readonly id: string;

  constructor(id: string) {
    super(`"${id}" cannot be a model's name: use small letters, digits and hyphens, for example my-model.`);
    this.id = id;
  }
}

/** A network that Familiar can build, but has no weights for. */
export class WeightsMissingError extends UnknownModelError {
  constructor(id: string, title: string, knownIds: readonly string[]) {
    super(id, knownIds);
    this.message =
      `${title} has no weights yet, which Familiar does not bring. Give their file, or its address: ` +
      `familiar models add ${id} --from FILE (\`familiar models\` shows where they are published)`;
  }
}

/** A file of weights that is not what a network needs. */
export class WeightsError extends ModelError {
  override readonly name = "WeightsError";
  readonly path: string;
  /** Without the path. */
  readonly reason: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path} has no weights that can be used: ${reason}`, options);
    this.path = path;
    this.reason = reason;
  }
}

/** What has to compute a model is not installed. */
export class TensorFlowMissingError extends ModelError {
  override readonly name = "TensorFlowMissingError";

  constructor(options?: ErrorOptions) {
    super(
      "This model is computed by TensorFlow, which is not installed: the packages @tensorflow/tfjs-core and " +
        "@tensorflow/tfjs-backend-wasm are missing. Run `npm ci` in Familiar's folder, or use another model.",
      options,
    );
  }
}

/** A name that has other weights already. */
export class WeightsTakenError extends ModelError {
  override readonly name = "WeightsTakenError";

  constructor(id: string, network: string, digests: { readonly there: string; readonly given: string }) {
    super(
      `${id} has other weights already (digest ${digests.there}, this file has ${digests.given}). Vectors made with both ` +
        `could not be compared, so give these a name of their own: familiar models add my-${network} --from FILE ` +
        `--network ${network}`,
    );
  }
}

/** The model is known but in none of the folders searched. */
export class ModelMissingError extends ModelError {
  override readonly name = "ModelMissingError";
  readonly id: string;

  constructor(id: string, folders: readonly string[]) {
    super(
      `The model ${id} is not installed (looked in ${folders.join(", ")}). ` +
        `Run \`familiar models install ${id}\`, or give the file: familiar models add ${id} --from FILE`,
    );
    this.id = id;
  }
}

/** A file or folder on this machine that cannot be read or written. */
export class ModelFileError extends ModelError {
  override readonly name = "ModelFileError";
  readonly path: string;

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
    this.path = path;
  }
}

/** The bytes are not the ones that the list of models promises. */
export class WrongDigestError extends ModelError {
  override readonly name = "WrongDigestError";
  /** What was checked: a path or the address it came from. */
  readonly origin: string;
  readonly expected: string;
  readonly actual: string;

  constructor(origin: string, what: string, expected: string, actual: string) {
    super(
      `${origin} is not ${what}: its digest is ${actual}, expected ${expected}. ` +
        "It may be damaged, incomplete or another version; it was not installed.",
    );
    this.origin = origin;
    this.expected = expected;
    this.actual = actual;
  }
}

/** An ONNX model whose inputs or outputs do not fit the task it was given for. */
export class UnsuitableModelError extends ModelError {
  override readonly name = "UnsuitableModelError";
  readonly path: string;
  /** Inputs and outputs of the file as read, for example "input 1x3x64x64 -> output 1x136". */
  readonly shapes: string;

  constructor(path: string, needed: string, shapes: string) {
    super(`${path} cannot serve: Familiar needs ${needed}, and this model has ${shapes}.`);
    this.path = path;
    this.shapes = shapes;
  }
}

export type FetchFailure =
  | "offline"
  | "timed-out"
  | "refused"
  | "too-large"
  | "truncated"
  | "npm-missing"
  | "pip-missing"
  | "no-source"
  | "failed";

/** A transfer that did not deliver; knows nothing of models. */
export class FetchError extends ModelError {
  override readonly name = "FetchError";
  readonly reason: FetchFailure;

  constructor(reason: FetchFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A model could not be had; `cause` is the FetchError or WrongDigestError behind it. */
export class ModelDownloadError extends ModelError {
  override readonly name = "ModelDownloadError";
  readonly id: string;

  constructor(id: string, cause: Error) {
    const canRetry = !(cause instanceof FetchError && cause.reason === "no-source");
    const retry = canRetry
      ? `Run \`familiar models install ${id}\` again, or give the file`
      : "Give the file";
    super(`${cause.message}\n${retry}: familiar models add ${id} --from FILE`, { cause });
    this.id = id;
  }
}
