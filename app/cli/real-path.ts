import { realpathSync } from "node:fs";
import path from "node:path";

/**
 * The real path of a file or folder that was typed, as the catalogue has it: whole, without links, in one spelling, or
 * a drive that ignores case would hold every photo twice. What is not there, as on a drive that is away, stays as typed.
 */
export function realPath(typed: string): string {
  const absolute = path.resolve(typed);
  try {
    // The other realpathSync leaves the case as it is typed.
    return realpathSync.native(absolute);
  } catch {
    return absolute;
  }
}
