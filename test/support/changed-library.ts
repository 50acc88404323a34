import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { decisionsOf } from "../journal/decisions-of.ts";
import { faceFromLeft, listFaces, listPeople, readCatalogue, runJson, type FaceRow } from "./library.ts";
import { runFamiliar, type FinishedRun } from "./run-familiar.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const reassigned = z.strictObject({ assigned: z.int(), suggested: z.int(), withdrawn: z.int() });

const changeJson = z.strictObject({
  action: z.strictObject({ id: z.int().nullable(), summary: z.string() }),
  changed: z.unknown(),
  reassigned: reassigned.nullable(),
});

/** A scanned library that a test changes through the command line. */
export interface ChangedLibrary {
  readonly faces: readonly FaceRow[];
  /** The face of a sample photo that is furthest to the left (place 0), or the next ones. */
  readonly onSample: (sample: number, place: number) => FaceRow;
  /** Runs a command, and returns how it ended. */
  readonly run: (...args: string[]) => Promise<FinishedRun>;
  /** Runs a command with --json; it must end well, and its document must have these fields. */
  readonly read: <Result>(schema: z.ZodType<Result>, ...args: string[]) => Promise<Result>;
  /** Runs a changing command; it must end well. Returns what it did, in words, and what it says that it changed. */
  readonly change: (...args: string[]) => Promise<readonly [summary: string, changed: unknown]>;
  /** All that the user decided, row by row. */
  readonly decisions: () => Record<string, unknown[]>;
  /** All that is seen of it. */
  readonly seen: () => Promise<unknown>;
}

/** A copy of a scanned library, with its photos in `photos`, removed when the running test ends. */
export async function copyOfLibrary(original: string, photos: string): Promise<ChangedLibrary> {
  const library = join(temporaryFolder(), "library");
  cpSync(original, library, { recursive: true });
  const at = ["--library", library];
  const faces = await listFaces(library);
  return {
    faces,
    onSample: (sample, place) => faceFromLeft(faces, join(photos, `sample${sample}.jpg`), place),
    run: async (...args) => await runFamiliar([...args, ...at], { cwd: photos }),
    read: async (schema, ...args) => await runJson(schema, ...args, ...at),
    change: async (...args) => {
      const { exitCode, out, errors } = await runFamiliar([...args, ...at, "--json"], { cwd: photos });
      expect([exitCode, errors], args.join(" ")).toEqual([0, ""]);
      const { action, changed } = changeJson.parse(JSON.parse(out));
      return [action.summary, changed];
    },
    decisions: () => readCatalogue(library, decisionsOf),
    seen: async () => [await listPeople(library), await listFaces(library)],
  };
}
