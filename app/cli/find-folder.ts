import { allFiles } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { isInside } from "../library/paths.ts";
import { realPath } from "./real-path.ts";
import { UsageError } from "./usage-error.ts";
import { printable } from "./words.ts";

/** The real path of a folder with photos of the library. @throws UsageError when the library has none in it. */
export function findFolder(db: Database, typed: string): string {
  if (typed === "") throw new UsageError("The name of a folder is missing.");
  const folder = realPath(typed);
  const isKnown = allFiles(db).some((file) => file.photoId !== null && isInside(folder, file.path));
  if (!isKnown) throw new UsageError(`The library has no photos in ${printable(folder)}`);
  return folder;
}
