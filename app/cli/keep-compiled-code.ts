import { enableCompileCache } from "node:module";
import path from "node:path";
import envPaths from "env-paths";

/**
 * Lets Node keep what it makes of the TypeScript and of the libraries, so that later starts take half the time.
 * It lies in this user's own folder: what others can write to must not become our code. Holds for the imports
 * that follow.
 */
export function keepCompiledCode(): void {
  enableCompileCache(path.join(envPaths("familiar", { suffix: "" }).cache, "compiled"));
}
