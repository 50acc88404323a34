import { expect, test } from "vitest";
import { personText, readPersonPage } from "../../app/cli/person-page.ts";
import { insertAlbum, putAlbumPhoto } from "../../app/db/albums.ts";
import { addAppearance } from "../../app/db/appearances.ts";
import { findPerson, updatePerson } from "../../app/db/people.ts";
import { assign, face, peopleFixture, person, photo } from "../support/people.ts";

/** Anna, born in March 2010, in photos of June 2012, 2014 and 2019, and without a face in 2009. */
function annasPage() {
  const { db } = peopleFixture();
  const { personId, faceIds } = person(db, "Anna", 12, 14);
  assign(db, face(db, 19), personId);
  assign(db, face(db, 20), personId, "suggested");
  addAppearance(db, { personId, photoId: photo(db, 9) });
  const anna = findPerson(db, personId);
  if (anna === undefined) throw new Error("Anna is gone.");
  const facts = { ...anna, birthDate: "2010-03-01", coverFaceId: faceIds[0] ?? null, isPinned: true };
  updatePerson(db, facts);
  const family = insertAlbum(db, { name: "Family", query: null });
  putAlbumPhoto(db, family, { photoId: photo(db, 12), position: 1 });
  putAlbumPhoto(db, family, { photoId: photo(db, 30), position: 2 });
  insertAlbum(db, { name: "Anna's", query: "person:1" });
  insertAlbum(db, { name: "Nobody", query: "person:99" });
  return readPersonPage(db, facts);
}

test("everything that is known", () => {
  expect(annasPage()).toEqual({
    ...{ id: 1, name: "Anna", birthDate: "2010-03-01", coverFaceId: 1 },
    ...{ isPinned: true, isHidden: false, isPrivate: false },
    ...{ faces: 3, photos: 4, confirmed: 2, assigned: 1, suggested: 1, appearances: 1 },
    ...{ firstTakenAt: "2009-06-01T12:00:00", lastTakenAt: "2019-06-01T12:00:00" },
    ages: { youngest: { years: 2, months: 3 }, oldest: { years: 9, months: 3 } },
    albums: [
      { id: 1, name: "Family", photos: 1 },
      { id: 2, name: "Anna's", photos: 4 },
    ],
  });
});

test("in words", () => {
  expect(personText(annasPage()).split("\n")).toEqual([
    "Anna (person:1, pinned)",
    "  3 faces in 4 photos: 2 confirmed, 1 added by Familiar",
    "  1 photo without a face to be seen",
    "  born on 2010-03-01",
    "  photos from 2009-06-01 to 2019-06-01, aged 2 years to 9 years",
    "  cover: face:1",
    "  albums: Family (1), Anna's (4)",
    "  1 face to confirm or reject",
  ]);
});

test("somebody of whom little is known", () => {
  const { db } = peopleFixture();
  const { personId } = person(db, "Ben\n", 12);
  const ben = findPerson(db, personId);
  if (ben === undefined) throw new Error("Ben is gone.");
  expect(personText(readPersonPage(db, ben)).split("\n")).toEqual([
    "Ben\\n (person:1)",
    "  1 face in 1 photo",
    "  photos on 2012-06-01",
  ]);
});
