import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { facesOfPhoto, setPerson } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { changeModel, ModelChangeError, type ModelChangeProgress } from "../../app/library/change-model.ts";
import { storedModels } from "../../app/db/stored-recipe.ts";
import { libraryRecipe } from "../../app/library/choose-recipe.ts";
import { indexIdentity, readFaces } from "../../app/library/library-index.ts";
import type { Library } from "../../app/library/open-library.ts";
import type { Recipe } from "../../app/library/recipe.ts";
import { openCompactVectors } from "../../app/people/compact-file.ts";
import { openFaceIndex } from "../../app/people/open-index.ts";
import { tinyOnnx } from "../support/tiny-onnx.ts";
import { meanColour, twin } from "../support/second-model.ts";
import { cosine, scannedLibrary } from "./change-model-library.ts";

const decisionTables = ["people", "faces", "clusters", "rejections", "judgements"];

/** All that the user decided and the machine grouped, row by row. */
function decisionsOf(db: Database): unknown[] {
  return decisionTables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
}

/** Gives every face a person: the ones that share a group the same. */
function nameAll(db: Database, faces: readonly { readonly id: number; readonly clusterId: number | null }[]) {
  const people = new Map<number | null, number>();
  for (const { id, clusterId } of faces) {
    const personId = people.get(clusterId) ?? createPerson(db, `Person ${clusterId}`);
    people.set(clusterId, personId);
    setPerson(db, id, personId);
  }
}

/** What is saved of the model has all faces of the library: nothing is read from the catalogue. */
async function expectIndexed(library: Library, recipe: Recipe): Promise<void> {
  const identity = indexIdentity(library, recipe);
  const faces = readFaces(library.db, recipe.embedding);
  const opened = await openFaceIndex(identity, faces);
  expect(opened).toMatchObject({ rebuiltBecause: null, added: 0 });
  const { vectors, savedRows } = await openCompactVectors(identity, faces);
  expect([vectors.size, savedRows]).toEqual([opened.index.size, opened.index.size]);
}

test("changes over with all decisions as they were, and says how the models compare", async () => {
  const { library, recipeWith, faces, vectors, store } = await scannedLibrary(1, 3, 6);
  const { db } = library;
  nameAll(db, faces());
  const before = decisionsOf(db);
  const told: ModelChangeProgress["phase"][] = [];
  const recipe = await recipeWith(twin);
  const change = await changeModel(library, recipe, {
    processes: 1,
    onProgress: ({ phase }) => {
      if (told.at(-1) !== phase) told.push(phase);
      // Until all is there the library is as it was.
      if (phase !== "grouping") expect(storedModels(db)?.embedding).toBe("mobilefacenet");
    },
  });
  const count = faces().length;
  // Only the woman on samples 1 and 3 has two faces here.
  const same = {
    people: 1,
    faces: 2,
    old: { model: "mobilefacenet", right: 2 },
    new: { model: twin, right: 2 },
  };
  expect(change).toEqual({
    ...{ from: "mobilefacenet", to: twin, hasChanged: true, wasStopped: false },
    ...{ embedded: count, faces: count, withoutVector: 0, failed: [], comparison: same },
    reassigned: { assigned: 0, suggested: 0, withdrawn: 0 },
  });
  expect(told).toEqual(["representing", "indexing", "comparing"]);
  expect(storedModels(db)).toEqual({ detector: "rfb-320", landmarks: "landmark-68", embedding: twin });
  expect(await libraryRecipe(db, store, () => undefined)).toEqual(recipe);
  expect(decisionsOf(db)).toEqual(before);
  expect([vectors("mobilefacenet").size, vectors(twin).size]).toEqual([count, count]);
  // The index is there and as new: opening it adds nothing.
  await expectIndexed(library, recipe);
});

test("goes back at once without reading a photo", async () => {
  const { library, photos, recipe, recipeWith, faces } = await scannedLibrary(1, 3);
  await changeModel(library, await recipeWith(meanColour), { processes: 1 });
  rmSync(photos, { recursive: true });
  const change = await changeModel(library, recipe);
  expect(change).toMatchObject({
    ...{ from: meanColour, to: "mobilefacenet", hasChanged: true, embedded: 0, withoutVector: 0, failed: [] },
  });
  expect(faces().every(({ clusterId }) => clusterId !== null)).toBe(true);
  await expectIndexed(library, recipe);
  expect(readdirSync(library.folders.indexes).toSorted()).toEqual(
    ["mean-colour", "mobilefacenet"]
      .flatMap((model) => ["compact", "compact.json", "hnsw", "json"].map((end) => `${model}.${end}`))
      .toSorted(),
  );
});

