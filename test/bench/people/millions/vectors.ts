// A million made-up faces in a file of their own: made once, as it takes a minute, and read in parts.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { IndexIdentity } from "../../../../app/people/open-index.ts";
import { subspaceOfModel } from "../../../../app/people/subspace.ts";
import { seededRandom } from "../../../people/unit-vectors.ts";
import { loadLabelledFaces } from "../labelled-sets.ts";
import { makeUpLibrary } from "../made-up-library.ts";

/** Numbers of a vector: those of the subspace that the index works in (decisions 0012). */
export const dimensions = 160;
export const model = "mobilefacenet";
export const mostFaces = 1_000_000;

/** Further faces of the same people, which are looked up. */
export const queryCount = 1_000;

const rowBytes = 4 * dimensions;

/** What is saved of the first `count` faces. */
export function identityOf(folder: string, count: number): IndexIdentity {
  return { folder, model: `made-up-${count}`, dimensions, revision: 0 };
}

export function vectorsFile(folder: string): string {
  return path.join(folder, "vectors.f32");
}

/** Makes the file unless it is there. */
export async function makeVectors(folder: string): Promise<void> {
  const file = vectorsFile(folder);
  if (existsSync(file) && statSync(file).size === (mostFaces + queryCount) * rowBytes) return;
  mkdirSync(folder, { recursive: true });
  const real = await loadLabelledFaces("lfw-dev", model);
  const { project } = subspaceOfModel(model, real[0]?.vector.length ?? 0);
  const projected = real.map((face) => ({ ...face, vector: project(face.vector) }));
  console.error(`Making up ${mostFaces} faces, once...`);
  const { vectors } = makeUpLibrary(mostFaces + queryCount, projected, seededRandom(1));
  writeFileSync(`${file}.unfinished`, new Uint8Array(vectors.buffer));
  renameSync(`${file}.unfinished`, file);
}

/** `count` vectors from the one in place `first` on, one after the other. */
export function readVectors(file: number, first: number, count: number): Float32Array {
  const vectors = new Float32Array(count * dimensions);
  const bytes = new Uint8Array(vectors.buffer);
  if (readSync(file, bytes, 0, bytes.length, first * rowBytes) !== bytes.length) {
    throw new RangeError(`The file has no ${count} vectors from ${first} on.`);
  }
  return vectors;
}

/** Those in the places from `begin` to before `end`; the face in place `at` has the id `at + 1`. */
export function* faces(
  folder: string,
  end: number,
  begin = 0,
): Generator<{ faceId: number; vector: Float32Array }> {
  const file = openSync(vectorsFile(folder), "r");
  try {
    const atOnce = 1_000;
    for (let first = begin; first < end; first += atOnce) {
      const part = readVectors(file, first, Math.min(atOnce, end - first));
      for (let at = 0; at * dimensions < part.length; at++) {
        yield { faceId: first + at + 1, vector: part.slice(at * dimensions, (at + 1) * dimensions) };
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Vectors that are looked up; none of them is among the faces. */
export function queries(folder: string, count: number): Float32Array[] {
  const file = openSync(vectorsFile(folder), "r");
  const all = readVectors(file, mostFaces, count);
  closeSync(file);
  return Array.from({ length: count }, (_, at) => all.slice(at * dimensions, (at + 1) * dimensions));
}
