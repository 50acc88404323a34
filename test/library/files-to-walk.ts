import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { WalkOptions, WalkResult } from "../../app/library/walk.ts";

/** Every JPEG. */
export const options: WalkOptions = { hasPhotoExtension: (name) => /\.jpe?g$/i.test(name) };

/** Makes files that hold their own name. */
export function makeFiles(folder: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
}

/** The files that were found, relative to a folder. */
export function pathsIn(folder: string, result: WalkResult): string[] {
  return result.files.map(({ path }) => relative(folder, path));
}
