import path from "node:path";

import envPaths from "env-paths";

/** Where installed models are kept for this user, for example ~/.local/share/familiar/models. */
export function modelsFolder(): string {
  return path.join(envPaths("familiar", { suffix: "" }).data, "models");
}

/** The folders of FAMILIAR_MODELS (separated like PATH), searched before the store's own. */
export function modelSearchFolders(environment: NodeJS.ProcessEnv): string[] {
  const list = environment["FAMILIAR_MODELS"] ?? "";
  return list
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.resolve(folder));
}
