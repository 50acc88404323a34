import { z } from "zod";

const names = z.record(z.string(), z.string()).optional();

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dependencies: names,
      optionalDependencies: names,
    }),
  ),
});

/** A package as package-lock.json has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
  /** Its folder, from the project's: "node_modules/a/node_modules/b". */
  readonly place: string;
}

/** Dependencies that packages use only while they are built or installed; no line of theirs runs in Familiar. */
const installersOnly = new Set(["adm-zip", "global-agent", "node-addon-api", "node-gyp"]);

/**
 * What of package-lock.json (parsed JSON) is needed by `roots` (names of direct dependencies), each package once, sorted
 * by place. Optional ones for other systems are among them. Throws when a root is not in the lock file.
 */
export function neededPackages(lock: unknown, roots: readonly string[]): LockedPackage[] {
  const { packages } = lockFile.parse(lock);
  const found = new Map<string, LockedPackage>();
  const visit = (name: string, from: string, isRequired: boolean) => {
    if (installersOnly.has(name)) return;
    const place = placeOf(name, from, (candidate) => candidate in packages);
    const entry = place === undefined ? undefined : packages[place];
    if (place === undefined || entry === undefined) {
      if (isRequired)
        throw new Error(`package-lock.json does not have ${name}, which ${from || "Familiar"} needs.`);
      return;
    }
    if (found.has(place)) return;
    found.set(place, { name, place, version: entry.version ?? "", licence: entry.license ?? null });
    for (const dependency of Object.keys(entry.dependencies ?? {})) {
      visit(dependency, place, !(dependency in (entry.optionalDependencies ?? {})));
    }
    for (const dependency of Object.keys(entry.optionalDependencies ?? {})) visit(dependency, place, false);
  };
  for (const root of roots) visit(root, "", true);
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** As Node looks for a package: beside the one that needs it, then further up. */
function placeOf(name: string, from: string, isThere: (place: string) => boolean): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (isThere(place)) return place;
    if (folder === "") return undefined;
  }
}
