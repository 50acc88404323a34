import { Option } from "commander";
import type { Command } from "commander";

import { asksForWeights, type AddedWeights } from "../models/add-weights.ts";
import { userModelKinds, type UserModelKind } from "../models/describe-user-model.ts";
import { recipeIds, sortFailures } from "../models/ensure-default.ts";
import { ModelError, ModelIdError, UnknownModelError } from "../models/errors.ts";
import type { InstallOutcome, InstallProgress } from "../models/install.ts";
import { kerasNetworkName, type KerasNetworkName } from "../models/keras/network-names.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { ModelStore } from "../models/store.ts";
import { libraryOf, withCommonOptions, type CommonOptions } from "./console.ts";
import { readLibraryModels, type LibraryModels } from "./library-models.ts";
import { modelsAsJson, modelsAsText, sizeAsText } from "./models-output.ts";
import { addModelsRuntime, chooseRuntimeByCommand } from "./models-runtime.ts";
import { addModelsUse, useModel } from "./models-use.ts";
import { createTransferReporter } from "./transfer-progress.ts";

/** What the command reaches outside of itself. */
export interface ModelsCommandEdges {
  readonly openStore: () => Promise<ModelStore>;
  /** What the library in this folder uses; null when there is none. */
  readonly readLibrary: (folder: string) => Promise<LibraryModels | null>;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

const processEdges: ModelsCommandEdges = {
  openStore: openDefaultModelStore,
  readLibrary: readLibraryModels,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  setExitCode: (code) => {
    process.exitCode = code;
  },
};

interface JsonOption {
  readonly json?: boolean;
}

interface AddOptions extends JsonOption {
  readonly from: string;
  readonly task?: "embedding" | "detector";
  readonly kind?: UserModelKind;
  readonly network?: KerasNetworkName;
  readonly sha256?: string;
}

/** Runs `work`; a wrong id ends with usage's exit code 2, any other failure of a model with 1. */
async function reportErrors(
  command: Command,
  edges: ModelsCommandEdges,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UnknownModelError || error instanceof ModelIdError) {
      command.error(error.message, { exitCode: 2 });
    }
    if (!(error instanceof ModelError)) throw error;
    edges.writeError(`${error.message}\n`);
    edges.setExitCode(1);
  }
}

