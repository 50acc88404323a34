import { fromFloat32Blob, toFloat32Blob } from "../db/float32-blob.ts";
import type { PersonLook } from "../db/person-looks.ts";
import { millisecondsOf } from "../people/gallery.ts";
import { dot } from "../people/vectors.ts";
import type { TransferLook } from "./format.ts";

/** How far the length of a vector may be from 1: it was rounded to float32 in between. */
const lengthTolerance = 1e-3;

/** A look for a file. */
export function describeLook(look: Omit<PersonLook, "personId">): TransferLook {
  const { model, vector, faces, weight, firstTakenAtMs, lastTakenAtMs } = look;
  return {
    model,
    vector: toFloat32Blob(vector).toString("base64"),
    faces,
    weight,
    ...(firstTakenAtMs !== null && { firstTaken: dateTimeOf(firstTakenAtMs) }),
    ...(lastTakenAtMs !== null && { lastTaken: dateTimeOf(lastTakenAtMs) }),
  };
}

/** A look of a file. */
export function readLook(look: TransferLook): Omit<PersonLook, "personId"> {
  return {
    ...{ model: look.model, faces: look.faces, weight: look.weight, vector: vectorOf(look) },
    firstTakenAtMs: millisecondsOf(look.firstTaken ?? null),
    lastTakenAtMs: millisecondsOf(look.lastTaken ?? null),
  };
}

/** Is it a vector of length 1, of that many numbers (null = any)? */
export function isLook(look: TransferLook, dimensions: number | null): boolean {
  if (Buffer.from(look.vector, "base64").length % 4 !== 0) return false;
  const vector = vectorOf(look);
  if (vector.length === 0 || (dimensions !== null && vector.length !== dimensions)) return false;
  return Math.abs(dot(vector, vector) - 1) <= lengthTolerance;
}

function vectorOf({ vector }: TransferLook): Float32Array {
  return fromFloat32Blob(Buffer.from(vector, "base64"));
}

function dateTimeOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
