import { describe, expect, test } from "vitest";
import { listGroups, moveClusterFaces } from "../../app/db/clusters.ts";
import { embeddingsOf, iterateEmbeddings, saveEmbedding } from "../../app/db/embeddings.ts";
import { allFaceRows, deleteFaces, facesOfPhoto, facesWithoutCluster } from "../../app/db/faces.ts";
import { listFailures } from "../../app/db/failures.ts";
import { filesOfPhoto, markMissing, upsertFile } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { countFaces, listPeople } from "../../app/db/people.ts";
import { findPhotoByHash, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { hashOf, temporaryCatalogue } from "../support/catalogue.ts";
import { queryPlansOf } from "../support/query-plan.ts";

const file = { path: "/a.jpg", sizeBytes: 1, modifiedAtMs: 1, photoId: null, failure: null };
const presentFile =
  "SEARCH present EXISTS USING COVERING INDEX files_by_photo (photo_id=? AND missing_since_ms=?)";

describe("a query for one thing searches and never scans", () => {
  test.each<[string, (db: Database) => unknown]>([
    ["findPhotoByHash", (db) => findPhotoByHash(db, hashOf(1))],
    ["filesOfPhoto", (db) => filesOfPhoto(db, 1)],
    ["upsertFile", (db) => upsertFile(db, file)],
    [
      "markMissing",
      (db) => {
        markMissing(db, [1], 1);
      },
    ],
    ["facesOfPhoto", (db) => facesOfPhoto(db, 1)],
    [
      "deleteFaces",
      (db) => {
        deleteFaces(db, [1]);
      },
    ],
    ["embeddingsOf", (db) => embeddingsOf(db, [1], "m")],
    ["iterateEmbeddings", (db) => [...iterateEmbeddings(db, "m")]],
    ["facesWithoutCluster", (db) => facesWithoutCluster(db, "m")],
    [
      "moveClusterFaces",
      (db) => {
        moveClusterFaces(db, 1, 2);
      },
    ],
  ])("%s", (_name, query) => {
    const db = temporaryCatalogue();
    db.pragma("foreign_keys = OFF");
    expect(queryPlansOf(db, () => query(db)).filter((step) => step.startsWith("SCAN"))).toEqual([]);
  });
});

test("the files of waiting photos are found by index, without sorting", () => {
  const db = temporaryCatalogue();
  expect(queryPlansOf(db, () => photosWithoutAnalysis(db, "r"))).toEqual([
    "SCAN photos",
    "SEARCH files USING INDEX files_by_photo (photo_id=? AND missing_since_ms=?)",
  ]);
});

test("failures are found in indexes that hold nothing else", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => listFailures(db));
  expect(plan).toContain("SCAN photos USING INDEX photos_with_failure");
  expect(plan).toContain("SCAN files USING INDEX files_with_failure");
});

test("groups, people and counts are made from indexes alone", () => {
  const db = temporaryCatalogue();
  expect(queryPlansOf(db, () => listGroups(db))).toEqual([
    "SEARCH faces USING COVERING INDEX faces_by_person (person_id=? AND ignored=? AND cluster_id>?)",
    presentFile,
    "USE TEMP B-TREE FOR ORDER BY",
  ]);
  expect(queryPlansOf(db, () => listPeople(db))).toContain(
    "SEARCH faces USING COVERING INDEX faces_by_person (person_id=? AND ignored=?) LEFT-JOIN",
  );
  expect(queryPlansOf(db, () => countFaces(db))).toContain(presentFile);
});

test("the listing of all faces looks up the file of each by index", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => allFaceRows(db));
  expect(plan).toContain("SCAN faces");
  expect(plan).toContain(presentFile.replace(" EXISTS", ""));
  expect(plan).toContain("SEARCH files USING INDEX files_by_photo (photo_id=?)");
});

test("removing a face finds its embeddings by index", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => db.prepare("DELETE FROM embeddings WHERE face_id = ?"));
  expect(plan).toEqual(["SEARCH embeddings USING COVERING INDEX sqlite_autoindex_embeddings_1 (face_id=?)"]);
  expect(() => {
    saveEmbedding(db, 1, "m", Float32Array.of(1));
  }).toThrow("FOREIGN KEY");
});
