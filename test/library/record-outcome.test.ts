import { describe, expect, test } from "vitest";
import type { AnalysedFace, ReadFile } from "../../app/analyze/messages.ts";
import type { AnalysisOutcome } from "../../app/analyze/pool.ts";
import { createCluster } from "../../app/db/clusters.ts";
import { embeddingsOf, saveEmbedding } from "../../app/db/embeddings.ts";
import { facesOfPhoto, setCluster, setIgnored, setPerson } from "../../app/db/faces.ts";
import { allFiles, filesOfPhoto, findFile, markMissing } from "../../app/db/files.ts";
import { listFailures } from "../../app/db/failures.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { countPhotos, findPhoto, findPhotoByHash, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { recipeName, type Recipe } from "../../app/library/recipe.ts";
import { recordOutcome, type FileNews } from "../../app/library/record-outcome.ts";
import { vectorRevision } from "../../app/library/vector-revision.ts";
import { hashOf, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";

const recipe: Recipe = {
  ...{ detector: "yunet", landmarks: null, embedding: "m", dimensions: 2 },
  files: {
    detector: { kind: "yunet", path: "none" },
    landmarks: null,
    embedding: { path: "none", input: { channels: "rgb", mean: [0], scale: [1] } },
  },
};
const newRecipe: Recipe = { ...recipe, detector: "rfb-320" };

/** What the walk saw of every file; an analyzer that reads it sees other numbers. */
const walked = { sizeBytes: 500, modifiedAtMs: 50.5 };

function record(db: Database, path: string, outcome: AnalysisOutcome, by = recipe): FileNews {
  const context = { recipe: by, now: () => 1_234 };
  return inTransaction(db, () => recordOutcome(db, { path, ...walked, outcome }, context));
}

function fileOf(byte: number): ReadFile {
  return { contentHash: hashOf(byte), sizeBytes: 700, modifiedAtMs: 70.25 };
}

function faceAt(x: number, vector = Float32Array.of(1, 0)): AnalysedFace {
  return {
    ...{ x, y: 20, width: 10, height: 10, score: 0.75, quality: 0.5, sharpness: 120, yaw: -0.25 },
    landmarks: Float32Array.of(1.5, 2.5),
    embedding: vector,
  };
}

function analysed(byte: number, ...faces: AnalysedFace[]): AnalysisOutcome {
  return {
    kind: "analysed",
    file: fileOf(byte),
    photo: { ...plainFacts, orientation: 6, takenAt: "2026-11-23T20:31:55" },
    faces,
    stageMs: { decode: 1 },
  };
}

function photoWith(db: Database, byte: number) {
  const photo = findPhotoByHash(db, hashOf(byte));
  if (photo === undefined) throw new Error("The photo is not in the catalogue.");
  return photo;
}

function faceIdsOf(db: Database, byte: number): number[] {
  return facesOfPhoto(db, photoWith(db, byte).id).map(({ id }) => id);
}

function takeAway(db: Database, path: string): void {
  markMissing(db, [findFile(db, path)?.id ?? 0], 99);
}

describe("an analysed file", () => {
  test("is written with photo, faces, embeddings and status", () => {
    const db = temporaryCatalogue();
    const faces = [faceAt(10, Float32Array.of(1, 0)), faceAt(50, Float32Array.of(0, 1))];
    expect(record(db, "/a.jpg", analysed(1, ...faces))).toBe("added");
    const photo = photoWith(db, 1);
    expect(photo).toMatchObject({
      ...{ sizeBytes: 700, width: 40, height: 30, orientation: 6, takenAt: "2026-11-23T20:31:55" },
      ...{ recipe: recipeName(recipe), analysedAtMs: 1_234, failure: null },
    });
    expect(findFile(db, "/a.jpg")).toMatchObject({
      ...{ photoId: photo.id, sizeBytes: 700, modifiedAtMs: 70.25, failure: null, missingSinceMs: null },
    });
    const unplaced = { clusterId: null, personId: null, ignored: false };
    expect(facesOfPhoto(db, photo.id)).toMatchObject([
      { box: { x: 10, y: 20, width: 10, height: 10 }, score: 0.75, quality: 0.5, yaw: -0.25, ...unplaced },
      { box: { x: 50, y: 20, width: 10, height: 10 }, landmarks: Float32Array.of(1.5, 2.5), ...unplaced },
    ]);
    expect([...embeddingsOf(db, faceIdsOf(db, 1), "m").values()]).toEqual(faces.map((face) => face.embedding));
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
    expect(vectorRevision(db)).toBe(0);
  });

  test("read again with the same content is no news", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    expect(record(db, "/a.jpg", { kind: "skipped", file: { ...fileOf(1), modifiedAtMs: 71 } })).toBe("none");
    expect(findFile(db, "/a.jpg")?.modifiedAtMs).toBe(71);
    expect(faceIdsOf(db, 1)).toHaveLength(1);
  });
});

