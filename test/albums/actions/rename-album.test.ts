import { expect, test } from "vitest";
import { renameAlbum } from "../../../app/albums/actions/rename-album.ts";
import { AlbumNameTakenError, EmptyAlbumNameError, UnknownAlbumError } from "../../../app/albums/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, namesOf } from "../album-fixture.ts";

test("an album gets another name, also the same in other letters", () => {
  const { db, context, manual } = albumFixture();
  const albumId = manual("rome");
  const { summary, result } = renameAlbum(context, { albumId, name: "Rome" });
  expect(summary).toBe("renamed the album rome to Rome");
  expect(result).toEqual({ albumId, before: "rome", after: "Rome" });
  expect(renameAlbum(context, { albumId, name: "Rome" }).actionId).toBeNull();
  undo(context);
  expect(namesOf(db)).toEqual(["rome"]);
});

test("a name that is taken, no name, and no album", () => {
  const { context, manual } = albumFixture();
  const albumId = manual("Rome");
  manual("Paris");
  const rename = (id: number, name: string) => errorOf(() => renameAlbum(context, { albumId: id, name }));
  expect(rename(albumId, "paris")).toBeInstanceOf(AlbumNameTakenError);
  expect(rename(albumId, "")).toBeInstanceOf(EmptyAlbumNameError);
  expect(rename(99, "Oslo")).toBeInstanceOf(UnknownAlbumError);
});
