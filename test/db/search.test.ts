import { describe, expect, test } from "vitest";
import { addAppearance, removeAppearance } from "../../app/db/appearances.ts";
import { deleteFaces, insertFace, setCluster, setFalse, setIgnored, setPerson } from "../../app/db/faces.ts";
import { markMissing, upsertFile } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson, deletePerson, findPerson, updatePerson } from "../../app/db/people.ts";
import { insertPhoto, savePhotoAnalysis } from "../../app/db/photos.ts";
import { faceCountsOfPeople } from "../../app/db/search-people.ts";
import { foundPhotos } from "../../app/db/search-results.ts";
import {
  allCameras,
  assignedFaces,
  countPhotosSince,
  namedFaces,
  photoIdsByTime,
  photoIdsOfCamera,
  photoIdsOfPerson,
  photoIdsWithPlace,
  photosWithAppearances,
  presentPhotoIds,
  readRevisions,
  unnamedFaces,
} from "../../app/db/search.ts";
import { addPhoto, hashOf, plainFace, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";
import { queryPlansOf } from "../support/query-plan.ts";

describe("what a search reads is read from indexes alone", () => {
  test.each<[string, (db: Database) => unknown, string]>([
    ["photoIdsByTime", photoIdsByTime, "SCAN photos USING COVERING INDEX photos_by_time"],
    [
      "countPhotosSince",
      (db) => countPhotosSince(db, "2019"),
      "SEARCH photos USING COVERING INDEX photos_by_time (taken_at>?)",
    ],
    ["presentPhotoIds", presentPhotoIds, "SEARCH files USING COVERING INDEX files_by_photo (photo_id>?)"],
    ["photoIdsWithPlace", photoIdsWithPlace, "SCAN photos USING COVERING INDEX photos_with_place"],
    ["allCameras", allCameras, "SCAN photos USING COVERING INDEX photos_by_camera"],
    [
      "photoIdsOfCamera",
      (db) => photoIdsOfCamera(db, { make: "Canon", model: null }),
      "SEARCH photos USING COVERING INDEX photos_by_camera (camera_make=? AND camera_model=?)",
    ],
    ["namedFaces", namedFaces, "SEARCH faces USING COVERING INDEX faces_that_count (person_id>?)"],
    ["unnamedFaces", unnamedFaces, "SCAN faces USING COVERING INDEX faces_unnamed"],
    [
      "faceCountsOfPeople",
      faceCountsOfPeople,
      "SEARCH faces USING COVERING INDEX faces_that_count (person_id>?)",
    ],
  ])("%s", (_name, read, step) => {
    const db = temporaryCatalogue();
    expect(queryPlansOf(db, () => read(db))).toContain(step);
  });

  test("photoIdsOfPerson and foundPhotos scan nothing but what they were asked for", () => {
    const db = temporaryCatalogue();
    const plan = queryPlansOf(db, () => [photoIdsOfPerson(db, 1), foundPhotos(db, [1, 2])]);
    expect(plan.filter((step) => /^SCAN (?!wanted|\(subquery)/u.test(step))).toEqual([]);
    expect(plan).toContain("SEARCH faces USING COVERING INDEX faces_unnamed (id=?)");
  });
});

describe("revisions rise with everything that searches keep in memory", () => {
  const changes: [string, "photos" | "faces" | "people", (db: Database) => unknown][] = [
    ["a new photo", "photos", (db) => insertPhoto(db, { contentHash: hashOf(9), sizeBytes: 1 })],
    [
      "an analysis",
      "photos",
      (db) => {
        savePhotoAnalysis(db, 1, { ...plainFacts, recipe: "r", analysedAtMs: 1 });
      },
    ],
    [
      "a new file",
      "photos",
      (db) => upsertFile(db, { path: "/b.jpg", sizeBytes: 1, modifiedAtMs: 1, photoId: 1, failure: null }),
    ],
    [
      "a file that shows another photo",
      "photos",
      (db) => upsertFile(db, { path: "/a.jpg", sizeBytes: 1, modifiedAtMs: 1, photoId: null, failure: "no" }),
    ],
    [
      "a file that is gone",
      "photos",
      (db) => {
        markMissing(db, [1], 1);
      },
    ],
    ["a new face", "faces", (db) => insertFace(db, 1, plainFace)],
    [
      "a named face",
      "faces",
      (db) => {
        setPerson(db, 1, 1);
      },
    ],
    [
      "an ignored face",
      "faces",
      (db) => {
        setIgnored(db, 1, true);
      },
    ],
    [
      "a false face",
      "faces",
      (db) => {
        setFalse(db, 1, true);
      },
    ],
    [
      "a face removed with its assignment",
      "faces",
      (db) => {
        deleteFaces(db, [1]);
      },
    ],
    [
      "an assignment",
      "faces",
      (db) => db.prepare("INSERT INTO assignments VALUES (2, 1, 1, 'assigned')").run(),
    ],
    ["a stronger assignment", "faces", (db) => db.prepare("UPDATE assignments SET level = 'assigned'").run()],
    ["an assignment taken back", "faces", (db) => db.prepare("DELETE FROM assignments").run()],
    [
      "an appearance",
      "faces",
      (db) => {
        addAppearance(db, { personId: 1, photoId: 1 });
      },
    ],
    [
      "an appearance taken back",
      "faces",
      (db) => {
        removeAppearance(db, { personId: 2, photoId: 1 });
      },
    ],
    [
      "a person deleted, with appearances",
      "faces",
      (db) => {
        deletePerson(db, 2);
      },
    ],
    ["a new person", "people", (db) => createPerson(db, "Cy")],
    [
      "a birth date",
      "people",
      (db) => {
        const person = findPerson(db, 1);
        if (person !== undefined) updatePerson(db, { ...person, birthDate: "2001-02-03" });
      },
    ],
    [
      "a person deleted",
      "people",
      (db) => {
        deletePerson(db, 2);
      },
    ],
  ];

  /** A photo with a file, two people, the second appearing in it, and two faces, the first suggested for somebody. */
  function smallCatalogue(): Database {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1, "/a.jpg");
    const [person] = [createPerson(db, "Ada"), createPerson(db, "Ben")];
    const [face] = [insertFace(db, photoId, plainFace), insertFace(db, photoId, plainFace)];
    db.prepare("INSERT INTO assignments VALUES (?, ?, 0.5, 'suggested')").run(face, person);
    addAppearance(db, { personId: 2, photoId });
    return db;
  }

  test.each(changes)("%s", (_name, part, change) => {
    const db = smallCatalogue();
    const before = readRevisions(db);
    change(db);
    expect(readRevisions(db)[part]).toBeGreaterThan(before[part]);
  });

  test("and with nothing else: grouping leaves them as they are", () => {
    const db = smallCatalogue();
    db.prepare("INSERT INTO clusters (id) VALUES (7)").run();
    const before = readRevisions(db);
    setCluster(db, 1, 7);
    expect(readRevisions(db)).toEqual(before);
  });
});

test("faces, photos and people in one number each", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1, "/a.jpg");
  const person = createPerson(db, "Ada");
  const faces = Array.from({ length: 4 }, () => insertFace(db, photoId, plainFace));
  const [named = 0, assigned = 0, unknown = 0, ignored = 0] = faces;
  setPerson(db, named, person);
  setIgnored(db, ignored, true);
  db.prepare("INSERT INTO assignments VALUES (?, ?, 0.95, 'assigned')").run(assigned, person);
  db.prepare("INSERT INTO assignments VALUES (?, ?, 0.5, 'suggested')").run(unknown, person);
  addAppearance(db, { personId: person, photoId });
  const packed = (first: number, second: number) => first * 67_108_864 + second;
  expect(namedFaces(db)).toEqual([packed(photoId, person)]);
  expect(unnamedFaces(db)).toEqual([packed(assigned, photoId), packed(unknown, photoId)]);
  expect(assignedFaces(db)).toEqual([packed(assigned, person)]);
  expect(photosWithAppearances(db)).toEqual([packed(photoId, person)]);
  expect(faceCountsOfPeople(db)).toEqual(new Map([[person, 2]]));
});
