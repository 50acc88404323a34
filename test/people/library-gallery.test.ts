import { expect, test } from "vitest";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { deleteFaces, insertFace, setPerson } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { deleteLooks, insertLook } from "../../app/db/person-looks.ts";
import {
  forgetGallery,
  galleryOf,
  makeGalleryInTurns,
  saveGallery,
} from "../../app/people/library-gallery.ts";
import { plainFace } from "../support/catalogue.ts";
import { peopleFixture, person } from "../support/people.ts";
import { atDegrees } from "./unit-vectors.ts";

const model = "m";

/** Anna with a face at 0 degrees in photo 1, of 2001, and Ben with one at 90 degrees in photo 2, of 2002; both are kept. */
function keptPeople() {
  const { db } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const ben = person(db, "Ben", 2);
  const [annasFace = 0, bensFace = 0] = [...anna.faceIds, ...ben.faceIds];
  saveEmbedding(db, annasFace, model, atDegrees(0));
  saveEmbedding(db, bensFace, model, atDegrees(90));
  saveGallery(db, model);
  return { db, anna: anna.personId, ben: ben.personId, annasFace, bensFace };
}

/** The looks as they are when the catalogue is opened the next time, by person. */
function looksWhenReopened(db: Database): Record<number, number[][]> {
  forgetGallery(db);
  const { people } = galleryOf(db, model);
  return Object.fromEntries(
    people.map(({ personId, looks }) => [
      personId,
      looks.map(({ vector }) => [...vector].map((number) => Math.round(100 * number) / 100)),
    ]),
  );
}

/** Whoever has kept looks shows it: their vectors are taken away without a word. */
function takeVectorsAway(db: Database): void {
  db.exec("DELETE FROM embeddings");
}

test("what people look like is read when the catalogue is opened again, not made again", () => {
  const { db, anna, ben } = keptPeople();
  takeVectorsAway(db);
  expect(looksWhenReopened(db)).toEqual({ [anna]: [[1, 0]], [ben]: [[0, 1]] });
});

test("looks that are made in turns are those that would be made at once, also when somebody is named meanwhile", async () => {
  const { db, anna, ben, bensFace } = keptPeople();
  db.exec("DELETE FROM kept_looks");
  forgetGallery(db);

  const made = makeGalleryInTurns(db, model);
  setPerson(db, bensFace, anna);
  await made;

  expect(galleryOf(db, model).people).toMatchObject([{ personId: anna, faces: 2 }]);
  saveGallery(db, model);
  takeVectorsAway(db);
  forgetGallery(db);
  expect(galleryOf(db, model).people).toMatchObject([{ personId: anna, faces: 2 }]);
  expect(galleryOf(db, model).byId.has(ben)).toBe(false);
});

test("what is made in turns is not used when a face gets its vector meanwhile", async () => {
  const { db, anna } = keptPeople();
  const late = insertFace(db, 1, plainFace);
  setPerson(db, late, anna);
  forgetGallery(db);

  const made = makeGalleryInTurns(db, model);
  saveEmbedding(db, late, model, atDegrees(10));
  forgetGallery(db);
  await made;

  expect(galleryOf(db, model).byId.get(anna)?.faces).toBe(2);
});

test("looks of another model are made", () => {
  const { db } = keptPeople();
  forgetGallery(db);
  expect(galleryOf(db, "another").people).toEqual([]);
});

test.each<[string, (library: ReturnType<typeof keptPeople>) => void]>([
  [
    "got another face",
    ({ db, anna, bensFace }) => {
      setPerson(db, bensFace, anna);
    },
  ],
  [
    "lost a face",
    ({ db, annasFace }) => {
      setPerson(db, annasFace, null);
    },
  ],
  [
    "has a face that is gone",
    ({ db, annasFace }) => {
      deleteFaces(db, [annasFace]);
    },
  ],
  [
    "has a face of another quality",
    ({ db, annasFace }) => {
      db.prepare("UPDATE faces SET quality = 0.9 WHERE id = ?").run(annasFace);
    },
  ],
  [
    "has a photo of another time",
    ({ db }) => {
      db.exec("UPDATE photos SET taken_at = '2011-01-01T00:00:00' WHERE id = 1");
    },
  ],
  [
    "got a vector for a face that they had",
    ({ db, anna }) => {
      const faceId = insertFace(db, 1, plainFace);
      setPerson(db, faceId, anna);
      saveGallery(db, model);
      saveEmbedding(db, faceId, model, atDegrees(10));
    },
  ],
  [
    "has a look that was forgotten",
    ({ db, anna }) => {
      insertLook(db, {
        personId: anna,
        model,
        vector: atDegrees(5),
        faces: 1,
        weight: 1,
        firstTakenAtMs: null,
        lastTakenAtMs: null,
      });
      saveGallery(db, model);
      deleteLooks(db, anna);
    },
  ],
])("nothing is kept of somebody who %s", (_what, change) => {
  const library = keptPeople();
  change(library);
  takeVectorsAway(library.db);
  expect(looksWhenReopened(library.db)).not.toHaveProperty(String(library.anna));
});

test("a face that was added is in the looks, with the next keeping also when they are read", () => {
  const { db, anna, ben, bensFace } = keptPeople();
  setPerson(db, bensFace, anna);
  expect(galleryOf(db, model).byId.get(anna)?.faces).toBe(2);
  expect(galleryOf(db, model).byId.get(ben)).toBeUndefined();
  saveGallery(db, model);
  takeVectorsAway(db);
  forgetGallery(db);
  expect(galleryOf(db, model).people).toMatchObject([{ personId: anna, faces: 2 }]);
});

test("another birth date is known at once", () => {
  const { db, anna } = keptPeople();
  expect(galleryOf(db, model).byId.get(anna)?.birthDate).toBeNull();
  db.prepare("UPDATE people SET birth_date = '1990-05-01' WHERE id = ?").run(anna);
  expect(galleryOf(db, model).byId.get(anna)?.birthDate).toBe("1990-05-01");
});
