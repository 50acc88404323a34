import type { Command } from "commander";

import { ModelError, ModelIdError, UnknownModelError } from "../models/errors.ts";
import { openDefaultModelStore } from "../models/open-default-store.ts";
import type { ModelStore } from "../models/store.ts";
import { readLibraryModels, type LibraryModels } from "./library-models.ts";

/** What the command reaches outside of itself. */
export interface ModelsCommandEdges {
  readonly openStore: () => Promise<ModelStore>;
  /** What the library in this folder uses; null when there is none. */
  readonly readLibrary: (folder: string) => Promise<LibraryModels | null>;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

export const processEdges: ModelsCommandEdges = {
  openStore: openDefaultModelStore,
  readLibrary: readLibraryModels,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  setExitCode: (code) => {
    process.exitCode = code;
  },
};

export interface JsonOption {
  readonly json?: boolean;
}

/** Runs `work`; a wrong id ends with usage's exit code 2, any other failure of a model with 1. */
export async function reportErrors(
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

/** Runs `work`, which Ctrl+C stops: then `stopped` is said, and nothing comes back. */
export async function interruptibly<Result>(
  edges: ModelsCommandEdges,
  stopped: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    edges.writeError(`${stopped}\n`);
    edges.setExitCode(1);
    return undefined;
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
}
