import { describe, expect, test } from "vitest";
import { appearancesOf, peopleAppearingIn } from "../../app/db/appearances.ts";
import { listGroups, moveClusterFaces } from "../../app/db/clusters.ts";
import {
  confirmedFacesInPhotos,
  confirmedFacesOf,
  countPhotosBefore,
  facesOfGroup,
  hasCompanionInPhoto,
  moveConfirmedFaces,
  moveUnconfirmedFaces,
  unnamedFacesOfPhoto,
} from "../../app/db/decided-faces.ts";
import { peopleDifferentFrom } from "../../app/db/different-people.ts";
import { embeddingsOf, iterateEmbeddings, saveEmbedding } from "../../app/db/embeddings.ts";
import { facesOfPerson, facesOfUnnamedGroup, suggestionsOf } from "../../app/db/faces-of-person.ts";
import type { FaceNarrowing } from "../../app/db/face-narrowing.ts";
import {
  allFaceRows,
  deleteFaces,
  faceRowsOf,
  facesOfPhoto,
  facesWithoutCluster,
} from "../../app/db/faces.ts";
import { ownersOfFaces } from "../../app/db/face-owners.ts";
import { listFailures } from "../../app/db/failures.ts";
import { filesOfPhoto, markMissing, upsertFile } from "../../app/db/files.ts";
import { faceIdsWithNewEmbedding, sortedStably } from "../../app/db/grouping.ts";
import { judgementsOn } from "../../app/db/judgements.ts";
import { groupLumpMembers, personLumpMembers } from "../../app/db/lump-faces.ts";
import type { Database } from "../../app/db/open.ts";
import { countFaces, listPeople } from "../../app/db/people.ts";
import { findPhotoByHash, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { facesRejectedFor } from "../../app/db/rejections.ts";
import { mostProbableSuggestions, suggestionSums } from "../../app/db/suggestions.ts";
import { unnamedGroupsByFace } from "../../app/db/unnamed-groups.ts";
import { moveAssignments } from "../../app/db/withdraw-assignments.ts";
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
    ["facesOfGroup", (db) => facesOfGroup(db, 1)],
    ["facesOfPerson", (db) => facesOfPerson(db, 1)],
    ["suggestionsOf", (db) => suggestionsOf(db, 1)],
    ["facesOfUnnamedGroup", (db) => facesOfUnnamedGroup(db, 1)],
    ["confirmedFacesOf", (db) => confirmedFacesOf(db, 1)],
    ["countPhotosBefore", (db) => countPhotosBefore(db, 1, "2001-01-01")],
    ["mostProbableSuggestions", (db) => mostProbableSuggestions(db, 0.4, 72)],
    ["facesRejectedFor", (db) => facesRejectedFor(db, 1)],
    ["peopleDifferentFrom", (db) => peopleDifferentFrom(db, 1)],
    ["appearancesOf", (db) => appearancesOf(db, 1)],
    ["peopleAppearingIn", (db) => peopleAppearingIn(db, 1)],
    [
      "moveUnconfirmedFaces",
      (db) => {
        moveUnconfirmedFaces(db, 1, 2);
      },
    ],
    [
      "moveConfirmedFaces",
      (db) => {
        moveConfirmedFaces(db, 1, 2);
      },
    ],
    [
      "moveAssignments",
      (db) => {
        moveAssignments(db, 1, 2);
      },
    ],
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

test.each<[string, (db: Database) => unknown]>([
  ["confirmedFacesInPhotos", (db) => confirmedFacesInPhotos(db, 1, [1])],
  ["unnamedFacesOfPhoto", (db) => unnamedFacesOfPhoto(db, 1)],
  ["hasCompanionInPhoto", (db) => hasCompanionInPhoto(db, { id: 1, photoId: 1, clusterId: 1 })],
])("%s looks at the faces of the photo, not at those of the person", (_name, query) => {
  const db = temporaryCatalogue();
  expect(queryPlansOf(db, () => query(db))[0]).toBe("SEARCH faces USING INDEX faces_by_photo (photo_id=?)");
});

test.each<[string, (db: Database) => unknown]>([
  ["unnamedGroupsByFace", (db) => unnamedGroupsByFace(db, [1])],
  ["ownersOfFaces", (db) => ownersOfFaces(db, [1])],
  ["suggestionSums", (db) => suggestionSums(db, [1])],
])("%s reads the faces that are asked about, not all that are unnamed", (_name, query) => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => query(db));
  expect(plan.filter((step) => step.startsWith("SEARCH faces"))).toEqual([
    "SEARCH faces USING INTEGER PRIMARY KEY (rowid=?)",
  ]);
});

