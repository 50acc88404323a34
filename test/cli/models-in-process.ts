import { writeFile } from "node:fs/promises";
import path from "node:path";
import { Command, CommanderError } from "commander";
import type { LibraryModels } from "../../app/cli/library-models.ts";
import { registerModelsCommand } from "../../app/cli/models.ts";
import type { ModelStore } from "../../app/models/store.ts";
import { createModelPackage, createPacker, openTinyStore } from "../support/model-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly errors: string;
}

/** Runs `familiar models WORDS...` on a store, within this process. */
export async function run(store: ModelStore, ...words: string[]): Promise<Run> {
  return await runWithLibrary(null, store, ...words);
}

/** The same with a library that uses these models. */
export async function runWithLibrary(
  library: LibraryModels | null,
  store: ModelStore,
  ...words: string[]
): Promise<Run> {
  let [out, errors, exitCode] = ["", "", 0];
  const writeError = (text: string): void => {
    errors += text;
  };
  const program = new Command("familiar").exitOverride().configureOutput({ writeErr: writeError });
  registerModelsCommand(program, {
    openStore: () => Promise.resolve(store),
    readLibrary: () => Promise.resolve(library),
    writeOut: (text) => {
      out += text;
    },
    writeError,
    setExitCode: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(["models", ...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    ({ exitCode } = error);
  }
  return { exitCode, out, errors };
}

export async function openStoreWithPackage(): Promise<ModelStore> {
  const tiny = await createModelPackage();
  return await openTinyStore({ integrity: tiny.integrity, packTarball: createPacker(tiny).pack });
}

export async function write(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}