async function listModels(options: CommonOptions, edges: ModelsCommandEdges): Promise<void> {
  const store = await edges.openStore();
  const rows = await store.list();
  const library = await edges.readLibrary(libraryOf(options)).catch((error: unknown) => {
    // The models can be listed all the same.
    edges.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  edges.writeOut(
    options.json === true ? modelsAsJson(store, rows, library) : modelsAsText(store, rows, library),
  );
}

function describeOutcome(store: ModelStore, outcome: InstallOutcome): string {
  const { title, sizeBytes } = store.describe(outcome.id);
  if (outcome.state === "failed") return outcome.error.message;
  const deed = outcome.state === "present" ? "installed already" : `installed, ${sizeAsText(sizeBytes)}`;
  return `${title}: ${deed} (${outcome.path})`;
}

/** Says when a model's transfer begins, and of a large one how far it is; npm leaves nothing to show in between. */
function createStartReporter(
  store: ModelStore,
  edges: ModelsCommandEdges,
): (progress: InstallProgress) => void {
  const reporters = new Map<string, ReturnType<typeof createTransferReporter>>();
  return ({ id, receivedBytes, totalBytes }) => {
    const { title } = store.networks.find((network) => network.id === id) ?? store.describe(id);
    const report = reporters.get(id) ?? createTransferReporter(title, edges.writeError);
    reporters.set(id, report);
    report(receivedBytes, totalBytes);
  };
}

function asJsonOutcome(outcome: InstallOutcome): object {
  if (outcome.state !== "failed") return outcome;
  return { id: outcome.id, state: "failed", reason: outcome.error.message };
}

async function installModels(
  ids: readonly string[],
  options: JsonOption,
  edges: ModelsCommandEdges,
): Promise<void> {
  const store = await edges.openStore();
  const isDefault = ids.length === 0;
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const outcomes = await store.installAll(isDefault ? recipeIds(store) : ids, {
      onProgress: createStartReporter(store, edges),
      signal: interruption.signal,
    });
    const { notes, fatal } = isDefault
      ? await sortFailures(store, outcomes)
      : { notes: [], fatal: outcomes.filter((outcome) => outcome.state === "failed") };
    for (const note of notes) edges.writeError(`${note}\n`);
    for (const failure of fatal) edges.writeError(`${failure.error.message}\n`);
    if (fatal.length > 0) edges.setExitCode(1);
    if (options.json === true) {
      edges.writeOut(
        `${JSON.stringify({ folder: store.folder, models: outcomes.map(asJsonOutcome), notes }, null, 2)}\n`,
      );
      return;
    }
    for (const outcome of outcomes) {
      if (outcome.state !== "failed") edges.writeOut(`${describeOutcome(store, outcome)}\n`);
    }
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    edges.writeError("Stopped; nothing was left half installed.\n");
    edges.setExitCode(1);
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
}

function chooseKind(command: Command, { task, kind }: AddOptions): UserModelKind | undefined {
  const kindTask = kind === undefined ? undefined : kind === "embedding" ? "embedding" : "detector";
  if (task !== undefined && kindTask !== undefined && task !== kindTask) {
    command.error(`--kind ${kind} does not go with --task ${task}.`, { exitCode: 2 });
  }
  return kind ?? task;
}

/** Undefined when Ctrl+C stopped it. */
async function addWeightsInterruptibly(
  store: ModelStore,
  id: string | undefined,
  { from, network, sha256 }: AddOptions,
  edges: ModelsCommandEdges,
): Promise<AddedWeights | undefined> {
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const onReceived = createTransferReporter(from, edges.writeError);
    return await store.addWeights({ id, from, network, sha256, onReceived, signal: interruption.signal });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    edges.writeError("Stopped; nothing was added.\n");
    edges.setExitCode(1);
    return undefined;
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
}

function describeWeights({ models, path, sha256 }: AddedWeights, options: JsonOption): string {
  if (options.json === true) {
    const [{ id, task, kind, network }] = models;
    return `${JSON.stringify({ id, task, kind, network, path, sha256, models: models.map((model) => model.id) }, null, 2)}\n`;
  }
  return [
    ...models.map(({ id, title, purpose }) => `${title}: added as ${id}. ${purpose}`),
    `Every layer fits; the file's digest (SHA-256) is ${sha256}.`,
    `It is kept as ${path}.`,
    "Thresholds are the published ones; `familiar evaluate FOLDER --fit` fits them to your photos.",
    "",
  ].join("\n");
}

async function addModel(
  id: string | undefined,
  options: AddOptions,
  command: Command,
  edges: ModelsCommandEdges,
): Promise<void> {
  const kind = chooseKind(command, options);
  const store = await edges.openStore();
  if (kind === undefined && asksForWeights(store.networks, { id, ...options })) {
    const added = await addWeightsInterruptibly(store, id, options, edges);
    if (added !== undefined) edges.writeOut(describeWeights(added, options));
    return;
  }
  const { model, path } = await store.addFromFile(id, options.from, kind);
  edges.writeOut(
    options.json === true
      ? `${JSON.stringify({ id: model.id, task: model.task, kind: model.kind, path }, null, 2)}\n`
      : `${model.title}: added as ${model.id} (${path})\n${model.purpose}\n`,
  );
}

/**
 * Adds `familiar models` with `install`, `add`, `runtime` and `use` to the program.
 * Exit codes: 0 done, 1 a model could not be had or is not one, 2 wrong usage (through commander's own error path, so
 * `exitOverride` sees it).
 */
export function registerModelsCommand(program: Command, edges: ModelsCommandEdges = processEdges): void {
  const models = withCommonOptions(program.command("models"))
    .description(
      "list the models that find and compare faces, install them, add one from a file, or use another",
    )
    .action(async (_options: unknown, command: Command) => {
      await reportErrors(command, edges, async () => {
        await listModels(command.optsWithGlobals<CommonOptions>(), edges);
      });
    });

  models
    .command("install")
    .description("fetch models; without an ID all that a scan uses")
    .argument("[ID...]")
    .option("--json", "one JSON document on stdout")
    .action(async (ids: string[], _options: unknown, command: Command) => {
      await reportErrors(command, edges, async () => {
        await installModels(ids, command.optsWithGlobals<JsonOption>(), edges);
      });
    });

  models
    .command("add")
    .description("take a model from a file: a known one, your own with --task, or Keras weights of a network")
    .argument("[ID]")
    .requiredOption(
      "--from <FILE>",
      "the model's file (.onnx; of MTCNN .whl), or weights (.h5) by file or address",
    )
    .addOption(new Option("--task <TASK>", "what your own model does").choices(["embedding", "detector"]))
    .addOption(
      new Option("--kind <KIND>", "how its output is read; without it, as its shapes tell").choices(
        userModelKinds.filter((kind) => kind !== "detector"),
      ),
    )
    .addOption(
      new Option("--network <NETWORK>", "whose weights these are, under a name of your own").choices(
        kerasNetworkName.options,
      ),
    )
    .option("--sha256 <DIGEST>", "take weights only if this is their digest")
    .option("--json", "one JSON document on stdout")
    .action(async (id: string | undefined, _options: unknown, command: Command) => {
      await reportErrors(command, edges, async () => {
        await addModel(id, command.optsWithGlobals<AddOptions>(), command, edges);
      });
    });

  addModelsRuntime(models, async (choice, options, command) => {
    await reportErrors(command, edges, async () => {
      edges.writeOut(await chooseRuntimeByCommand(await edges.openStore(), choice, options));
    });
  });

  addModelsUse(models, async (model, options, command) => {
    await reportErrors(command, edges, async () => {
      await useModel(await edges.openStore(), model, options);
    });
  });
}
