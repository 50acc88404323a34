import path from "node:path";
import { parseArgs } from "node:util";

/**
 * The library that the command line names (`--library DIR`, as of the command `familiar`), as an absolute path; null = the
 * one of this user. Everything else on it is Electron's.
 */
export function libraryArgument(args: readonly string[], workingFolder: string): string | null {
  const { values } = parseArgs({
    args: [...args],
    options: { library: { type: "string" } },
    ...{ strict: false, allowPositionals: true },
  });
  const { library } = values;
  return typeof library === "string" && library !== "" ? path.resolve(workingFolder, library) : null;
}
