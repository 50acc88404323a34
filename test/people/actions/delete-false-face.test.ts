import { expect, test } from "vitest";
import { allFaceRows } from "../../../app/db/faces.ts";
import { countFaces, listPeople } from "../../../app/db/people.ts";
import { deleteFalseFace } from "../../../app/people/actions/delete-false-face.ts";
import { drawFace } from "../../../app/people/actions/draw-face.ts";
import { UnknownFaceError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, photo, stateOf } from "../../support/people.ts";

test("false faces, drawn ones too, are nobody's and nowhere, but remembered", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const assigned = face(db, 2);
  assign(db, assigned, anna.personId);
  const box = { x: 500, y: 500, width: 100, height: 100 };
  const drawn = drawFace(context, { photoId: photo(db, 3), box }).result.faceId;
  const faceIds = [...anna.faceIds, assigned, drawn];
  const { summary, result } = deleteFalseFace(context, { faceIds });
  expect(summary).toBe("deleted 3 false faces");
  expect(result.faceIds).toEqual(faceIds);
  expect(stateOf(db, anna.faceIds[0])).toMatchObject({ personId: null, isFalse: true });
  expect(stateOf(db, assigned)).toMatchObject({ assignment: null, isFalse: true });
  expect(allFaceRows(db)).toEqual([]);
  expect(allFaceRows(db, { includeFalse: true }).map(({ id, origin }) => ({ id, origin }))).toEqual([
    { id: anna.faceIds[0], origin: "detected" },
    { id: assigned, origin: "detected" },
    { id: drawn, origin: "drawn" },
  ]);
  expect(listPeople(db)).toMatchObject([{ faces: 0, photos: 0 }]);
  expect(countFaces(db)).toEqual({ unknownFaces: 0, ignoredFaces: 0 });
  expect(deleteFalseFace(context, { faceIds }).actionId).toBeNull();
  expect(errorOf(() => deleteFalseFace(context, { faceIds: [99] }))).toBeInstanceOf(UnknownFaceError);
});
