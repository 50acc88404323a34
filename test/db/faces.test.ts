import { describe, expect, test } from "vitest";
import { saveAssignment } from "../../app/db/assignments.ts";
import { createCluster, deleteEmptyClusters, listGroups, moveClusterFaces } from "../../app/db/clusters.ts";
import { embeddingsOf, iterateEmbeddings, newestVector, saveEmbedding } from "../../app/db/embeddings.ts";
import {
  allFaceRows,
  deleteFaces,
  faceRowsOf,
  facesOfPhoto,
  facesWithoutCluster,
  insertFace,
  setCluster,
  setFalse,
  setIgnored,
  setPerson,
  updateFace,
} from "../../app/db/faces.ts";
import type { FaceNarrowing } from "../../app/db/face-narrowing.ts";
import { filesOfPhoto, markMissing, upsertFile } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { faceIdsWithNewEmbedding } from "../../app/db/grouping.ts";
import { countFaces, createPerson, listPeople } from "../../app/db/people.ts";
import { addPhoto, plainFace, temporaryCatalogue } from "../support/catalogue.ts";

const unplaced = { clusterId: null, personId: null, ignored: false, isFalse: false };

function addFaces(db: Database, photoId: number, count: number): number[] {
  return Array.from({ length: count }, () => insertFace(db, photoId, plainFace));
}

function takeAway(db: Database, photoId: number): void {
  markMissing(
    db,
    filesOfPhoto(db, photoId).map((file) => file.id),
    1,
  );
}

describe("faces", () => {
  test("are kept with all that was measured, and measured anew without losing their place", () => {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1, "/a.jpg");
    const id = insertFace(db, photoId, plainFace);
    expect(facesOfPhoto(db, photoId)).toEqual([
      { id, photoId, origin: "detected", ...plainFace, frameMs: null, ...unplaced },
    ]);
    const clusterId = createCluster(db);
    const personId = createPerson(db, "Ada");
    setCluster(db, id, clusterId);
    setPerson(db, id, personId);
    setIgnored(db, id, true);
    setFalse(db, id, true);
    const other = {
      ...plainFace,
      box: { x: -1, y: 0, width: 5, height: 6 },
      quality: 1,
      landmarks: Float32Array.of(8, 9),
      frameMs: 1_500,
    };
    updateFace(db, id, other);
    expect(facesOfPhoto(db, photoId)).toEqual([
      { id, photoId, origin: "detected", ...other, clusterId, personId, ignored: true, isFalse: true },
    ]);
  });

  test("that are deleted take their embeddings along, and their ids are never used again", () => {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1, "/a.jpg");
    const [first = 0, second = 0] = addFaces(db, photoId, 2);
    for (const id of [first, second]) saveEmbedding(db, id, "m", Float32Array.of(1, 0));
    deleteFaces(db, [second]);
    expect([...embeddingsOf(db, [first, second], "m").keys()]).toEqual([first]);
    expect(insertFace(db, photoId, plainFace)).toBe(second + 1);
  });

  test.each([
    ["quality over 1", { quality: 1.5 }],
    ["no width", { box: { x: 0, y: 0, width: 0, height: 1 } }],
    ["half a landmark", { landmarks: Float32Array.of(1) }],
    ["not a number", { sharpness: Number.NaN }],
  ])("with %s are refused", (_name, mistake) => {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1);
    expect(() => insertFace(db, photoId, { ...plainFace, ...mistake })).toThrow("constraint failed");
  });
});

