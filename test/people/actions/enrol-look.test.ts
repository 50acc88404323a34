import { expect, test } from "vitest";
import { allPeople } from "../../../app/db/people.ts";
import { looksOfPerson } from "../../../app/db/person-looks.ts";
import { undo } from "../../../app/journal/undo.ts";
import { enrolLook } from "../../../app/people/actions/enrol-look.ts";
import { forgetLooks } from "../../../app/people/actions/forget-looks.ts";
import { NameTakenError, UnknownPersonError } from "../../../app/people/errors.ts";
import { galleryOf } from "../../../app/people/library-gallery.ts";
import { errorOf } from "../../support/error-of.ts";
import { peopleFixture, person } from "../../support/people.ts";

const look = {
  ...{ model: "m", vector: Float32Array.of(0.6, 0.8), faces: 1, weight: 0.5 },
  ...{ firstTakenAtMs: 1_000, lastTakenAtMs: 1_000 },
};

test("somebody new is known by a look, until that is undone", () => {
  const { db, context } = peopleFixture();

  const { summary, result } = enrolLook(context, { look, person: { name: " Anna  Lee" } });

  expect(summary).toBe("learned from the camera how Anna Lee looks");
  const { personId } = result;
  expect(looksOfPerson(db, personId, "m")).toEqual([{ ...look, personId }]);
  expect(galleryOf(db, "m").people).toMatchObject([{ personId, faces: 1 }]);
  undo(context);
  expect(allPeople(db)).toEqual([]);
  expect(galleryOf(db, "m").people).toEqual([]);
});

test("somebody known gets one look more; equal names are not equal people", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "Anna", 1);
  enrolLook(context, { look, person: { id: personId } });
  enrolLook(context, { look: { ...look, weight: 0.7 }, person: { id: personId } });
  expect(looksOfPerson(db, personId, "m").map(({ weight }) => weight)).toEqual([0.5, 0.7]);

  expect(errorOf(() => enrolLook(context, { look, person: { name: "anna" } }))).toBeInstanceOf(
    NameTakenError,
  );
  expect(errorOf(() => enrolLook(context, { look, person: { id: 99 } }))).toBeInstanceOf(UnknownPersonError);
  expect(allPeople(db)).toHaveLength(1);
});

test("looks without a photo can be forgotten, and come back", () => {
  const { db, context } = peopleFixture();
  const { personId, faceIds } = person(db, "Anna", 1);
  enrolLook(context, { look, person: { id: personId } });
  enrolLook(context, { look, person: { id: personId } });

  const { summary, result } = forgetLooks(context, { personId });

  expect(summary).toBe("forgot 2 looks of Anna without a photo");
  expect(result).toEqual({ personId, looks: 2 });
  expect(looksOfPerson(db, personId, "m")).toEqual([]);
  expect(faceIds).toHaveLength(1);
  expect(forgetLooks(context, { personId }).actionId).toBeNull();
  undo(context);
  expect(looksOfPerson(db, personId, "m")).toHaveLength(2);
  expect(errorOf(() => forgetLooks(context, { personId: 99 }))).toBeInstanceOf(UnknownPersonError);
});
