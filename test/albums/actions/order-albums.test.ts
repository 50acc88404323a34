import { expect, test } from "vitest";
import { orderAlbums } from "../../../app/albums/actions/order-albums.ts";
import { UnknownAlbumError } from "../../../app/albums/errors.ts";
import { undo } from "../../../app/journal/undo.ts";
import { errorOf } from "../../support/error-of.ts";
import { albumFixture, namesOf } from "../album-fixture.ts";

test("these first, the others behind them as they stood", () => {
  const { db, context, manual } = albumFixture();
  const [a, b, c, d] = [manual("A"), manual("B"), manual("C"), manual("D")];
  expect(orderAlbums(context, { albumIds: [c, b, c] }).result).toEqual([c, b, a, d]);
  expect(namesOf(db)).toEqual(["C", "B", "A", "D"]);
  expect(orderAlbums(context, { albumIds: [c, b] }).actionId).toBeNull();
  manual("E");
  expect(namesOf(db)).toEqual(["C", "B", "A", "D", "E"]);
  undo(context);
  undo(context);
  expect(namesOf(db)).toEqual(["A", "B", "C", "D"]);
});

test("no such album", () => {
  const { context } = albumFixture();
  expect(errorOf(() => orderAlbums(context, { albumIds: [1] }))).toBeInstanceOf(UnknownAlbumError);
});