test("photos added after the change are represented by the new model; going back does the rest", async () => {
  const { library, home, photos, recipe, recipeWith, scan, faces, vectors } = await scannedLibrary(1, 3);
  renameSync(join(photos, "sample3.jpg"), join(home, "sample3.jpg"));
  await scan();
  const other = await recipeWith(meanColour);
  const away = faces().filter(({ isMissing }) => isMissing);
  const change = await changeModel(library, other, { processes: 1 });
  expect(change).toMatchObject({ hasChanged: true, withoutVector: away.length, failed: [] });
  expect(away.length).toBeGreaterThan(0);
  renameSync(join(home, "sample3.jpg"), join(photos, "sample3.jpg"));
  // Nothing is to be analysed: the faces are known.
  expect(await scan(other)).toMatchObject({ analysed: 0, returned: 1 });
  expect(vectors(meanColour).size).toBe(faces().length);
  expect(await changeModel(library, recipe)).toMatchObject({ embedded: 0, hasChanged: true });
});

test("stopped while it represents, the library is as before; the next call goes on", async () => {
  const { library, recipeWith, faces } = await scannedLibrary(1, 2, 3);
  const recipe = await recipeWith(twin);
  for (const phase of ["representing", "indexing", "comparing"] as const) {
    const stopping = new AbortController();
    const change = await changeModel(library, recipe, {
      ...{ processes: 1, signal: stopping.signal },
      onProgress: (progress) => {
        if (progress.phase === phase) stopping.abort();
      },
    });
    expect(change).toMatchObject({ hasChanged: false, wasStopped: true });
    expect(storedModels(library.db)?.embedding).toBe("mobilefacenet");
    if (phase === "indexing") expect(existsSync(join(library.folders.indexes, "twin.json"))).toBe(false);
  }
  const change = await changeModel(library, recipe);
  expect(change).toMatchObject({ hasChanged: true, wasStopped: false, embedded: 0, faces: faces().length });
});

test("a preview computes and compares, and changes nothing", async () => {
  const { library, recipeWith, faces } = await scannedLibrary(3);
  const change = await changeModel(library, await recipeWith(twin), { processes: 1, confirm: () => false });
  expect(change).toMatchObject({ hasChanged: false, wasStopped: false, embedded: faces().length });
  expect(change.comparison).toEqual({
    ...{ people: 0, faces: 0, old: { model: "mobilefacenet", right: 0 }, new: { model: twin, right: 0 } },
  });
  expect(storedModels(library.db)?.embedding).toBe("mobilefacenet");
});

test("the model that the library has is no change, but what is missing is done", async () => {
  const { library, recipe, vectors, faces } = await scannedLibrary(3);
  library.db.prepare("DELETE FROM embeddings WHERE face_id = ?").run(faces()[0]?.id);
  const change = await changeModel(library, recipe, { processes: 1 });
  expect(change).toMatchObject({ from: "mobilefacenet", hasChanged: false, embedded: 1, comparison: null });
  expect(vectors("mobilefacenet").size).toBe(faces().length);
});

test("a model that can represent no face is refused, with its reason", async () => {
  const { library, home, store, recipeWith, faces } = await scannedLibrary(3);
  // The square root of a negative number is no number.
  const file = join(home, "hopeless.onnx");
  writeFileSync(
    file,
    tinyOnnx({
      nodes: [
        ["Neg", "face", "negative"],
        ["Abs", "negative", "positive"],
        ["Neg", "positive", "below"],
        ["Sqrt", "below", "nothing"],
        ["Flatten", "nothing", "vector"],
      ],
      inputs: { face: [1, 3, 112, 112] },
      outputs: { vector: [1, 37632] },
    }),
  );
  await store.addFromFile("hopeless", file, "embedding");
  const changing = changeModel(library, await recipeWith("hopeless"), { processes: 1 });
  await expect(changing).rejects.toThrow(ModelChangeError);
  await expect(changing).rejects.toThrow("An embedding without a direction");
  expect(storedModels(library.db)?.embedding).toBe("mobilefacenet");
  expect(facesOfPhoto(library.db, faces()[0]?.photoId ?? 0)).toHaveLength(faces().length);
});

test("a name that is no model's is told before anything is done", async () => {
  const { recipeWith } = await scannedLibrary(3);
  await expect(recipeWith("no-such-model")).rejects.toThrow('There is no model called "no-such-model"');
  await expect(recipeWith("landmark-68")).rejects.toThrow("cannot be used for embedding");
});

test("vectors of both models are those of the same faces", async () => {
  const { library, recipeWith, vectors } = await scannedLibrary(6);
  await changeModel(library, await recipeWith(twin), { processes: 1 });
  const [old, now] = [vectors("mobilefacenet"), vectors(twin)];
  for (const [faceId, vector] of old) expect(cosine(vector, now.get(faceId))).toBeGreaterThanOrEqual(0.9999);
});
