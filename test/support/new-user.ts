import { delimiter, join } from "node:path";
import { modelsFolder } from "../../app/models/default-folders.ts";

/**
 * The environment of a user who has the models that are there, and nothing chosen, fitted or brought; `home` is theirs.
 * What the user of this computer has fitted or chosen must not reach a test that asserts what comes without.
 */
export function newUser(home: string): NodeJS.ProcessEnv {
  const data = join(home, "data");
  const models = [process.env["FAMILIAR_MODELS"] ?? "", modelsFolder()].filter((folder) => folder !== "");
  return { HOME: home, XDG_DATA_HOME: data, LOCALAPPDATA: data, FAMILIAR_MODELS: models.join(delimiter) };
}
