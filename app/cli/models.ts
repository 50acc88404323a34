import type { Command } from "commander";

import { libraryOf, withCommonOptions, type CommonOptions } from "./console.ts";
import { addModelsAdd } from "./models-add.ts";
import { processEdges, reportErrors, type ModelsCommandEdges } from "./models-edges.ts";
import { addModelsInstall } from "./models-install.ts";
import { modelsAsJson, modelsAsText } from "./models-output.ts";
import { addModelsRuntime, chooseRuntimeByCommand } from "./models-runtime.ts";
import { addModelsUse, useModel } from "./models-use.ts";

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

  addModelsInstall(models, edges);
  addModelsAdd(models, edges);

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