describe("a file with known content", () => {
  test("is a copy while the other file is there: one photo, two files", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    expect(record(db, "/b.jpg", { kind: "skipped", file: fileOf(1) })).toBe("added");
    expect(filesOfPhoto(db, photoWith(db, 1).id).map(({ path }) => path)).toEqual(["/a.jpg", "/b.jpg"]);
    expect(countPhotos(db)).toEqual({ present: 1, analysed: 1, failed: 0, missing: 0 });
    expect(faceIdsOf(db, 1)).toHaveLength(1);
  });

  test("has moved when the other file is gone, and keeps its faces", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const faceIds = faceIdsOf(db, 1);
    takeAway(db, "/a.jpg");
    expect(record(db, "/new/a.jpg", { kind: "skipped", file: fileOf(1) })).toBe("moved");
    expect(faceIdsOf(db, 1)).toEqual(faceIds);
    expect(countPhotos(db)).toEqual({ present: 1, analysed: 1, failed: 0, missing: 0 });
    expect(record(db, "/copy.jpg", { kind: "skipped", file: fileOf(1) })).toBe("added");
  });

  test("that was skipped before its first copy was written waits, and is completed by it", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/b.jpg", { kind: "skipped", file: fileOf(1) })).toBe("added");
    expect(photosWithoutAnalysis(db, recipeName(recipe)).map(({ path }) => path)).toEqual(["/b.jpg"]);
    expect(record(db, "/a.jpg", analysed(1, faceAt(10)))).toBe("added");
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
    expect(countPhotos(db).present).toBe(1);
  });
});

test("other content at a known path is another photo; the old one keeps its faces and is remembered", () => {
  const db = temporaryCatalogue();
  record(db, "/a.jpg", analysed(1, faceAt(10)));
  expect(record(db, "/a.jpg", analysed(2, faceAt(30), faceAt(60)))).toBe("changed");
  const [before, after] = [photoWith(db, 1), photoWith(db, 2)];
  expect(filesOfPhoto(db, after.id)).toMatchObject([{ path: "/a.jpg", previousPhotoId: before.id }]);
  expect(filesOfPhoto(db, before.id)).toEqual([]);
  expect(faceIdsOf(db, 1)).toHaveLength(1);
  expect(faceIdsOf(db, 2)).toHaveLength(2);
  expect(countPhotos(db)).toEqual({ present: 1, analysed: 1, failed: 0, missing: 1 });
});

describe("a photo that fails", () => {
  const damaged = { kind: "failed", file: fileOf(1), reason: "It is damaged.", isLasting: true } as const;

  test("by its content is not tried again with the same recipe", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", damaged)).toBe("added");
    expect(photoWith(db, 1)).toMatchObject({
      ...{ failure: "It is damaged.", failedRecipe: recipeName(recipe), recipe: null, analysedAtMs: null },
    });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It is damaged." }]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(newRecipe))).toHaveLength(1);
  });

  test("for a passing reason stays to be done and is not remembered as failed", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { ...damaged, reason: "The disk is full.", isLasting: false });
    expect(listFailures(db)).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(recipe)).map(({ path }) => path)).toEqual(["/a.jpg"]);
  });

  test("by crashing the analyzer counts as its content's fault", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { kind: "crashed", file: fileOf(1), reason: "It crashed." });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It crashed." }]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
  });

  test("with a new recipe keeps what the old one found, and an analysis clears the failure", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const faceIds = faceIdsOf(db, 1);
    expect(record(db, "/a.jpg", damaged, newRecipe)).toBe("none");
    expect(faceIdsOf(db, 1)).toEqual(faceIds);
    expect(photoWith(db, 1)).toMatchObject({ recipe: recipeName(recipe), failure: "It is damaged." });
    record(db, "/a.jpg", analysed(1, faceAt(10)), newRecipe);
    expect(photoWith(db, 1)).toMatchObject({ recipe: recipeName(newRecipe), failure: null, failedRecipe: null });
  });
});

