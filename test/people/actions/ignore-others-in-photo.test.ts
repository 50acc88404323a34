import { expect, test } from "vitest";
import { ignoreOthersInPhoto } from "../../../app/people/actions/ignore-others-in-photo.ts";
import { UnknownPhotoError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, photo, stateOf } from "../../support/people.ts";

test("the faces without a name are ignored, also those that wait; the named and assigned are not", () => {
  const { db, context } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1), person(db, "Ben", 2)];
  const [unnamed, waiting, assigned, kept, elsewhere] = [
    face(db, 1),
    face(db, 1),
    face(db, 1),
    face(db, 1),
    face(db, 2),
  ];
  assign(db, waiting, anna.personId, "suggested");
  assign(db, assigned, ben.personId);
  const choice = { photoId: photo(db, 1), exceptFaceIds: [kept] };
  const { summary, result } = ignoreOthersInPhoto(context, choice);
  expect(summary).toBe("ignored 2 unnamed faces in 1.jpg");
  expect(result.faceIds).toEqual([unnamed, waiting]);
  expect(stateOf(db, waiting)).toMatchObject({ ignored: true, assignment: null });
  expect([assigned, kept, elsewhere, ...anna.faceIds].map((id) => stateOf(db, id)?.ignored)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(ignoreOthersInPhoto(context, choice).actionId).toBeNull();
});

test("an unknown photo is refused", () => {
  const { context } = peopleFixture();
  const error = errorOf(() => ignoreOthersInPhoto(context, { photoId: 99 }));
  expect(error).toBeInstanceOf(UnknownPhotoError);
  expect(error).toMatchObject({ photoId: 99 });
});
