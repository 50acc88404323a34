import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { TransferError } from "./errors.ts";
import type { ExportFormat } from "./export-names.ts";

/** A file that was exported and can be downloaded. */
export interface KeptExport {
  /** "familiar-names-2026-11-26.json" */
  readonly name: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly writtenAtMs: number;
}

const words: Readonly<Record<ExportFormat, string>> = { json: "names", csv: "faces", people: "people" };
const exportName = /^familiar-(names|faces|people)-\d{4}-\d{2}-\d{2}\.(json|csv)$/;
const importName = /^import-[0-9a-f-]{36}\.json$/;
const trialName = /^trial-[0-9a-f-]{36}\.sqlite(-journal)?$/;

/** Faces of half a million photos take about 300 MB. */
export const mostUploadBytes = 1_000_000_000;

/** What an export of this day is called. */
export function nameOfExport(format: ExportFormat, nowMs: number): string {
  return `familiar-${words[format]}-${new Date(nowMs).toISOString().slice(0, 10)}.${format === "csv" ? "csv" : "json"}`;
}

/** The exports that can be downloaded, the newest first. */
export async function keptExports(folder: string): Promise<KeptExport[]> {
  const kept: KeptExport[] = [];
  for (const name of await namesIn(folder)) {
    if (!exportName.test(name)) continue;
    const { size: sizeBytes, mtimeMs: writtenAtMs } = await stat(path.join(folder, name));
    kept.push({ name, sizeBytes, writtenAtMs });
  }
  return kept.sort((a, b) => b.writtenAtMs - a.writtenAtMs);
}

/** Where the export of this name is; null when no export is called so. */
export function pathOfExport(folder: string, name: string): string | null {
  return exportName.test(name) ? path.join(folder, name) : null;
}

/** Takes earlier exports of this format away, so that old names do not stay on the disk. */
export async function forgetExports(folder: string, format: ExportFormat): Promise<void> {
  for (const name of await namesIn(folder))
    if (exportName.exec(name)?.[1] === words[format]) await rm(path.join(folder, name), { force: true });
}

/** Where the upload with this id is. */
export function pathOfUpload(folder: string, id: string): string {
  const name = `import-${id}.json`;
  if (!importName.test(name)) throw new TransferError("There is no such upload.");
  return path.join(folder, name);
}

/**
 * Keeps a file that is uploaded, in place of earlier ones; returns its id.
 * Rejects with TransferError when it is too large.
 */
export async function keepUpload(
  folder: string,
  body: ReadableStream<Uint8Array>,
  mostBytes = mostUploadBytes,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of await namesIn(folder))
    if (importName.test(name)) await rm(path.join(folder, name), { force: true });
  const id = randomUUID();
  const file = pathOfUpload(folder, id);
  try {
    await pipeline(Readable.fromWeb(body), limit(mostBytes), createWriteStream(file, { flags: "wx" }));
    return id;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** Takes an upload away that was imported, or is not wanted. */
export async function forgetUpload(folder: string, id: string): Promise<void> {
  await rm(pathOfUpload(folder, id), { force: true });
}

/** Where a copy of the catalogue is tried out. */
export function pathOfTrial(folder: string, id: string): string {
  return path.join(folder, `trial-${id}.sqlite`);
}

/** Takes such copies away. */
export async function forgetTrials(folder: string): Promise<void> {
  for (const name of await namesIn(folder))
    if (trialName.test(name)) await rm(path.join(folder, name), { force: true });
}

function limit(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes)
        done(
          new TransferError(
            `This file is larger than ${(mostBytes / 1e6).toFixed(0)} MB. Import it with: familiar import FILE`,
          ),
        );
      else done(null, chunk);
    },
  });
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}
