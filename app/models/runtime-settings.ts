import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { z } from "zod";

import { moveIntoPlace, withIncomingFolder } from "./place-file.ts";
import { runtimeChoices } from "./runtime-names.ts";
import { runtimeMeasure } from "./runtimes/measure-messages.ts";

const fileName = "runtime.json";

const settingsSchema = z.strictObject({
  version: z.literal(1),
  choice: z.enum(runtimeChoices),
  measured: z
    .strictObject({
      /** What the measurement depends on: with another computer or other models it says nothing. */
      of: z.string(),
      runtimes: z.array(runtimeMeasure),
    })
    .nullable(),
});

/** What is chosen and what was measured on this computer; kept beside the models. */
export type RuntimeSettings = z.infer<typeof settingsSchema>;

/** Nothing chosen, nothing measured: also what a missing or damaged file says. */
const unset: RuntimeSettings = { version: 1, choice: "auto", measured: null };

/** Reads the settings from the folder of the models. Never throws. */
export async function readRuntimeSettings(folder: string): Promise<RuntimeSettings> {
  try {
    return settingsSchema.parse(JSON.parse(await readFile(path.join(folder, fileName), "utf8")));
  } catch {
    return unset;
  }
}

/** Keeps what is given of the settings, in place of what was there. Throws ModelFileError when it cannot be written. */
export async function saveRuntimeSettings(
  folder: string,
  changes: Partial<Pick<RuntimeSettings, "choice" | "measured">>,
): Promise<void> {
  const settings: RuntimeSettings = { ...(await readRuntimeSettings(folder)), ...changes };
  await withIncomingFolder(folder, async (incomingFolder) => {
    const draft = path.join(incomingFolder, fileName);
    await writeFile(draft, `${JSON.stringify(settings, null, 2)}\n`);
    await moveIntoPlace(draft, path.join(folder, fileName));
  });
}
