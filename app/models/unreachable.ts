import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { z } from "zod";

import { ManifestError, ModelFileError } from "./errors.ts";
import { parseJsonAs } from "./manifest.ts";
import { moveIntoPlace, withIncomingFolder } from "./place-file.ts";

const fileName = "unreachable.json";
const rememberedForMs = 24 * 60 * 60 * 1000;

/** When each model's source was last tried in vain, in milliseconds since 1970. */
const unreachableSchema = z.record(z.string(), z.number());

async function readAll(storeFolder: string): Promise<Record<string, number>> {
  const file = path.join(storeFolder, fileName);
  const text = await readFile(file, "utf8").catch(() => "{}");
  try {
    return parseJsonAs(unreachableSchema, text, file);
  } catch (error) {
    // A note to save time: one that cannot be read is as good as none.
    if (error instanceof ManifestError) return {};
    throw error;
  }
}

/** The models whose source could not be reached within the last day. */
export async function readUnreachable(storeFolder: string, nowMs: number): Promise<Set<string>> {
  const triedAt = Object.entries(await readAll(storeFolder));
  return new Set(triedAt.filter(([, timeMs]) => nowMs - timeMs < rememberedForMs).map(([id]) => id));
}

/** Notes that these models were tried in vain now. Where the folder cannot be written, they are tried each time. */
export async function rememberUnreachable(
  storeFolder: string,
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  const notes = { ...(await readAll(storeFolder)), ...Object.fromEntries(ids.map((id) => [id, nowMs])) };
  try {
    await withIncomingFolder(storeFolder, async (incomingFolder) => {
      const draft = path.join(incomingFolder, fileName);
      await writeFile(draft, JSON.stringify(notes));
      await moveIntoPlace(draft, path.join(storeFolder, fileName));
    });
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
  }
}
