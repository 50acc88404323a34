import { Option, type Command } from "commander";

import { asksForWeights, type AddedWeights } from "../models/add-weights.ts";
import { userModelKinds, type UserModelKind } from "../models/describe-user-model.ts";
import { kerasNetworkName, type KerasNetworkName } from "../models/keras/network-names.ts";
import { jsonOption } from "./console.ts";
import { interruptibly, reportErrors, type JsonOption, type ModelsCommandEdges } from "./models-edges.ts";
import { createTransferReporter } from "./transfer-progress.ts";

interface AddOptions extends JsonOption {
  readonly from: string;
  readonly task?: "embedding" | "detector";
  readonly kind?: UserModelKind;
  readonly network?: KerasNetworkName;
  readonly sha256?: string;
}

function chooseKind(command: Command, { task, kind }: AddOptions): UserModelKind | undefined {
  const kindTask = kind === undefined ? undefined : kind === "embedding" ? "embedding" : "detector";
  if (task !== undefined && kindTask !== undefined && task !== kindTask) {
    command.error(`--kind ${kind} does not go with --task ${task}.`, { exitCode: 2 });
  }
  return kind ?? task;
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
    const { from, network, sha256 } = options;
    const onReceived = createTransferReporter(from, edges.writeError);
    const added = await interruptibly(
      edges,
      "Stopped; nothing was added.",
      async (signal) => await store.addWeights({ id, from, network, sha256, onReceived, signal }),
    );
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

/** Adds `familiar models add [ID] --from FILE`. */
export function addModelsAdd(models: Command, edges: ModelsCommandEdges): void {
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
    .option(...jsonOption)
    .action(async (id: string | undefined, _options: unknown, command: Command) => {
      await reportErrors(command, edges, async () => {
        await addModel(id, command.optsWithGlobals<AddOptions>(), command, edges);
      });
    });
}
