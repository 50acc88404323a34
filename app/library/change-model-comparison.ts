import { setImmediate } from "node:timers/promises";
import { confirmedWithVectors, type ConfirmedFace } from "../db/confirmed-vectors.ts";
import { embeddingsOf } from "../db/embeddings.ts";
import type { Database } from "../db/open.ts";
import { dot } from "../people/vectors.ts";

/** How well a model tells the people of a library apart. */
export interface ModelFigures {
  readonly model: string;
  /** Faces whose nearest neighbour, of all compared, is a face of the same person. */
  readonly right: number;
}

/** Two models side by side, on the faces that the user has named. */
export interface ModelComparison {
  /** People with two named faces or more, and how many of their faces were compared; 0 = nothing to compare with. */
  readonly people: number;
  readonly faces: number;
  readonly old: ModelFigures;
  readonly new: ModelFigures;
}

/** Faces compared at most: every face with every other takes 3 s for both models together. */
const mostFaces = 3_000;

/** More faces of one person say little more of the model. */
const mostFacesOfPerson = 30;

/** Faces compared before other work gets a turn; each with up to 3,000 others, 1 ms. */
const facesPerTurn = 8;

/**
 * Compares two models by the faces that the user has confirmed and that have vectors of both: for how many is the
 * nearest neighbour a face of the same person? Large libraries are sampled: whole people, evenly spread.
 * Throws the signal's reason when it is aborted.
 */
export async function compareModels(
  db: Database,
  oldModel: string,
  newModel: string,
  signal?: AbortSignal,
): Promise<ModelComparison> {
  const faces = sampleFaces(confirmedWithVectors(db, oldModel, newModel));
  const figuresOf = async (model: string): Promise<ModelFigures> => ({
    model,
    right: await countRight(db, faces, model, signal),
  });
  return {
    people: new Set(faces.map(({ personId }) => personId)).size,
    faces: faces.length,
    old: await figuresOf(oldModel),
    new: await figuresOf(newModel),
  };
}

/** `faces` person by person; those of people with a single one are left out. The same library, the same sample. */
export function sampleFaces(faces: readonly ConfirmedFace[]): ConfirmedFace[] {
  const people = [...Map.groupBy(faces, ({ personId }) => personId).values()]
    .filter((ofPerson) => ofPerson.length > 1)
    .map((ofPerson) => spread(ofPerson, mostFacesOfPerson));
  const count = people.reduce((sum, ofPerson) => sum + ofPerson.length, 0);
  return spread(people, Math.floor((people.length * mostFaces) / Math.max(count, mostFaces))).flat();
}

/** At most `most` of the items, evenly spread from the first on. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]).filter(
    (item) => item !== undefined,
  );
}

async function countRight(
  db: Database,
  faces: readonly ConfirmedFace[],
  model: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const vectors = embeddingsOf(
    db,
    faces.map(({ faceId }) => faceId),
    model,
  );
  let right = 0;
  for (const [at, face] of faces.entries()) {
    if (at % facesPerTurn === 0) {
      signal?.throwIfAborted();
      await setImmediate();
    }
    if (nearestOf(face, faces, vectors)?.personId === face.personId) right += 1;
  }
  return right;
}

function nearestOf(
  face: ConfirmedFace,
  faces: readonly ConfirmedFace[],
  vectors: ReadonlyMap<number, Float32Array>,
): ConfirmedFace | undefined {
  const own = vectors.get(face.faceId);
  let nearest: ConfirmedFace | undefined;
  let similarity = -Infinity;
  for (const other of faces) {
    const vector = other.faceId === face.faceId ? undefined : vectors.get(other.faceId);
    if (own === undefined || vector === undefined) continue;
    const found = dot(own, vector);
    if (found <= similarity) continue;
    similarity = found;
    nearest = other;
  }
  return nearest;
}
