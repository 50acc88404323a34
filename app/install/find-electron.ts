import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where the npm package lies; its program is fetched into it later. */
export const electronFolder = fileURLToPath(new URL("../../node_modules/electron", import.meta.url));

/** Electron's program, where its own package would find it; null where it was not fetched yet. Fetches nothing. */
export function findElectron(): string | null {
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(electronFolder, "dist");
  const program = path.join(folder, programIn(electronFolder));
  return existsSync(program) ? program : null;
}

/** Written when the program was fetched. */
function programIn(folder: string): string {
  try {
    return readFileSync(path.join(folder, "path.txt"), "utf8");
  } catch {
    return process.platform === "win32" ? "electron.exe" : "electron";
  }
}
