import { expect, test } from "vitest";
import { insertFace } from "../../../app/db/faces.ts";
import { upsertFile } from "../../../app/db/files.ts";
import { isInside } from "../../../app/library/paths.ts";
import { ignoreSmallFaces } from "../../../app/people/actions/ignore-small-faces.ts";
import { FaceSizeError } from "../../../app/people/errors.ts";
import { addPhoto, plainFace } from "../../support/catalogue.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, face, peopleFixture, person, photo, stateOf } from "../../support/people.ts";

test("unnamed faces below the size are ignored, in the folder only, by the long side of their box", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 9);
  const [small, exact, assigned] = [face(db, 1, 39), face(db, 1, 40), face(db, 1, 20)];
  assign(db, assigned, anna.personId);
  const narrow = insertFace(db, photo(db, 2), { ...plainFace, box: { x: 0, y: 0, width: 10, height: 40 } });
  const elsewhere = insertFace(db, addPhoto(db, 50, "/photos-old/a.jpg"), plainFace);
  const copied = face(db, 3, 39);
  upsertFile(db, {
    path: "/photos/sub/copy.jpg",
    sizeBytes: 1,
    modifiedAtMs: 1,
    photoId: photo(db, 3),
    failure: null,
  });
  const choice = { folder: "/photos", sizePx: 40, isInside };
  const { summary, result } = ignoreSmallFaces(context, choice);
  expect(summary).toBe("ignored 2 unnamed faces below 40 pixels in /photos");
  expect(result.faceIds).toEqual([small, copied]);
  expect([exact, assigned, narrow, elsewhere].map((id) => stateOf(db, id)?.ignored)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(ignoreSmallFaces(context, choice).actionId).toBeNull();
});

test.each([0, -5, Number.NaN])("a size of %d is refused", (sizePx) => {
  const { context } = peopleFixture();
  expect(errorOf(() => ignoreSmallFaces(context, { folder: "/photos", sizePx, isInside }))).toBeInstanceOf(
    FaceSizeError,
  );
});
