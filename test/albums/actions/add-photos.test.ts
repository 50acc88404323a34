import { expect, test } from "vitest";
import { addPhotos } from "../../../app/albums/actions/add-photos.ts";
import {
  AlbumFillsItselfError,
  NoPhotosChosenError,
  UnknownPhotosError,
} from "../../../app/albums/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, photosIn } from "../album-fixture.ts";

test("photos come to the end; those that are there stay where they are", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 4, 2);
  const { summary, result } = addPhotos(context, { albumId, photoIds: [7, 4, 1] });
  expect(summary).toBe("added 2 photos to the album Best");
  expect(result).toEqual({ albumId, albumName: "Best", photoIds: [7, 1] });
  expect(photosIn(db, albumId)).toEqual([4, 2, 7, 1]);
  expect(addPhotos(context, { albumId, photoIds: [2] }).actionId).toBeNull();
  undo(context);
  expect(photosIn(db, albumId)).toEqual([4, 2]);
});

test("an album that fills itself, no photos, and unknown ones", () => {
  const { context, manual, smart } = albumFixture();
  const albumId = manual("Best");
  const add = (id: number, ...photoIds: number[]) =>
    errorOf(() => addPhotos(context, { albumId: id, photoIds }));
  expect(add(smart("Anna", "anna"), 1)).toBeInstanceOf(AlbumFillsItselfError);
  expect(add(albumId)).toBeInstanceOf(NoPhotosChosenError);
  expect(add(albumId, 1, 99)).toBeInstanceOf(UnknownPhotosError);
});
