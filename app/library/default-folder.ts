import path from "node:path";

import envPaths from "env-paths";

/** Where the library of this user lies unless another is named, for example ~/.local/share/familiar/library. */
export function defaultLibraryFolder(): string {
  return path.join(envPaths("familiar", { suffix: "" }).data, "library");
}
