import { homedir } from "node:os";
import path from "node:path";
import { readLegacyText, reasonOf } from "../folder-metadata.ts";
import type { MetadataProblem } from "../import-plan.ts";
import { parsePicasaContacts } from "./parse-contacts.ts";

/** Where Picasa keeps its people on this computer, and where a copy of that would lie in a folder of photos. */
export function usualContactFiles(photoFolders: readonly string[]): string[] {
  const local = process.env["LOCALAPPDATA"];
  const support = path.join(homedir(), "Library", "Application Support");
  const programFolders = [
    ...(local === undefined ? [] : [path.join(local, "Google")]),
    ...(process.platform === "darwin" ? [path.join(support, "Google")] : []),
  ];
  return [
    ...programFolders.flatMap((folder) =>
      ["Picasa2", "Picasa3"].map((name) => path.join(folder, name, "contacts", "contacts.xml")),
    ),
    ...photoFolders.flatMap((folder) => [
      path.join(folder, "contacts.xml"),
      path.join(folder, "contacts", "contacts.xml"),
    ]),
  ];
}

/**
 * The names of Picasa's people by their numbers. A file that is not there is a problem only if the user named it
 * (`isNamed`). Never rejects.
 */
export async function readContacts(
  files: readonly { readonly path: string; readonly isNamed: boolean }[],
): Promise<{ readonly names: Map<string, string>; readonly problems: MetadataProblem[] }> {
  const names = new Map<string, string>();
  const problems: MetadataProblem[] = [];
  for (const file of files) {
    try {
      for (const [id, name] of parsePicasaContacts(await readLegacyText(file.path))) names.set(id, name);
    } catch (error) {
      const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!isAbsent || file.isNamed) problems.push({ path: file.path, reason: reasonOf(error) });
    }
  }
  return { names, problems };
}
