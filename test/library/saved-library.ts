import { createHash } from "node:crypto";
import path from "node:path";
import { onTestFinished } from "vitest";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { insertFace } from "../../app/db/faces.ts";
import { upsertFile } from "../../app/db/files.ts";
import { insertPhoto } from "../../app/db/photos.ts";
import { rememberRecipe } from "../../app/db/stored-recipe.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { keepLibraryIndex, type KeptIndex, type KeptIndexOptions } from "../../app/library/kept-index.ts";
import { forgetLibraryIndex, refreshLibraryIndex } from "../../app/library/library-index.ts";
import { openLibrary, type OwnedLibrary } from "../../app/library/open-library.ts";
import { readBuiltInManifest } from "../../app/models/manifest.ts";
import { searchExactly } from "../../app/people/exact-search.ts";
import { exactUpTo } from "../../app/people/face-index.ts";
import { randomUnitVectors, unitVector } from "../people/unit-vectors.ts";
import { plainFace } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export const model = "mobilefacenet-foamliu";
const dimensions = 128;
const recipe = { embedding: model, dimensions };

/** More than are looked at one and all. */
export const saved = exactUpTo + 60;
const vectors = randomUnitVectors(saved + 700, dimensions, 3);
export const queries = randomUnitVectors(8, dimensions, 4);

const { models } = readBuiltInManifest();
export const store = {
  describe: (id: string) => {
    const found = models.find((each) => each.id === id);
    if (found === undefined) throw new Error(`No model ${id}.`);
    return found;
  },
};

/** Of the last ones that are saved, so many are of each of these people, in two groups each, who are a little alike. */
export const people = 3;
export const facesOfPerson = 12;
for (let person = 0; person < people; person++) {
  const looks = randomUnitVectors(2, dimensions, 50 + person);
  for (let face = 0; face < facesOfPerson; face++) {
    const place = saved - 1 - person * facesOfPerson - face;
    const own = vectors[place] ?? new Float32Array(dimensions);
    const [both, group] = [looks[0], randomUnitVectors(2, dimensions, 90 + person)[face % 2]];
    vectors[place] = unitVector(
      ...own.map((number, at) => 0.4 * number + (both?.[at] ?? 0) + 0.5 * (group?.[at] ?? 0)),
    );
  }
}

/** A library whose index of the first faces is saved, and not in memory. The face in place `at` has the id `at + 1`. */
export async function savedLibrary() {
  const library = await openLibrary(path.join(temporaryFolder(), "library"), { command: "test" });
  onTestFinished(() => {
    library.close();
  });
  const { db } = library;
  rememberRecipe(db, { detector: "rfb-320", landmarks: null, embedding: model });
  let faces = 0;
  const add = (count: number): void => {
    inTransaction(db, () => {
      for (let more = 0; more < count; more++) {
        const contentHash = createHash("sha256").update(String(faces)).digest();
        const photoId = insertPhoto(db, { contentHash, sizeBytes: 1 });
        const file = { path: `/photos/${faces}.jpg`, sizeBytes: 1, modifiedAtMs: 1, photoId };
        upsertFile(db, { ...file, failure: null });
        const faceId = insertFace(db, photoId, { ...plainFace, quality: 0.8 });
        saveEmbedding(db, faceId, model, vectorOf(faceId));
        faces += 1;
      }
    });
  };
  add(saved);
  await refreshLibraryIndex(library, recipe);
  forgetLibraryIndex(library);
  return { library, add, graphFile: path.join(library.folders.indexes, `${model}.hnsw`) };
}

export function vectorOf(faceId: number): Float32Array {
  return vectors[faceId - 1] ?? new Float32Array(dimensions);
}

/** The index of a library whose graph is read when `read` is called, and not before. */
export function keptWithGate(library: OwnedLibrary, options: Partial<KeptIndexOptions> = {}) {
  const gate = Promise.withResolvers<undefined>();
  const errors: unknown[] = [];
  const reads: string[] = [];
  const index = keepLibraryIndex(library, store, {
    usesGraph: true,
    onError: (error) => errors.push(error),
    refreshIndex: async (...parameters) => {
      reads.push("begun");
      await gate.promise;
      const opened = await refreshLibraryIndex(...parameters);
      reads.push(opened.rebuiltBecause ?? "read");
      return opened;
    },
    ...options,
  });
  const read = async (): Promise<void> => {
    gate.resolve(undefined);
    await index.idle();
  };
  onTestFinished(async () => {
    gate.resolve(undefined);
    await index.close();
  });
  return { index, read, errors, reads };
}

export async function searchOf(index: KeptIndex) {
  const opened = await index.open();
  if (opened === null) throw new Error("The library has no faces.");
  return opened.index;
}

/** The face that is most alike to the vector of this face. */
export async function nearestTo(index: KeptIndex, faceId: number): Promise<number | undefined> {
  return (await searchOf(index)).search(vectorOf(faceId), 1)[0]?.faceId;
}

export const exactly = (query: Float32Array, faces: number) =>
  searchExactly(
    vectors.slice(0, faces).map((vector, at) => ({ faceId: at + 1, vector })),
    query,
    10,
  );
