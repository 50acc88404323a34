import { readFileSync } from "node:fs";
import { readDocument } from "../../../app/metadata/formats/read-document.ts";
import { writeNames, type WriteOptions } from "../../../app/metadata/write/write-names.ts";
import { parseXmp } from "../../../app/metadata/xmp/xmp-document.ts";
import type { WritingLibrary } from "./writing-library.ts";

/** Beside the photos. */
export const sidecars = { into: "sidecar", keepsModifiedTime: false, isDryRun: false } as const;

/** Into the photos themselves. */
export const files = { ...sidecars, into: "file" } as const;

/** Writes the names of these photos. */
export async function write({ context }: WritingLibrary, photoIds: readonly number[], options: WriteOptions) {
  return await writeNames(context, photoIds, options);
}

/** Whom an XMP document names, each once; null = a face without a name. */
export function namesIn(text: string): (string | null)[] {
  return [...new Set(readDocument(parseXmp(text), null).map(({ name }) => name))];
}

/** Whom a sidecar names. */
export function sidecarNames(path: string): (string | null)[] {
  return namesIn(readFileSync(path, "utf8"));
}
