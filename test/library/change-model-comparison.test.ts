import { expect, test } from "vitest";
import { createPerson } from "../../app/db/people.ts";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { insertFace, setFalse, setIgnored, setPerson } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { compareModels, sampleFaces } from "../../app/library/change-model-comparison.ts";
import { addPhoto, plainFace, temporaryCatalogue } from "../support/catalogue.ts";

/** A vector of length 1 at this angle, in degrees. */
function at(degrees: number): Float32Array {
  const radians = (degrees * Math.PI) / 180;
  return Float32Array.of(Math.cos(radians), Math.sin(radians));
}

/** Adds a face of a person with a vector at each of these angles; null = that model has none. */
function addFace(db: Database, personId: number, old: number | null, now: number | null): number {
  const photoId = addPhoto(
    db,
    ((db.prepare("SELECT count(*) FROM photos").pluck().get() as number) + 1) % 256,
  );
  const faceId = insertFace(db, photoId, plainFace);
  setPerson(db, faceId, personId);
  if (old !== null) saveEmbedding(db, faceId, "old", at(old));
  if (now !== null) saveEmbedding(db, faceId, "new", at(now));
  return faceId;
}

test("counts for how many named faces the nearest is of the same person, under each model", async () => {
  const db = temporaryCatalogue();
  const [ann, ben, carl] = [createPerson(db, "Ann"), createPerson(db, "Ben"), createPerson(db, "Carl")];
  // The old model puts one face of Ben beside Ann's; the new one keeps them apart.
  addFace(db, ann, 0, 0);
  addFace(db, ann, 10, 5);
  addFace(db, ben, 12, 90);
  addFace(db, ben, 60, 80);
  addFace(db, ben, 62, 85);
  // A single face has nobody to be found by, and one without both vectors is not compared.
  addFace(db, carl, 1, 1);
  addFace(db, ann, 61, null);
  setIgnored(db, addFace(db, ann, 61, 61), true);
  setFalse(db, addFace(db, ann, 61, 61), true);
  expect(await compareModels(db, "old", "new")).toEqual({
    people: 2,
    faces: 5,
    // 0 -> 10 (Ann), 10 -> 12 (Ben), 12 -> 10 (Ann), 60 -> 62, 62 -> 60.
    old: { model: "old", right: 3 },
    new: { model: "new", right: 5 },
  });
});

test("without named faces there is nothing to compare", async () => {
  const nothing = { people: 0, faces: 0, old: { model: "a", right: 0 }, new: { model: "b", right: 0 } };
  expect(await compareModels(temporaryCatalogue(), "a", "b")).toEqual(nothing);
});

test("stops when it is told to", async () => {
  const db = temporaryCatalogue();
  const ann = createPerson(db, "Ann");
  for (const angle of [1, 2]) addFace(db, ann, angle, angle);
  await expect(compareModels(db, "old", "new", AbortSignal.abort(new Error("Enough.")))).rejects.toThrow(
    "Enough.",
  );
});

test("a large library is sampled: thirty faces a person, three thousand in all, evenly spread", () => {
  const faces = (people: number, each: number) =>
    Array.from({ length: people * each }, (_, index) => ({
      faceId: index,
      personId: Math.floor(index / each),
    }));
  expect(sampleFaces(faces(1, 90)).map(({ faceId }) => faceId)).toEqual(
    Array.from({ length: 30 }, (_, index) => index * 3),
  );
  const sample = sampleFaces(faces(300, 20));
  expect(sample).toHaveLength(3_000);
  expect([...new Set(sample.map(({ personId }) => personId))]).toEqual(
    Array.from({ length: 150 }, (_, index) => index * 2),
  );
  expect(sampleFaces(faces(10, 1))).toEqual([]);
});
