import { deleteAlbum as deleteRow, type Album } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownAlbum } from "../known-album.ts";

/** Removes an album; its photos stay in the library. @throws UnknownAlbumError. */
export function deleteAlbum(
  context: ActionContext,
  { albumId }: { readonly albumId: number },
): PerformedAction & { readonly result: Album } {
  const { db } = context;
  const summary = ({ name }: Album) => `deleted the album ${name}`;
  return act(context, { kind: "delete-album", summary }, () => {
    const album = knownAlbum(db, albumId);
    deleteRow(db, albumId);
    return album;
  });
}
