import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { z } from "zod";
import { iterateEmbeddings } from "../../app/db/embeddings.ts";
import { allFaceRows, type ListedFace } from "../../app/db/faces.ts";
import { openCatalogue, type Database } from "../../app/db/open.ts";
import { runFamiliar, type RunOptions } from "./run-familiar.ts";

// The fields of README: strict, so that a field too many fails as one too few does.

export const boxJson = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

export const scanJson = z.strictObject({
  photos: z.int(),
  added: z.int(),
  changed: z.int(),
  moved: z.int(),
  failed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  faces: z.int(),
  seconds: z.number(),
  photosPerSecond: z.number(),
  videosNotLookedAt: z.int().positive().optional(),
});

export const peopleJson = z.strictObject({
  people: z.array(
    z.strictObject({
      ...{
        id: z.int(),
        name: z.string(),
        faces: z.int(),
        photos: z.int(),
        assigned: z.int(),
        suggested: z.int(),
      },
      ...{
        birthDate: z.string().nullable(),
        isPinned: z.boolean(),
        isHidden: z.boolean(),
        isPrivate: z.boolean(),
      },
    }),
  ),
  hiddenPeople: z.int(),
  groups: z.array(z.strictObject({ id: z.int(), faces: z.int() })),
  unknownFaces: z.int(),
  ignoredFaces: z.int(),
});

export const facesJson = z.array(
  z.strictObject({
    id: z.int(),
    photo: z.string(),
    frameMs: z.int().optional(),
    box: boxJson,
    score: z.number(),
    quality: z.number(),
    personId: z.int().nullable(),
    clusterId: z.int().nullable(),
    ignored: z.boolean(),
    deleted: z.boolean(),
    assignment: z
      .strictObject({
        personId: z.int(),
        probability: z.number().min(0).max(1),
        level: z.enum(["assigned", "suggested"]),
      })
      .nullable(),
  }),
);

export type FaceRow = z.infer<typeof facesJson>[number];

const samples = fileURLToPath(new URL("../../node_modules/@vladmandic/face-api/demo/", import.meta.url));

export type SampleNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** One of the six sample photos of the development dependency, 3 to 5 people each. */
export function samplePhoto(number: SampleNumber): string {
  return join(samples, `sample${number}.jpg`);
}

/** A new folder `parent`/photos with copies of sample photos. */
export function folderOfSamples(parent: string, ...numbers: SampleNumber[]): string {
  const folder = join(parent, "photos");
  mkdirSync(folder, { recursive: true });
  for (const number of numbers) copyFileSync(samplePhoto(number), join(folder, `sample${number}.jpg`));
  return folder;
}

/** Runs a command with --json; it must end well. */
export async function runJson<Result>(schema: z.ZodType<Result>, ...args: string[]): Promise<Result> {
  return await runJsonAs({}, schema, ...args);
}

/** The same in an environment, for example of a new user. */
export async function runJsonAs<Result>(
  env: NonNullable<RunOptions["env"]>,
  schema: z.ZodType<Result>,
  ...args: string[]
): Promise<Result> {
  const { exitCode, out, errors } = await runFamiliar([...args, "--json"], { env });
  expect(exitCode, errors).toBe(0);
  return schema.parse(JSON.parse(out));
}

/** `familiar scan FOLDER --library LIBRARY --json`. */
export async function scan(folder: string, library: string): Promise<z.infer<typeof scanJson>> {
  return await runJson(scanJson, "scan", folder, "--library", library);
}

/** `familiar faces --library LIBRARY --json`. */
export async function listFaces(library: string): Promise<FaceRow[]> {
  return await runJson(facesJson, "faces", "--library", library);
}

/** The face of a photo that is furthest to the left (place 0), or the next ones. */
export function faceFromLeft(faces: readonly FaceRow[], photo: string, place: number): FaceRow {
  const row = faces.filter((face) => face.photo === photo).sort((a, b) => a.box.x - b.box.x)[place];
  if (row === undefined) throw new Error(`${photo} has no face ${place}`);
  return row;
}

/** `familiar people --library LIBRARY --json`. */
export async function listPeople(library: string): Promise<z.infer<typeof peopleJson>> {
  return await runJson(peopleJson, "people", "--library", library);
}

/** Looks into a library's catalogue without changing it. */
export function readCatalogue<Result>(library: string, read: (db: Database) => Result): Result {
  const db = openCatalogue(join(library, "catalogue.sqlite"), { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** A face with its vector. */
export interface KnownFace extends ListedFace {
  readonly vector: Float32Array;
}

/** All faces of photos that are there, with their vectors. */
export function facesWithVectors(library: string): KnownFace[] {
  return readCatalogue(library, (db) => {
    const vectors = new Map(
      [...iterateEmbeddings(db, "mobilefacenet")].map((row) => [row.faceId, row.vector]),
    );
    return allFaceRows(db).map((face) => ({ ...face, vector: vectors.get(face.id) ?? new Float32Array(0) }));
  });
}

/** The groups as sets of faces: the numbers of groups do not matter. Each face is named by `nameOf`. */
export function groupsOf<Face extends { readonly clusterId: number | null }>(
  faces: readonly Face[],
  nameOf: (face: Face) => string,
): string[][] {
  const groups = Map.groupBy(faces, ({ clusterId }) => clusterId);
  return [...groups.values()].map((group) => group.map(nameOf).sort()).sort();
}

/** When each photo was analysed last: a photo that is looked at again gets another time. */
export function analysisTimes(library: string): (number | null)[] {
  return readCatalogue(library, (db) =>
    db.prepare<[], number | null>("SELECT analysed_at_ms FROM photos ORDER BY content_hash").pluck().all(),
  );
}
