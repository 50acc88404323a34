import { expect, test } from "vitest";
import { changeAlbumQuery } from "../../../app/albums/actions/change-query.ts";
import { setAlbumCover } from "../../../app/albums/actions/set-cover.ts";
import { AlbumFilledByHandError, EmptyAlbumQueryError } from "../../../app/albums/errors.ts";
import { findAlbum } from "../../../app/db/albums.ts";
import { undo } from "../../../app/journal/undo.ts";
import { SearchError } from "../../../app/search/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture } from "../album-fixture.ts";

test("another search; the cover stays only when it is found too", () => {
  const { db, context, smart } = albumFixture();
  const albumId = smart("Family", "anna");
  setAlbumCover(context, { albumId, photoId: 2 });
  expect(changeAlbumQuery(context, { albumId, query: "anna ben" })).toMatchObject({
    summary: "changed the search of the album Family",
    result: { query: "person:1 & person:2", coverPhotoId: 2 },
  });
  changeAlbumQuery(context, { albumId, query: "2021" });
  expect(findAlbum(db, albumId)).toMatchObject({ query: "2021", coverPhotoId: null });
  undo(context);
  expect(findAlbum(db, albumId)).toMatchObject({ query: "person:1 & person:2", coverPhotoId: 2 });
});

test("searches that cannot be, and an album without one", () => {
  const { context, manual, smart } = albumFixture();
  const change = (albumId: number, query: string) =>
    errorOf(() => changeAlbumQuery(context, { albumId, query }));
  const albumId = smart("Anna", "anna");
  expect(change(albumId, "")).toBeInstanceOf(EmptyAlbumQueryError);
  expect(change(albumId, "anna | nna")).toMatchObject({ span: { start: 7, end: 10 }, suggestions: ["Anna"] });
  expect(change(albumId, "anna |")).toBeInstanceOf(SearchError);
  expect(change(manual("Best"), "anna")).toBeInstanceOf(AlbumFilledByHandError);
});
