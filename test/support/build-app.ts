import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { onceARun } from "./once-a-run.ts";

const projectFile = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** `npm run build`, once a run: window and desktop shell in dist/, where the command line and the packager look for them. */
export async function buildApp(): Promise<void> {
  await onceARun("dist", async (folder) => {
    mkdirSync(folder);
    await build({ configFile: projectFile("vite.config.ts"), logLevel: "warn" });
    for (const mode of ["main", "preload"]) {
      await build({ configFile: projectFile("vite.main.config.ts"), mode, logLevel: "warn" });
    }
  });
}
