import type { Command } from "commander";

import { recipeIds, sortFailures } from "../models/ensure-default.ts";
import type { InstallOutcome, InstallProgress } from "../models/install.ts";
import type { ModelStore } from "../models/store.ts";
import { jsonOption } from "./console.ts";
import { interruptibly, reportErrors, type JsonOption, type ModelsCommandEdges } from "./models-edges.ts";
import { sizeAsText } from "./models-output.ts";
import { createTransferReporter } from "./transfer-progress.ts";

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
  const outcomes = await interruptibly(
    edges,
    "Stopped; nothing was left half installed.",
    async (signal) =>
      await store.installAll(isDefault ? recipeIds(store) : ids, {
        onProgress: createStartReporter(store, edges),
        signal,
      }),
  );
  if (outcomes === undefined) return;
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
}

/** Adds `familiar models install [ID...]`. */
export function addModelsInstall(models: Command, edges: ModelsCommandEdges): void {
  models
    .command("install")
    .description("fetch models; without an ID all that a scan uses")
    .argument("[ID...]")
    .option(...jsonOption)
    .action(async (ids: string[], _options: unknown, command: Command) => {
      await reportErrors(command, edges, async () => {
        await installModels(ids, command.optsWithGlobals<JsonOption>(), edges);
      });
    });
}
