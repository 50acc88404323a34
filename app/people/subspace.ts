import { readFileSync } from "node:fs";
import { builtInFile, readBuiltInManifest } from "../models/manifest.ts";
import { dotAt, normalise } from "./vectors.ts";

/** Where the vectors of a model are compared: with the same similarities as in full, and fewer numbers. */
export interface Subspace {
  /** Numbers of a vector in it. */
  readonly dimensions: number;
  /** A unit vector of the model as a unit vector of the subspace. */
  readonly project: (vector: Float32Array) => Float32Array;
}

/** Basis vectors are stored as steps of this size. */
const step = 1 / 32_767;

/** Read once: the files come with Familiar and do not change while it runs. */
let builtIn: ReadonlyMap<string, Subspace> | undefined;

/**
 * The linear subspace that all vectors of an embedding model lie in but for a rest that does not matter: similarities
 * differ by less than 0.001 (decisions 0012). All of `dimensions` for a model of which nobody knows one.
 */
export function subspaceOfModel(modelId: string, dimensions: number): Subspace {
  builtIn ??= readBuiltIn();
  return builtIn.get(modelId) ?? wholeSpace(dimensions);
}

/** Nothing is left out. */
export function wholeSpace(dimensions: number): Subspace {
  return { dimensions, project: (vector) => vector };
}

/** `basis` holds `dimensions` orthonormal vectors one after the other. */
export function subspaceOf(dimensions: number, basis: Float32Array): Subspace {
  const length = basis.length / dimensions;
  return {
    dimensions,
    project: (vector) => {
      const projected = new Float32Array(dimensions);
      for (let at = 0; at < dimensions; at++) projected[at] = dotAt(vector, basis, at * length);
      return normalise(projected);
    },
  };
}

/** A basis as its file holds it: signed 16-bit numbers, low byte first. */
export function basisOfBytes(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(2 * at) * step);
}

/** The opposite of `basisOfBytes`. */
export function bytesOfBasis(basis: Float32Array): Buffer {
  const bytes = Buffer.alloc(2 * basis.length);
  for (const [at, value] of basis.entries()) bytes.writeInt16LE(Math.round(value / step), 2 * at);
  return bytes;
}

function readBuiltIn(): ReadonlyMap<string, Subspace> {
  return new Map(
    readBuiltInManifest().models.flatMap((model) => {
      if (model.task !== "embedding" || model.subspace === undefined) return [];
      const { dimensions, fileName } = model.subspace;
      const basis = basisOfBytes(readFileSync(builtInFile(fileName)));
      if (basis.length !== dimensions * model.dimensions) {
        throw new RangeError(
          `${fileName} does not hold ${dimensions} vectors of ${model.dimensions} numbers.`,
        );
      }
      return [[model.id, subspaceOf(dimensions, basis)] as const];
    }),
  );
}