describe("embeddings", () => {
  test("come back bit for bit, also from a part of a larger array, one for each model", () => {
    const db = temporaryCatalogue();
    const [face = 0, bare = 0] = addFaces(db, addPhoto(db, 1), 2);
    const vector = Float32Array.of(9, 0.1, -1.5e-7, 3.4e38).subarray(1);
    saveEmbedding(db, face, "m1", Float32Array.of(5));
    saveEmbedding(db, face, "m1", vector);
    saveEmbedding(db, face, "m2", Float32Array.of(6));
    expect(embeddingsOf(db, [bare, face], "m1")).toEqual(
      new Map([[face, Float32Array.of(0.1, -1.5e-7, 3.4e38)]]),
    );
    expect(embeddingsOf(db, [face], "m2")).toEqual(new Map([[face, Float32Array.of(6)]]));
  });

  test("are numbered so that one that is added is always the newest, whatever was removed before", () => {
    const db = temporaryCatalogue();
    expect(newestVector(db)).toBe(0);
    const [first = 0, second = 0, third = 0] = addFaces(db, addPhoto(db, 1), 3);
    for (const id of [first, second]) saveEmbedding(db, id, "m", Float32Array.of(1));
    const before = newestVector(db);
    saveEmbedding(db, second, "m", Float32Array.of(0.5));
    deleteFaces(db, [second]);
    expect(newestVector(db)).toBe(before);
    saveEmbedding(db, third, "m", Float32Array.of(1));
    expect(newestVector(db)).toBeGreaterThan(before);
    expect(faceIdsWithNewEmbedding(db, "m", before)).toEqual([third]);
  });

  test("are little-endian in the file, whatever the machine", () => {
    const db = temporaryCatalogue();
    const [face = 0] = addFaces(db, addPhoto(db, 1), 1);
    saveEmbedding(db, face, "m", Float32Array.of(1));
    expect(db.prepare("SELECT hex(vector) AS hex FROM embeddings").get()).toEqual({ hex: "0000803F" });
  });

  test("are walked in the order of faces, over more than one read, while the catalogue is written", () => {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1);
    const faces = addFaces(db, photoId, 2_003);
    for (const id of faces) if (id !== 1_500) saveEmbedding(db, id, "m", Float32Array.of(id, 0.5));
    saveEmbedding(db, 1_500, "other", Float32Array.of(0));
    const clusterId = createCluster(db);
    setCluster(db, 1, clusterId);
    const seen: number[] = [];
    for (const embedding of iterateEmbeddings(db, "m")) {
      seen.push(embedding.faceId);
      expect(embedding.vector[0]).toBe(embedding.faceId);
      setCluster(db, embedding.faceId, clusterId);
    }
    expect(seen).toEqual(faces.filter((id) => id !== 1_500));
    expect(iterateEmbeddings(db, "m").next().value).toEqual({
      ...{ faceId: 1, photoId, quality: 0.5, score: 0.75, clusterId, personId: null, ignored: false },
      vector: Float32Array.of(1, 0.5),
    });
  });
});

test("left to cluster are faces with an embedding and without cluster, person or mark", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1);
  const [free = 0, clustered = 0, named = 0, ignored = 0, none = 0, bare = 0] = addFaces(db, photoId, 6);
  setFalse(db, none, true);
  for (const id of [free, clustered, named, ignored, none]) saveEmbedding(db, id, "m", Float32Array.of(1));
  saveEmbedding(db, bare, "other", Float32Array.of(1));
  setCluster(db, clustered, createCluster(db));
  setPerson(db, named, createPerson(db, "Ada"));
  setIgnored(db, ignored, true);
  expect(facesWithoutCluster(db, "m")).toEqual([{ id: free, photoId, quality: 0.5, score: 0.75 }]);
  setCluster(db, clustered, null);
  expect(facesWithoutCluster(db, "m").map((face) => face.id)).toEqual([free, clustered]);
});

