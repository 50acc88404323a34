import { allAlbums, updateAlbum } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { UnknownAlbumError } from "../errors.ts";

/**
 * Puts albums into an order: these first, in this order, then the others as they stood. Returns all ids in their order.
 * @throws UnknownAlbumError.
 */
export function orderAlbums(
  context: ActionContext,
  { albumIds }: { readonly albumIds: readonly number[] },
): PerformedAction & { readonly result: readonly number[] } {
  const { db } = context;
  return act(context, { kind: "order-albums", summary: "put the albums into another order" }, () => {
    const albums = allAlbums(db);
    const first = [...new Set(albumIds)].map((id) => {
      const album = albums.find((candidate) => candidate.id === id);
      if (album === undefined) throw new UnknownAlbumError(id);
      return album;
    });
    const order = [...first, ...albums.filter((album) => !first.includes(album))];
    if (order.every((album, at) => album === albums[at])) return order.map(({ id }) => id);
    for (const [at, album] of order.entries()) updateAlbum(db, { ...album, position: at + 1 });
    return order.map(({ id }) => id);
  });
}
