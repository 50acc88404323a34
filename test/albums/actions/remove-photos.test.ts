import { expect, test } from "vitest";
import { removePhotos } from "../../../app/albums/actions/remove-photos.ts";
import { setAlbumCover } from "../../../app/albums/actions/set-cover.ts";
import { PhotosNotInAlbumError } from "../../../app/albums/errors.ts";
import { findAlbum } from "../../../app/db/albums.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, photosIn } from "../album-fixture.ts";

test("photos go, a missing one too, and the cover with them", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 4, 2, 9, 1);
  setAlbumCover(context, { albumId, photoId: 2 });
  expect(removePhotos(context, { albumId, photoIds: [4] }).summary).toBe(
    "took 1 photo out of the album Best",
  );
  expect(findAlbum(db, albumId)?.coverPhotoId).toBe(2);
  removePhotos(context, { albumId, photoIds: [2, 9] });
  expect(photosIn(db, albumId)).toEqual([1]);
  expect(findAlbum(db, albumId)?.coverPhotoId).toBeNull();
  undo(context);
  expect(photosIn(db, albumId)).toEqual([2, 9, 1]);
  expect(findAlbum(db, albumId)?.coverPhotoId).toBe(2);
});

test("photos that are not in it", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 4);
  const error = errorOf(() => removePhotos(context, { albumId, photoIds: [4, 5] }));
  expect(error).toBeInstanceOf(PhotosNotInAlbumError);
  expect(error).toMatchObject({ albumId, photoIds: [5] });
  expect(photosIn(db, albumId)).toEqual([4]);
});