describe("listings", () => {
  test("groups are the unnamed faces that are there, the largest first, then by age", () => {
    const db = temporaryCatalogue();
    const [there, gone] = [addPhoto(db, 1, "/a.jpg", "/b.jpg"), addPhoto(db, 2, "/gone.jpg")];
    const [small, large, alsoSmall, hidden] = [1, 2, 3, 4].map(() => createCluster(db));
    const put = (clusterId: number | undefined, photoId: number, count: number): number[] => {
      const ids = addFaces(db, photoId, count);
      for (const id of ids) setCluster(db, id, clusterId ?? null);
      return ids;
    };
    put(small, there, 1);
    put(large, there, 3);
    const [named = 0, ignored = 0] = put(alsoSmall, there, 3);
    put(alsoSmall, gone, 5);
    put(hidden, gone, 1);
    setPerson(db, named, createPerson(db, "Ada"));
    setIgnored(db, ignored, true);
    takeAway(db, gone);
    expect(listGroups(db)).toEqual([
      { id: large, faces: 3 },
      { id: small, faces: 1 },
      { id: alsoSmall, faces: 1 },
    ]);
  });

  test("clusters are joined, and empty ones removed without their ids coming back", () => {
    const db = temporaryCatalogue();
    const photoId = addPhoto(db, 1, "/a.jpg");
    const [from, to] = [createCluster(db), createCluster(db)];
    const [first = 0, second = 0] = addFaces(db, photoId, 2);
    setCluster(db, first, to);
    setCluster(db, second, from);
    moveClusterFaces(db, from, to);
    expect(listGroups(db)).toEqual([{ id: to, faces: 2 }]);
    moveClusterFaces(db, to, from);
    expect(deleteEmptyClusters(db)).toBe(1);
    expect(listGroups(db)).toEqual([{ id: from, faces: 2 }]);
    expect(createCluster(db)).toBe(to + 1);
  });

  test("people come with the faces and photos that are there; equal names are different people", () => {
    const db = temporaryCatalogue();
    const [first, second, gone] = [
      addPhoto(db, 1, "/a.jpg"),
      addPhoto(db, 2, "/b.jpg"),
      addPhoto(db, 3, "/c.jpg"),
    ];
    const [absent, ada] = [createPerson(db, "Ada"), createPerson(db, "Ada")];
    for (const id of [...addFaces(db, first, 2), ...addFaces(db, second, 1)]) setPerson(db, id, ada);
    for (const id of addFaces(db, gone, 9)) setPerson(db, id, absent);
    takeAway(db, gone);
    expect(listPeople(db).map(({ id, name, faces, photos }) => ({ id, name, faces, photos }))).toEqual([
      { id: ada, name: "Ada", faces: 3, photos: 2 },
      { id: absent, name: "Ada", faces: 0, photos: 0 },
    ]);
    expect(() => createPerson(db, " ")).toThrow("CHECK");
  });

  test("unknown and ignored faces are counted where the photo is there", () => {
    const db = temporaryCatalogue();
    const [there, gone] = [addPhoto(db, 1, "/a.jpg"), addPhoto(db, 2, "/gone.jpg")];
    expect(countFaces(db)).toEqual({ unknownFaces: 0, ignoredFaces: 0 });
    const [ignored = 0, named = 0] = addFaces(db, there, 5);
    addFaces(db, gone, 7);
    setIgnored(db, ignored, true);
    setPerson(db, named, createPerson(db, "Ada"));
    takeAway(db, gone);
    expect(countFaces(db)).toEqual({ unknownFaces: 3, ignoredFaces: 1 });
  });

  test("every face comes with a file that is there, the missing ones only when asked for", () => {
    const db = temporaryCatalogue();
    const [there, gone, replaced] = [
      addPhoto(db, 1, "/c.jpg", "/b.jpg", "/a.jpg"),
      addPhoto(db, 2, "/gone.jpg"),
      addPhoto(db, 3, "/d.jpg"),
    ];
    const [one = 0, two = 0, three = 0] = [there, gone, replaced].map((photoId) =>
      insertFace(db, photoId, plainFace),
    );
    markMissing(
      db,
      filesOfPhoto(db, there)
        .filter((file) => file.path === "/a.jpg")
        .map((file) => file.id),
      1,
    );
    takeAway(db, gone);
    upsertFile(db, { path: "/d.jpg", sizeBytes: 1, modifiedAtMs: 2, photoId: there, failure: null });
    const of = (photoId: number) => ({
      ...{
        photoId,
        frameMs: null,
        box: plainFace.box,
        score: 0.75,
        quality: 0.5,
        origin: "detected",
        assignment: null,
      },
      ...unplaced,
    });
    expect(allFaceRows(db)).toEqual([{ ...of(there), id: one, photo: "/b.jpg", isMissing: false }]);
    expect(allFaceRows(db, { includeMissing: true })).toEqual([
      { ...of(there), id: one, photo: "/b.jpg", isMissing: false },
      { ...of(gone), id: two, photo: "/gone.jpg", isMissing: true },
      { ...of(replaced), id: three, photo: null, isMissing: true },
    ]);
    // Those asked for, as far as they are listed.
    expect(faceRowsOf(db, [three, one, two, 99])).toEqual(allFaceRows(db));
    expect(faceRowsOf(db, [two])).toEqual([]);
  });

  test("faces are listed of one photo, group or person, or by what is said of them", () => {
    const db = temporaryCatalogue();
    const [ada, eve] = [createPerson(db, "Ada"), createPerson(db, "Eve")];
    const clusterId = createCluster(db);
    const photoId = addPhoto(db, 1, "/a.jpg");
    const [named = 0, assigned = 0, suggested = 0] = addFaces(db, photoId, 3);
    const [grouped = 0, ignored = 0, none = 0] = addFaces(db, addPhoto(db, 2, "/b.jpg"), 3);
    setPerson(db, named, ada);
    saveAssignment(db, { faceId: assigned, personId: ada, probability: 0.9, level: "assigned" });
    saveAssignment(db, { faceId: suggested, personId: ada, probability: 0.6, level: "suggested" });
    for (const id of [grouped, suggested]) setCluster(db, id, clusterId);
    setIgnored(db, ignored, true);
    setFalse(db, none, true);
    const listed = (among: FaceNarrowing, includeFalse = false) =>
      allFaceRows(db, { among, includeFalse }).map(({ id }) => id);

    expect(listed({})).toEqual([named, assigned, suggested, grouped, ignored]);
    expect(listed({ photoId })).toEqual([named, assigned, suggested]);
    expect(listed({ clusterId })).toEqual([suggested, grouped]);
    expect(listed({ personId: ada })).toEqual([named, assigned, suggested]);
    expect(listed({ personId: eve })).toEqual([]);
    expect(listed({ isSuggested: true })).toEqual([suggested]);
    expect(listed({ isIgnored: true })).toEqual([ignored]);
    expect(listed({ isFalse: true })).toEqual([]);
    expect(listed({ isFalse: true }, true)).toEqual([none]);
    expect(listed({ photoId, clusterId, personId: ada, isSuggested: true })).toEqual([suggested]);
    expect(listed({ photoId, isIgnored: true })).toEqual([]);
  });
});
