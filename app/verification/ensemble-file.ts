import path from "node:path";
import { readFittedFile, writeFittedFile } from "../models/fitted-file.ts";
import { UnknownModelError } from "../models/errors.ts";
import { findModelFile } from "../models/locate.ts";
import type { ModelDescription } from "../models/manifest.ts";
import type { ModelStore } from "../models/store.ts";
import { ensembleSchema, type Ensemble } from "./ensemble.ts";
import { EnsembleError } from "./errors.ts";

const fitAgain = 'Make one from your own labelled pictures with "familiar evaluate FOLDER --fit".';

/** The file of a model store's folder that holds the ensemble. */
export function ensembleFile(storeFolder: string): string {
  return path.join(storeFolder, "ensemble.json");
}

/** The ensemble of this computer, or undefined. @throws ModelError */
export async function readEnsemble(storeFolder: string): Promise<Ensemble | undefined> {
  return await readFittedFile(ensembleFile(storeFolder), ensembleSchema, `remove it. ${fitAgain}`);
}

/** Keeps an ensemble in the place of the one before. */
export async function rememberEnsemble(storeFolder: string, ensemble: Ensemble): Promise<void> {
  await writeFittedFile(ensembleFile(storeFolder), ensemble);
}

/**
 * The ensemble of this computer, with every model that it needs there and the same as when it was fitted.
 * @throws EnsembleError when there is none, or a model has gone or is another one now
 */
export async function needEnsemble(store: ModelStore): Promise<Ensemble> {
  const ensemble = await readEnsemble(store.folder);
  if (ensemble === undefined)
    throw new EnsembleError(`There is no ensemble on this computer yet. ${fitAgain}`);
  const { detector, landmarks, members } = ensemble;
  const needed = [detector, ...(landmarks === null ? [] : [landmarks]), ...members.map(({ model }) => model)];
  for (const model of new Map(needed.map((one) => [one.id, one])).values()) await needModelFile(store, model);
  return ensemble;
}

async function needModelFile(store: ModelStore, { id, sha256 }: Ensemble["detector"]): Promise<void> {
  const known = knownModel(store, id);
  if (known?.sha256 !== sha256) {
    const change = known === undefined ? "is not known any more" : "is another file than it was then";
    throw new EnsembleError(`The ensemble was made with the model ${id}, which ${change}. ${fitAgain}`);
  }
  if ((await store.locate(id)) !== undefined) return;
  const { problem } = await findModelFile(known, store.folders);
  throw new EnsembleError(
    `The ensemble needs the model ${id}, which is not on this computer. ${problem === undefined ? "" : `${problem} `}` +
      `Bring it back with "familiar models install ${id}" or "familiar models add ${id} --from FILE". ${fitAgain}`,
  );
}

function knownModel(store: ModelStore, id: string): ModelDescription | undefined {
  try {
    return store.describe(id);
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}
