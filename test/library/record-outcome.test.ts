import { describe, expect, test } from "vitest";
import { createCluster } from "../../app/db/clusters.ts";
import { embeddingsOf, saveEmbedding } from "../../app/db/embeddings.ts";
import { facesOfPhoto, insertFace, setCluster, setIgnored, setPerson } from "../../app/db/faces.ts";
import { allFiles, filesOfPhoto, findFile } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { countPhotos, findPhoto, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { insertRecordedFace } from "../../app/db/recorded-faces.ts";
import { insertRecordedPhoto } from "../../app/db/recorded-photos.ts";
import { recipeName } from "../../app/library/recipe.ts";
import { vectorRevision } from "../../app/db/vector-revision.ts";
import { hashOf, plainFace, temporaryCatalogue } from "../support/catalogue.ts";
import {
  analysed,
  faceAt,
  faceIdsOf,
  fileOf,
  newRecipe,
  photoWith,
  recipe,
  record,
  takeAway,
} from "./recorded-outcomes.ts";

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
    expect([...embeddingsOf(db, faceIdsOf(db, 1), "m").values()]).toEqual(
      faces.map((face) => face.embedding),
    );
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

describe("a face that is known from the journal", () => {
  /** A photo known by its hash, with a face at 100 that is Ada's, and one at 300 that was called no face. */
  function recordedFaces(db: Database): { named: number; isFalse: number } {
    const photoId = insertRecordedPhoto(db, 9, hashOf(1));
    const boxAt = (x: number) => ({ x, y: 20, width: 10, height: 10 });
    const named = insertRecordedFace(db, { id: 40, photoId, box: boxAt(100) });
    const isFalse = insertRecordedFace(db, { id: 50, photoId, box: boxAt(300) });
    setPerson(db, named, createPerson(db, "Ada"));
    db.prepare("UPDATE faces SET is_false = 1 WHERE id = ?").run(isFalse);
    return { named, isFalse };
  }

  test("is found again by its place, with measures and a vector; no face stays none", () => {
    const db = temporaryCatalogue();
    const { named, isFalse } = recordedFaces(db);
    const found = [faceAt(301), faceAt(102, Float32Array.of(0, 1)), faceAt(500)];
    expect(record(db, "/a.jpg", analysed(1, ...found))).toBe("added");
    expect(photoWith(db, 1)).toMatchObject({ id: 9, sizeBytes: 700, recipe: recipeName(recipe) });
    const faces = facesOfPhoto(db, 9);
    expect(faces.map(({ id, box, origin, personId }) => [id, box.x, origin, personId])).toEqual([
      [named, 102, "detected", 1],
      [isFalse, 301, "detected", null],
      [51, 500, "detected", null],
    ]);
    expect(faces.map((face) => [face.isFalse, face.quality])).toEqual([
      [false, 0.5],
      [true, 0.5],
      [false, 0.5],
    ]);
    expect(embeddingsOf(db, [named], "m")).toEqual(new Map([[named, Float32Array.of(0, 1)]]));
  });

  test("waits when it is not found, and goes when nothing is said about it", () => {
    const db = temporaryCatalogue();
    const { named, isFalse } = recordedFaces(db);
    insertRecordedFace(db, { id: 60, photoId: 9, box: { x: 700, y: 20, width: 10, height: 10 } });
    record(db, "/a.jpg", analysed(1));
    expect(facesOfPhoto(db, 9).map(({ id, origin }) => [id, origin])).toEqual([
      [named, "recorded"],
      [isFalse, "recorded"],
    ]);
  });
});

test("another analysis takes away no face about which anything was said", () => {
  const db = temporaryCatalogue();
  record(db, "/a.jpg", analysed(1, ...[0, 100, 200, 300, 400, 500, 600].map((x) => faceAt(x))));
  const [plain = 0, named, ignored, isFalse, rejected, judged, cover] = faceIdsOf(db, 1);
  const drawn = insertFace(
    db,
    photoWith(db, 1).id,
    { ...plainFace, box: { ...plainFace.box, x: 900 } },
    "drawn",
  );
  db.exec(`INSERT INTO people (name, cover_face_id) VALUES ('Ada', ${cover ?? 0});
    UPDATE faces SET person_id = 1 WHERE id = ${named ?? 0}; UPDATE faces SET ignored = 1 WHERE id = ${ignored ?? 0};
    UPDATE faces SET is_false = 1 WHERE id = ${isFalse ?? 0}; INSERT INTO rejections VALUES (${rejected ?? 0}, 1);
    INSERT INTO judgements (kind) VALUES ('together'); INSERT INTO judgement_faces VALUES (1, ${judged ?? 0}, 0);`);
  record(db, "/a.jpg", analysed(1), newRecipe);
  expect(faceIdsOf(db, 1)).toEqual([named, ignored, isFalse, rejected, judged, cover, drawn]);
  expect(faceIdsOf(db, 1)).not.toContain(plain);
});
