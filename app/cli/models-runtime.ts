import { Argument, type Command } from "commander";

import {
  findMeasuredModels,
  measuredRuntimes,
  readRuntimeState,
  type RuntimeState,
} from "../models/choose-runtime.ts";
import { runtimeChoices, type RuntimeChoice } from "../models/runtime-names.ts";
import { saveRuntimeSettings } from "../models/runtime-settings.ts";
import type { ModelStore } from "../models/store.ts";
import { jsonOption } from "./console.ts";

export interface RuntimeOptions {
  readonly measure?: boolean;
  readonly json?: boolean;
}

function stateText({ choice, used, measures }: RuntimeState): string {
  const reason = choice === "auto" ? "the fastest on this computer" : "as you chose";
  const head =
    used === null ? "The fastest runtime, measured at the next scan" : `${used} computes: ${reason}`;
  const rows = measures.map(({ runtime, description, runMs: [detectMs = 0, embedMs = 0] }) =>
    [
      ...[`  ${runtime.padEnd(10)}`, `${detectMs.toFixed(1).padStart(7)} ms a look for faces`],
      ...[`${embedMs.toFixed(1).padStart(7)} ms a face`, description],
    ].join("  "),
  );
  return `${[head, ...rows].join("\n")}\n`;
}

/** Chooses and measures what is asked for; gives the text to print. */
export async function chooseRuntimeByCommand(
  store: ModelStore,
  choice: RuntimeChoice | undefined,
  options: RuntimeOptions,
): Promise<string> {
  const { folder } = store;
  if (choice !== undefined) await saveRuntimeSettings(folder, { choice });
  const models = await findMeasuredModels(store);
  if (models !== undefined && (options.measure === true || choice === "auto")) {
    await measuredRuntimes(folder, models, options.measure);
  }
  const state = await readRuntimeState(folder);
  return options.json === true ? `${JSON.stringify(state, null, 2)}\n` : stateText(state);
}

/** Adds `familiar models runtime [NAME]`. */
export function addModelsRuntime(
  models: Command,
  run: (choice: RuntimeChoice | undefined, options: RuntimeOptions, command: Command) => Promise<void>,
): void {
  models
    .command("runtime")
    .description("show what computes the models and how fast it is, or choose it; auto takes the fastest")
    .addArgument(new Argument("[NAME]", "for every library on this computer").choices(runtimeChoices))
    .option("--measure", "measure again")
    .option(...jsonOption)
    .action(async (choice: RuntimeChoice | undefined, _options: unknown, command: Command) => {
      await run(choice, command.optsWithGlobals<RuntimeOptions>(), command);
    });
}
