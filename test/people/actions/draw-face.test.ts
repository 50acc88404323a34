import { expect, test } from "vitest";
import { facesOfPhoto, setFalse } from "../../../app/db/faces.ts";
import { allPeople } from "../../../app/db/people.ts";
import { drawFace } from "../../../app/people/actions/draw-face.ts";
import {
  FaceBoxError,
  FaceThereAlreadyError,
  TwiceInPhotoError,
  UnknownPhotoError,
} from "../../../app/people/errors.ts";
import { addPhoto } from "../../support/catalogue.ts";
import { errorOf } from "../../support/error-of.ts";
import { face, peopleFixture, person, photo } from "../../support/people.ts";

const box = { x: 100, y: 200, width: 60, height: 80 };

test("a drawn face is a face without measurements", () => {
  const { db, context } = peopleFixture();
  const photoId = photo(db, 1);
  const { summary, result } = drawFace(context, { photoId, box });
  expect(summary).toBe("drew a face in 1.jpg");
  expect(result).toEqual({ faceId: 1, photoId, personId: null, personName: null });
  expect(facesOfPhoto(db, photoId)).toEqual([
    {
      ...{ id: 1, photoId, box, origin: "drawn", score: 0, quality: 0, sharpness: 0, yaw: 0, frameMs: null },
      ...{ landmarks: new Float32Array(0), clusterId: null, personId: null, ignored: false, isFalse: false },
    },
  ]);
});

test("with a person it is theirs at once; a second one in the photo needs a word more", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const choice = { photoId: photo(db, 1), box: { ...box, y: 1_000 }, person: { id: anna.personId } };
  expect(errorOf(() => drawFace(context, choice))).toBeInstanceOf(TwiceInPhotoError);
  expect(facesOfPhoto(db, choice.photoId)).toHaveLength(1);
  const { summary, result } = drawFace(context, { ...choice, allowTwice: true });
  expect(summary).toBe("drew a face of Anna in 1.jpg");
  expect(facesOfPhoto(db, choice.photoId)[1]).toMatchObject({ id: result.faceId, personId: anna.personId });
  drawFace(context, { photoId: photo(db, 2), box, person: { name: "Ben" } });
  expect(allPeople(db).map(({ name }) => name)).toEqual(["Anna", "Ben"]);
});

test("what reaches over the edge of the photo is cut off", () => {
  const { db, context } = peopleFixture();
  const photoId = photo(db, 1);
  drawFace(context, { photoId, box: { x: -20, y: 2_950, width: 120, height: 100 } });
  expect(facesOfPhoto(db, photoId)[0]?.box).toEqual({ x: 0, y: 2_950, width: 100, height: 50 });
});

test.each([
  ["beside the photo", { x: 4_000, y: 0, width: 50, height: 50 }, "lies outside"],
  ["of negative size", { x: 100, y: 100, width: -50, height: 50 }, "lies outside"],
  ["without numbers", { x: Number.NaN, y: 0, width: 50, height: 50 }, "lies outside"],
  ["of a click", { x: 10, y: 10, width: 7.9, height: 300 }, "too small"],
])("a box %s is refused", (_name, wrong, reason) => {
  const { db, context } = peopleFixture();
  const error = errorOf(() => drawFace(context, { photoId: photo(db, 1), box: wrong }));
  expect(error).toBeInstanceOf(FaceBoxError);
  expect(String(error)).toContain(reason);
});

test("no face over another, except where the other is none", () => {
  const { db, context } = peopleFixture();
  const there = face(db, 1);
  const choice = { photoId: photo(db, 1), box: { x: 0, y: 0, width: 100, height: 60 } };
  const error = errorOf(() => drawFace(context, choice));
  expect(error).toBeInstanceOf(FaceThereAlreadyError);
  expect(error).toMatchObject({ faceId: there });
  setFalse(db, there, true);
  expect(drawFace(context, choice).result.faceId).toBe(there + 1);
});

test("photos that are unknown, or not analysed, are refused", () => {
  const { db, context } = peopleFixture();
  expect(errorOf(() => drawFace(context, { photoId: 99, box }))).toBeInstanceOf(UnknownPhotoError);
  const error = errorOf(() => drawFace(context, { photoId: addPhoto(db, 1, "/a.jpg"), box }));
  expect(String(error)).toContain("has not been analysed yet");
});
