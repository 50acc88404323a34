import { expect, test } from "vitest";
import { reorderPhotos } from "../../../app/albums/actions/reorder-photos.ts";
import { PhotosNotInAlbumError } from "../../../app/albums/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, photosIn } from "../album-fixture.ts";

test("photos move before another one, or to the end", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 1, 2, 3, 4);
  const move = (beforePhotoId: number | null, ...photoIds: number[]) =>
    reorderPhotos(context, { albumId, photoIds, beforePhotoId });
  expect(move(2, 4, 3).summary).toBe("moved 2 photos within the album Best");
  expect(photosIn(db, albumId)).toEqual([1, 4, 3, 2]);
  move(null, 1);
  expect(photosIn(db, albumId)).toEqual([4, 3, 2, 1]);
  expect(move(2, 3).actionId).toBeNull();
  undo(context);
  undo(context);
  expect(photosIn(db, albumId)).toEqual([1, 2, 3, 4]);
});

test("only photos of the album, and not before themselves", () => {
  const { context, manual } = albumFixture();
  const albumId = manual("Best", 1, 2, 3);
  const move = (beforePhotoId: number | null, ...photoIds: number[]) =>
    errorOf(() => reorderPhotos(context, { albumId, photoIds, beforePhotoId }));
  expect(move(null, 1, 5)).toBeInstanceOf(PhotosNotInAlbumError);
  expect(move(5, 1)).toMatchObject({ photoIds: [5] });
  expect(move(2, 1, 2)).toMatchObject({ photoIds: [2] });
});
