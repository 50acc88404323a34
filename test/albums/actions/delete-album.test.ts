import { expect, test } from "vitest";
import { deleteAlbum } from "../../../app/albums/actions/delete-album.ts";
import { UnknownAlbumError } from "../../../app/albums/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, namesOf, photosIn } from "../album-fixture.ts";

test("an album goes, and comes back with its photos", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("Best", 4, 2);
  manual("Other");
  expect(deleteAlbum(context, { albumId }).summary).toBe("deleted the album Best");
  expect(namesOf(db)).toEqual(["Other"]);
  expect(photosIn(db, albumId)).toEqual([]);
  undo(context);
  expect(namesOf(db)).toEqual(["Best", "Other"]);
  expect(photosIn(db, albumId)).toEqual([4, 2]);
});

test("no album", () => {
  const { context } = albumFixture();
  expect(errorOf(() => deleteAlbum(context, { albumId: 1 }))).toBeInstanceOf(UnknownAlbumError);
});