describe("a file that cannot be read", () => {
  const empty = { kind: "failed", file: null, reason: "It is empty.", isLasting: true } as const;
  const locked = { kind: "failed", file: null, reason: "It is locked.", isLasting: false } as const;

  test("is remembered as the walk saw it, so that it is left alone until it changes", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", empty)).toBe("none");
    expect(findFile(db, "/a.jpg")).toMatchObject({ ...walked, photoId: null, failure: "It is empty." });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It is empty." }]);
    expect(countPhotos(db).present).toBe(0);
  });

  test("for a passing reason is looked at again: no file has its remembered time", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", locked)).toBe("none");
    expect(findFile(db, "/a.jpg")).toMatchObject({ sizeBytes: 500, modifiedAtMs: -1, failure: "It is locked." });
  });

  test("because the analyzer died before it was read is left alone until it changes", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { kind: "crashed", file: null, reason: "It crashed." });
    expect(findFile(db, "/a.jpg")).toMatchObject({ ...walked, failure: "It crashed." });
  });

  test("for a passing reason keeps the photo that it showed", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const before = findFile(db, "/a.jpg");
    expect(record(db, "/a.jpg", locked)).toBe("none");
    expect(findFile(db, "/a.jpg")).toEqual(before);
  });

  test("for good loses its photo, which is remembered and comes back with its content", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const faceIds = faceIdsOf(db, 1);
    record(db, "/a.jpg", empty);
    expect(findFile(db, "/a.jpg")).toMatchObject({ photoId: null, failure: "It is empty." });
    expect(countPhotos(db)).toEqual({ present: 0, analysed: 0, failed: 0, missing: 1 });
    // The content is back where it was: nothing but the photo's own file is gone, so it has moved home.
    expect(record(db, "/a.jpg", { kind: "skipped", file: fileOf(1) })).toBe("moved");
    expect(findFile(db, "/a.jpg")).toMatchObject({ failure: null, photoId: photoWith(db, 1).id });
    expect(faceIdsOf(db, 1)).toEqual(faceIds);
  });
});

describe("another analysis of a photo", () => {
  /** A photo with faces at 0, 100 and 200; returns their ids. */
  function threeFaces(db: Database): [number, number, number] {
    record(db, "/a.jpg", analysed(1, faceAt(0), faceAt(100), faceAt(200)));
    const [first = 0, second = 0, third = 0] = faceIdsOf(db, 1);
    return [first, second, third];
  }

  test("keeps the ids and places of the faces it finds again, with new measures and vectors", () => {
    const db = temporaryCatalogue();
    const [first, second, third] = threeFaces(db);
    const clusterId = createCluster(db);
    setCluster(db, second, clusterId);
    // 200 moves by 3 of 10 (7 / 13 in common), 100 by 1, 0 is gone and 400 is new.
    const found = [faceAt(203), faceAt(101, Float32Array.of(0, 1)), faceAt(400)];
    expect(record(db, "/a.jpg", analysed(1, ...found), newRecipe)).toBe("none");
    const faces = facesOfPhoto(db, photoWith(db, 1).id);
    const added = faces.at(-1)?.id ?? 0;
    expect(added).toBeGreaterThan(third);
    expect(faces.map(({ id, box, clusterId: cluster }) => [id, box.x, cluster])).toEqual([
      [second, 101, clusterId],
      [third, 203, null],
      [added, 400, null],
    ]);
    expect(embeddingsOf(db, [first, second], "m")).toEqual(new Map([[second, Float32Array.of(0, 1)]]));
    expect(vectorRevision(db)).toBe(1);
  });

  test("never takes away a face that somebody named or ignored", () => {
    const db = temporaryCatalogue();
    const [named, ignored] = threeFaces(db);
    const personId = createPerson(db, "Ada");
    setPerson(db, named, personId);
    setIgnored(db, ignored, true);
    record(db, "/a.jpg", analysed(1), newRecipe);
    expect(facesOfPhoto(db, photoWith(db, 1).id)).toMatchObject([
      { id: named, personId, box: { x: 0 } },
      { id: ignored, ignored: true, box: { x: 100 } },
    ]);
    expect(embeddingsOf(db, [named, ignored], "m").size).toBe(2);
    expect(vectorRevision(db)).toBe(1);
  });

  test("of a photo without faces leaves the saved index valid", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1));
    record(db, "/a.jpg", analysed(1, faceAt(0)), newRecipe);
    expect(faceIdsOf(db, 1)).toHaveLength(1);
    expect(vectorRevision(db)).toBe(0);
  });

  test("keeps the vectors of other models", () => {
    const db = temporaryCatalogue();
    const [first] = threeFaces(db);
    saveEmbedding(db, first, "other", Float32Array.of(0.5));
    record(db, "/a.jpg", analysed(1, faceAt(0)), newRecipe);
    expect(embeddingsOf(db, [first], "other")).toEqual(new Map([[first, Float32Array.of(0.5)]]));
  });
});

test("a cancelled file leaves no trace, and a known one stays as it was", () => {
  const db = temporaryCatalogue();
  expect(record(db, "/a.jpg", { kind: "cancelled" })).toBe("none");
  expect(allFiles(db)).toEqual([]);
  record(db, "/a.jpg", analysed(1, faceAt(10)));
  const [before, photo] = [findFile(db, "/a.jpg"), photoWith(db, 1)];
  expect(record(db, "/a.jpg", { kind: "cancelled" }, newRecipe)).toBe("none");
  expect(findFile(db, "/a.jpg")).toEqual(before);
  expect(findPhoto(db, photo.id)).toEqual(photo);
});
