import { expect, test } from "vitest";
import { setAlbumCover } from "../../../app/albums/actions/set-cover.ts";
import { PhotosNotInAlbumError, UnknownPhotosError } from "../../../app/albums/errors.ts";
import { findAlbum } from "../../../app/db/albums.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture } from "../album-fixture.ts";

test("a photo of the album stands for it, until it is left to Familiar", () => {
  const { db, context, smart } = albumFixture();
  const albumId = smart("Anna", "anna");
  expect(setAlbumCover(context, { albumId, photoId: 2 })).toMatchObject({
    summary: "chose a cover for the album Anna",
    result: { albumId, albumName: "Anna", coverPhotoId: 2 },
  });
  expect(findAlbum(db, albumId)?.coverPhotoId).toBe(2);
  expect(setAlbumCover(context, { albumId, photoId: null }).summary).toBe(
    "left the cover of the album Anna to Familiar",
  );
  undo(context);
  expect(findAlbum(db, albumId)?.coverPhotoId).toBe(2);
});

test("photos that are not in it", () => {
  const { context, manual, smart } = albumFixture();
  const cover = (albumId: number, photoId: number) =>
    errorOf(() => setAlbumCover(context, { albumId, photoId }));
  expect(cover(smart("Anna", "anna"), 7)).toBeInstanceOf(PhotosNotInAlbumError);
  expect(cover(manual("Best", 1), 2)).toBeInstanceOf(PhotosNotInAlbumError);
  expect(cover(manual("Other", 1), 99)).toBeInstanceOf(UnknownPhotosError);
});
