import { createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";

import { asksForWeights } from "./add-weights.ts";
import { FetchError, ModelError } from "./errors.ts";
import type { ModelDescription } from "./manifest.ts";
import { withIncomingFolder } from "./place-file.ts";
import type { ModelStore } from "./store.ts";

/** The largest published weights have 580 MB. */
export const mostModelBytes = 2 ** 31;

/** What a file is for: weights of this network, or a model of the user's own for this task. */
export type ReceivedFor = { readonly network: string } | { readonly task: "detector" | "embedding" };

/** A file that was sent did not become a model; `message` names the file as its sender does. */
export class ReceivedModelError extends ModelError {
  override readonly name = "ReceivedModelError";
}

/** The user's name for a file as one that any disk takes; what a model of theirs is called comes from it. */
function safeName(fileName: string): string {
  const safe = fileName.replaceAll(/[^\w.-]+/g, "-").slice(-100);
  return /^\.*$/.test(safe) ? "model" : safe;
}

async function keep(pieces: AsyncIterable<Uint8Array>, file: string, fileName: string): Promise<void> {
  async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.byteLength;
      if (bytes > mostModelBytes) throw tooLarge(fileName);
      yield piece;
    }
  }
  await pipeline(pieces, counted, createWriteStream(file, { flags: "wx" }));
}

function tooLarge(fileName: string): FetchError {
  return new FetchError(
    "too-large",
    `${fileName} is larger than the ${mostModelBytes} bytes that a model may have.`,
  );
}

/**
 * Takes a file that is sent piece by piece into the store, with the checks of `addWeights` and `addFromFile`; a file
 * that is known by its digest is taken for what it is. Returns the models that are there now because of it.
 * @throws ReceivedModelError, or what `pieces` throws; nothing is left behind then
 */
export async function receiveModel(
  store: ModelStore,
  {
    fileName,
    isFor,
    pieces,
  }: {
    readonly fileName: string;
    readonly isFor: ReceivedFor;
    readonly pieces: AsyncIterable<Uint8Array>;
  },
): Promise<readonly [ModelDescription, ...ModelDescription[]]> {
  let received = fileName;
  try {
    return await withIncomingFolder(store.folder, async (incomingFolder) => {
      received = path.join(incomingFolder, safeName(fileName));
      await keep(pieces, received, fileName);
      return await add(store, received, isFor);
    });
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    // Where it lay for a moment means nothing to whoever sent it.
    throw new ReceivedModelError(cause.message.replaceAll(received, fileName), { cause });
  }
}

async function add(
  store: ModelStore,
  file: string,
  isFor: ReceivedFor,
): Promise<readonly [ModelDescription, ...ModelDescription[]]> {
  const id = "network" in isFor ? isFor.network : undefined;
  if (asksForWeights(store.networks, { id, from: file })) {
    return (await store.addWeights({ id, from: file })).models;
  }
  const { model } = await store.addFromFile(id, file, "task" in isFor ? isFor.task : undefined);
  return [model];
}
