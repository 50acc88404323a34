import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { XmpError } from "./errors.ts";
import type { MetadataProblem } from "./import-plan.ts";
import { parsePicasaIni, type PicasaFolder } from "./picasa/parse-ini.ts";
import { reasonOfCode } from "./system-reason.ts";
import { maximumXmpBytes } from "./xmp/decode-text.ts";

/** The files of a folder that may say something about its photos. */
export interface FolderMetadata {
  /** Names of sidecars by the name in small letters. */
  readonly sidecars: ReadonlyMap<string, string>;
  readonly picasa: (PicasaFolder & { readonly path: string }) | null;
  readonly problems: readonly MetadataProblem[];
}

const picasaNames = new Set([".picasa.ini", "picasa.ini"]);

/** Looks into a folder. Never rejects: what cannot be read is a problem. */
export async function readFolderMetadata(folder: string): Promise<FolderMetadata> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    return { sidecars: new Map(), picasa: null, problems: [{ path: folder, reason: reasonOf(error) }] };
  }
  const sidecars = new Map(
    names.filter((name) => name.toLowerCase().endsWith(".xmp")).map((name) => [name.toLowerCase(), name]),
  );
  const iniName = names.find((name) => picasaNames.has(name.toLowerCase()));
  if (iniName === undefined) return { sidecars, picasa: null, problems: [] };
  const iniPath = path.join(folder, iniName);
  try {
    return {
      sidecars,
      picasa: { ...parsePicasaIni(await readLegacyText(iniPath)), path: iniPath },
      problems: [],
    };
  } catch (error) {
    return { sidecars, picasa: null, problems: [{ path: iniPath, reason: reasonOf(error) }] };
  }
}

/** The sidecars of a photo: `photo.jpg.xmp` (digiKam, darktable) before `photo.xmp` (Lightroom, Adobe). */
export function sidecarsOf(photoPath: string, { sidecars }: FolderMetadata): string[] {
  const { dir, base, name } = path.parse(photoPath);
  return [`${base}.xmp`, `${name}.xmp`].flatMap((wanted) => {
    const there = sidecars.get(wanted.toLowerCase());
    return there === undefined ? [] : [path.join(dir, there)];
  });
}

/** Reads a file of no more than 16 MB. Rejects with XmpError for one that is larger, and errors of the file system. */
export async function readSmallFile(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > maximumXmpBytes) throw new XmpError("it is larger than 16 MB");
  return await readFile(file);
}

/** Text in UTF-8, or, as programs for Windows wrote it before, in its Western letters. */
export async function readLegacyText(file: string): Promise<string> {
  const bytes = await readSmallFile(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Why metadata could not be read, in words for people. */
export function reasonOf(error: unknown): string {
  if (error instanceof XmpError) return `Its metadata is left out: ${error.message}.`;
  const reason = reasonOfCode(error) ?? (error instanceof Error ? error.message : String(error));
  return `Its metadata could not be read: ${reason}.`;
}
