import path from "node:path";

/** The rules of one system: `path.posix` or `path.win32`. */
export type PathRules = Pick<path.PlatformPath, "relative" | "isAbsolute" | "sep">;

/**
 * Is `child` the folder `parent` itself, or anything below it? Both are absolute; neither needs to exist, and
 * links are not followed. Compares names as the system's rules do: with regard to case, but not on Windows.
 */
export function isInside(parent: string, child: string, rules: PathRules = path): boolean {
  const relative = rules.relative(parent, child);
  // On another Windows drive the way is absolute.
  return relative !== ".." && !relative.startsWith(`..${rules.sep}`) && !rules.isAbsolute(relative);
}
