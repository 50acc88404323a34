import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { note } from "./console.ts";
import { UsageError } from "./usage-error.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** Where the built window lies: beside the application when it is packaged, and in a checkout after a build. */
export const windowFolder = path.join(project, "dist", "window");

/** The folder of the built window; in a checkout it is built the first time. */
export async function builtWindow(): Promise<string> {
  if (existsSync(path.join(windowFolder, "index.html"))) return windowFolder;
  const configFile = path.join(project, "vite.config.ts");
  if (!existsSync(configFile))
    throw new UsageError(`The window is missing in ${windowFolder}. Install Familiar again.`);
  note("Building the window, once...");
  // A tool of the checkout, which a packaged Familiar does not have.
  const { build } = await import("vite");
  await build({ configFile, logLevel: "warn" });
  return windowFolder;
}
