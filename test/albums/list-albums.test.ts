import { expect, test } from "vitest";
import { deletePerson } from "../../app/people/actions/delete-person.ts";
import { renamePerson } from "../../app/people/actions/rename-person.ts";
import { setAlbumCover } from "../../app/albums/actions/set-cover.ts";
import { photoIdsOfAlbum, photosOfAlbum } from "../../app/albums/album-photos.ts";
import { listAlbum, listAlbums } from "../../app/albums/list-albums.ts";
import { listPeopleAlbums } from "../../app/albums/people-albums.ts";
import { findAlbum } from "../../app/db/albums.ts";
import { findFile, markMissing } from "../../app/db/files.ts";
import { updatePerson, findPerson } from "../../app/db/people.ts";
import { undo } from "../../app/journal/undo.ts";
import { addPerson } from "../search/family-library.ts";
import { albumFixture } from "./album-fixture.ts";

test("albums in their order, with what is there of them", () => {
  const { db, manual, smart } = albumFixture();
  const byHand = manual("Best", 9, 5, 2);
  const empty = manual("Nothing yet");
  const itself = smart("The two", "ANNA ben");
  expect(listAlbums(db)).toEqual([
    { id: byHand, name: "Best", query: null, photos: 2, coverPhotoId: 5, problem: null },
    { id: empty, name: "Nothing yet", query: null, photos: 0, coverPhotoId: null, problem: null },
    { id: itself, name: "The two", query: "Anna & Ben", photos: 3, coverPhotoId: 6, problem: null },
  ]);
});

test("the chosen cover is shown as long as it is there", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 5, 2);
  setAlbumCover(context, { albumId, photoId: 2 });
  expect(listAlbums(db)[0]?.coverPhotoId).toBe(2);
  markMissing(db, [findFile(db, "/photos/2019/Rome/rome1.jpg")?.id ?? 0], 1);
  expect(listAlbums(db)[0]).toMatchObject({ coverPhotoId: 5, photos: 1 });
});

test("the photos: by hand in their order, else newest first; missing ones are left out", () => {
  const { db, manual, smart } = albumFixture();
  const byHand = findAlbum(db, manual("Best", 9, 5, 2, 6));
  const itself = findAlbum(db, smart("Anna", "anna"));
  if (byHand === undefined || itself === undefined) throw new Error("They were made just now.");
  expect(photoIdsOfAlbum(db, byHand)).toEqual([5, 2, 6]);
  expect(photosOfAlbum(db, byHand, { offset: 1, limit: 1 })).toMatchObject({ photos: [{ id: 2 }], total: 3 });
  expect(photoIdsOfAlbum(db, itself)).toEqual([6, 4, 3, 2, 1]);
  expect(photosOfAlbum(db, itself, { limit: 2 })).toMatchObject({ photos: [{ id: 6 }, { id: 4 }], total: 5 });
});

test("an album that fills itself goes on when a person is renamed", () => {
  const { db, context, anna, smart } = albumFixture();
  smart("A", "only(anna) & 2015..");
  renamePerson(context, { personId: anna, name: "Zoe" });
  expect(listAlbums(db)[0]).toMatchObject({ query: "only(Zoe) & 2015..", photos: 2 });
  const ben = findPerson(db, 2);
  if (ben !== undefined) updatePerson(db, { ...ben, name: "Anna" });
  expect(listAlbums(db)[0]).toMatchObject({ query: "only(Zoe) & 2015..", photos: 2 });
});

test("an album whose person was deleted says so, and is well again after undo", () => {
  const { db, context, anna, smart } = albumFixture();
  const id = smart("A", "anna");
  const before = listAlbums(db);
  deletePerson(context, { personIds: [anna] });
  const broken = {
    ...{ id, name: "A", query: "person:1", photos: 0, coverPhotoId: null },
    problem: "There is no person with the number 1 any more.",
  };
  expect(listAlbums(db)).toEqual([broken]);
  const album = findAlbum(db, id);
  expect(album && listAlbum(db, album)).toEqual(broken);
  undo(context);
  expect(listAlbums(db)).toEqual(before);
});

test("people are albums too; hidden ones and those without photos are not shown", () => {
  const { db, anna, ben } = albumFixture();
  addPerson(db, "Dora");
  expect(listPeopleAlbums(db)).toEqual([
    { personId: anna, name: "Anna", query: "person:1", photos: 5, coverFaceId: null, isPinned: false },
    { personId: ben, name: "Ben", query: "person:2", photos: 3, coverFaceId: null, isPinned: false },
  ]);
});
