import { expect, test } from "vitest";
import { createAlbum } from "../../../app/albums/actions/create-album.ts";
import {
  AlbumNameTakenError,
  EmptyAlbumNameError,
  EmptyAlbumQueryError,
  UnknownPhotosError,
} from "../../../app/albums/errors.ts";
import { redo } from "../../../app/journal/redo.ts";
import { undo } from "../../../app/journal/undo.ts";
import { SearchError } from "../../../app/search/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, namesOf, photosIn } from "../album-fixture.ts";

test("an album filled by hand, with its first photos in their order", () => {
  const { db, context } = albumFixture();
  const { summary, result } = createAlbum(context, { name: "  Best\tof ", photoIds: [4, 2, 4] });
  expect(summary).toBe("made the album Best of");
  expect(result).toEqual({ id: 1, name: "Best of", query: null, coverPhotoId: null, position: 1 });
  expect(photosIn(db, 1)).toEqual([4, 2]);
});

test("an album that fills itself keeps its people by number", () => {
  const { context } = albumFixture();
  const { result } = createAlbum(context, { name: "Family", query: "anna ben | age(anna)<5" });
  expect(result.query).toBe("person:1 & person:2 | age(person:1) < 5");
});

test("undo and redo", () => {
  const { db, context, manual } = albumFixture();
  manual("Best", 4, 2);
  undo(context);
  expect(namesOf(db)).toEqual([]);
  redo(context);
  expect(namesOf(db)).toEqual(["Best"]);
  expect(photosIn(db, 1)).toEqual([4, 2]);
});

test("names must be there and free, searches must be answerable, photos must exist", () => {
  const { db, context, manual } = albumFixture();
  manual("Évora");
  expect(errorOf(() => createAlbum(context, { name: " \n" }))).toBeInstanceOf(EmptyAlbumNameError);
  const taken = errorOf(() => createAlbum(context, { name: "EVORA" }));
  expect(taken).toBeInstanceOf(AlbumNameTakenError);
  expect(taken).toMatchObject({ albumId: 1, albumName: "Évora" });
  expect(errorOf(() => createAlbum(context, { name: "A", query: " " }))).toBeInstanceOf(EmptyAlbumQueryError);
  for (const query of ["anna &", "zed", "age(ben) < 5"])
    expect(errorOf(() => createAlbum(context, { name: "A", query }))).toBeInstanceOf(SearchError);
  expect(errorOf(() => createAlbum(context, { name: "A", photoIds: [1, 98, 99] }))).toMatchObject({
    name: "UnknownPhotosError",
    photoIds: [98, 99],
  });
  expect(errorOf(() => createAlbum(context, { name: "A", photoIds: [99] }))).toBeInstanceOf(
    UnknownPhotosError,
  );
  expect(namesOf(db)).toEqual(["Évora"]);
});