test.each<[string, (db: Database) => unknown, string]>([
  ["groupLumpMembers", (db) => groupLumpMembers(db, 1, "m", 200), "faces_of_groups (cluster_id=?)"],
  ["personLumpMembers", (db) => personLumpMembers(db, 1, "m", 200), "faces_of_people (person_id=?)"],
])("%s reads no more than the best faces", (_name, query, index) => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => query(db));
  expect(plan[0]).toContain(index);
  expect(plan).not.toContain("USE TEMP B-TREE FOR ORDER BY");
});

test("judgements are found by their faces", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => judgementsOn(db, [1]));
  expect(plan).toContain("SEARCH judgement_faces USING COVERING INDEX judgement_faces_by_face (face_id=?)");
  expect(plan).not.toContain("SCAN judgements");
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
    "SEARCH faces USING COVERING INDEX faces_that_count (person_id>?)",
  );
  expect(queryPlansOf(db, () => countFaces(db))).toContain(
    "SEARCH faces USING COVERING INDEX faces_that_count (person_id=?)",
  );
});

test("the listing of all faces looks up the file of each by index", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => allFaceRows(db));
  expect(plan).toContain("SCAN faces");
  expect(plan).toContain(presentFile.replace(" EXISTS", ""));
  expect(plan).toContain("SEARCH files USING INDEX files_by_photo (photo_id=?)");
});

test.each<FaceNarrowing>([
  { photoId: 1 },
  { clusterId: 1 },
  { personId: 1 },
  { isSuggested: true },
  { isIgnored: true },
])("the listing of the faces with %o does not read the others", (among) => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => allFaceRows(db, { among }));
  expect(plan).not.toContain("SCAN faces");
});

test("a few faces are listed, and put in order, by their ids", () => {
  const db = temporaryCatalogue();
  const listed = queryPlansOf(db, () => faceRowsOf(db, [1, 2]));
  expect(listed).toContain("SEARCH faces USING INTEGER PRIMARY KEY (rowid=?)");
  const sorted = queryPlansOf(db, () => sortedStably(db, "m", [1, 2]));
  expect(sorted).toContain("SEARCH faces USING INTEGER PRIMARY KEY (rowid=?)");
  expect(listed.concat(sorted)).not.toContain("SCAN faces");
});

test("new vectors are found without looking at the others", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => faceIdsWithNewEmbedding(db, "m", 7));
  expect(plan).toContain("SEARCH embeddings USING INTEGER PRIMARY KEY (rowid>?)");
  expect(plan).toContain("SEARCH faces USING INTEGER PRIMARY KEY (rowid=?)");
});

test("removing a face finds its embeddings by index", () => {
  const db = temporaryCatalogue();
  const plan = queryPlansOf(db, () => db.prepare("DELETE FROM embeddings WHERE face_id = ?"));
  expect(plan).toEqual(["SEARCH embeddings USING COVERING INDEX sqlite_autoindex_embeddings_1 (face_id=?)"]);
  expect(() => {
    saveEmbedding(db, 1, "m", Float32Array.of(1));
  }).toThrow("FOREIGN KEY");
});
