import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { ManifestError, ModelError, ModelFileError } from "./errors.ts";
import { parseJsonAs } from "./manifest.ts";
import { moveIntoPlace, withIncomingFolder } from "./place-file.ts";

/** What was fitted on this computer does not say what it must. */
export class FittedFileError extends ModelError {
  override readonly name = "FittedFileError";
  readonly path: string;

  constructor(path: string, remedy: string, options?: ErrorOptions) {
    super(`${path}, which was fitted on this computer, is damaged: ${remedy}`, options);
    this.path = path;
  }
}

/**
 * What was fitted on this computer, in a JSON file beside the models, or undefined where nothing was.
 * @throws FittedFileError for a damaged file, saying `remedy`; ModelFileError when it cannot be read
 */
export async function readFittedFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  remedy: string,
): Promise<z.infer<Schema> | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new ModelFileError(file, "what was fitted on this computer cannot be read.", { cause });
  }
  try {
    return parseJsonAs(schema, text, file);
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new FittedFileError(file, remedy, { cause });
  }
}

/** Writes such a file anew, in one step. @throws ModelFileError */
export async function writeFittedFile(file: string, content: unknown): Promise<void> {
  const [folder, fileName] = [path.dirname(file), path.basename(file)];
  await withIncomingFolder(folder, async (incomingFolder) => {
    const draft = path.join(incomingFolder, fileName);
    await writeFile(draft, `${JSON.stringify(content, null, 1)}\n`);
    await moveIntoPlace(draft, file);
  });
}
