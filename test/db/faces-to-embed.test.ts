import { expect, test } from "vitest";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import {
  countVectors,
  countWithoutVector,
  facesWithoutVector,
  hasFace,
  photosToEmbed,
  saveFirstLandmarks,
} from "../../app/db/faces-to-embed.ts";
import { facesOfPhoto, insertFace, setFalse, setIgnored } from "../../app/db/faces.ts";
import { filesOfPhoto, markMissing } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { forgetFailuresOf, savePhotoAnalysis, savePhotoFailure } from "../../app/db/photos.ts";
import { addPhoto, hashOf, plainFace, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";
import { queryPlansOf } from "../support/query-plan.ts";

const failedRecipe = "vectors of m";

/** A photo that was analysed, with this many faces; returns its id and theirs. */
function addAnalysed(db: Database, byte: number, faces: number, ...paths: string[]) {
  const photoId = addPhoto(db, byte, ...paths);
  savePhotoAnalysis(db, photoId, { ...plainFacts, recipe: "r", analysedAtMs: 1 });
  return { photoId, faceIds: Array.from({ length: faces }, () => insertFace(db, photoId, plainFace)) };
}

function waiting(db: Database, model = "m"): [number, number][] {
  return photosToEmbed(db, { model, findsLandmarks: true, failedRecipe }).map(({ photoId, faces }) => [
    photoId,
    faces,
  ]);
}

test("waiting are the photos that are there, were analysed, and have a face without the model's vector", () => {
  const db = temporaryCatalogue();
  const done = addAnalysed(db, 1, 1, "/done.jpg");
  const half = addAnalysed(db, 2, 3, "/half b.jpg", "/half a.jpg");
  const gone = addAnalysed(db, 3, 1, "/gone.jpg");
  const other = addAnalysed(db, 4, 1, "/other.jpg");
  insertFace(db, addPhoto(db, 5, "/not analysed.jpg"), plainFace);
  addAnalysed(db, 6, 0, "/nobody.jpg");
  for (const faceId of [done.faceIds[0], half.faceIds[1]])
    saveEmbedding(db, faceId ?? 0, "m", Float32Array.of(1));
  saveEmbedding(db, other.faceIds[0] ?? 0, "n", Float32Array.of(1));
  markMissing(
    db,
    filesOfPhoto(db, gone.photoId).map(({ id }) => id),
    1,
  );
  expect(photosToEmbed(db, { model: "m", findsLandmarks: true, failedRecipe })).toEqual([
    { photoId: half.photoId, contentHash: hashOf(2), path: "/half a.jpg", faces: 2, scale: 1 },
    { photoId: other.photoId, contentHash: hashOf(4), path: "/other.jpg", faces: 1, scale: 1 },
  ]);
  expect(waiting(db, "n")).toEqual([
    [done.photoId, 1],
    [half.photoId, 3],
  ]);
});

test("ignored faces are work, false ones are not", () => {
  const db = temporaryCatalogue();
  const { photoId, faceIds } = addAnalysed(db, 1, 3, "/a.jpg");
  const [first = 0, second = 0, third = 0] = faceIds;
  setIgnored(db, first, true);
  setFalse(db, second, true);
  expect(waiting(db)).toEqual([[photoId, 2]]);
  expect(facesWithoutVector(db, photoId, { model: "m", findsLandmarks: true })).toEqual([
    { faceId: first, box: plainFace.box, score: 0.75, landmarks: plainFace.landmarks, frameMs: null },
    { faceId: third, box: plainFace.box, score: 0.75, landmarks: plainFace.landmarks, frameMs: null },
  ]);
  expect(countWithoutVector(db, "m")).toEqual({ faces: 2, withoutVector: 2 });
  for (const faceId of faceIds) saveEmbedding(db, faceId, "m", Float32Array.of(1));
  saveEmbedding(db, first, "n", Float32Array.of(1));
  expect(waiting(db)).toEqual([]);
  expect(facesWithoutVector(db, photoId, { model: "m", findsLandmarks: true })).toEqual([]);
  expect(countWithoutVector(db, "m")).toEqual({ faces: 2, withoutVector: 0 });
  expect(countVectors(db)).toEqual([
    { model: "m", faces: 2 },
    { model: "n", faces: 1 },
  ]);
});

test("a photo that failed by this name waits until that is forgotten; any other failure is no matter", () => {
  const db = temporaryCatalogue();
  const { photoId } = addAnalysed(db, 1, 1, "/a.jpg");
  savePhotoFailure(db, photoId, { failure: "Cut short.", recipe: "another" });
  expect(waiting(db)).toEqual([[photoId, 1]]);
  savePhotoFailure(db, photoId, { failure: "Cut short.", recipe: failedRecipe });
  expect(waiting(db)).toEqual([]);
  forgetFailuresOf(db, "another");
  expect(waiting(db)).toEqual([]);
  forgetFailuresOf(db, failedRecipe);
  expect(waiting(db)).toEqual([[photoId, 1]]);
});

test("faces without landmarks are work only where there is a model that finds them", () => {
  const db = temporaryCatalogue();
  const { photoId } = addAnalysed(db, 1, 0, "/a.jpg");
  const drawn = insertFace(db, photoId, { ...plainFace, landmarks: new Float32Array(0) }, "drawn");
  const work = { model: "m", findsLandmarks: true };
  expect(photosToEmbed(db, { ...work, failedRecipe })).toMatchObject([{ photoId, faces: 1 }]);
  expect(facesWithoutVector(db, photoId, work)).toMatchObject([{ faceId: drawn }]);
  expect(photosToEmbed(db, { ...work, findsLandmarks: false, failedRecipe })).toEqual([]);
  expect(facesWithoutVector(db, photoId, { ...work, findsLandmarks: false })).toEqual([]);
});

test("an empty catalogue counts nothing", () => {
  const db = temporaryCatalogue();
  expect(countWithoutVector(db, "m")).toEqual({ faces: 0, withoutVector: 0 });
  expect(countVectors(db)).toEqual([]);
});

test("first landmarks are kept with their quality, and never in the place of others", () => {
  const db = temporaryCatalogue();
  const photoId = addPhoto(db, 1, "/a.jpg");
  const drawn = insertFace(db, photoId, { ...plainFace, landmarks: new Float32Array(0), score: 0 }, "drawn");
  const found = insertFace(db, photoId, plainFace);
  const measured = { quality: 0.25, sharpness: 8, yaw: 0.5, landmarks: Float32Array.of(1, 2, 3, 4) };
  for (const faceId of [drawn, found]) saveFirstLandmarks(db, faceId, measured);
  const [first, second] = facesOfPhoto(db, photoId);
  expect(first).toMatchObject({ ...measured, score: 0, box: plainFace.box, origin: "drawn" });
  expect(second).toMatchObject({ ...plainFace, origin: "detected" });
  expect([hasFace(db, drawn), hasFace(db, drawn + 100)]).toEqual([true, false]);
});

test("that nothing is left is found out from two indexes alone", () => {
  const db = temporaryCatalogue();
  expect(
    queryPlansOf(db, () => photosToEmbed(db, { model: "m", findsLandmarks: true, failedRecipe })).slice(0, 5),
  ).toEqual([
    "MATERIALIZE lacking",
    "SCAN faces USING COVERING INDEX faces_by_photo",
    "CORRELATED SCALAR SUBQUERY 1",
    "SEARCH embeddings USING COVERING INDEX sqlite_autoindex_embeddings_1 (face_id=? AND model=?)",
    "SCAN lacking",
  ]);
  const ofPhoto = queryPlansOf(db, () => facesWithoutVector(db, 1, { model: "m", findsLandmarks: true }));
  expect(ofPhoto.filter((step) => step.startsWith("SCAN"))).toEqual([]);
});
