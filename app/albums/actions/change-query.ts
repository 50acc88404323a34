import { updateAlbum, type Album } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { searchPhotoIds } from "../../search/search-photos.ts";
import { albumQuery, knownSmartAlbum } from "../known-album.ts";

/**
 * Changes the search that fills an album. Its chosen cover stays when the new search finds it too.
 * @throws UnknownAlbumError, AlbumFilledByHandError, EmptyAlbumQueryError; SearchError.
 */
export function changeAlbumQuery(
  context: ActionContext,
  { albumId, query }: { readonly albumId: number; readonly query: string },
): PerformedAction & { readonly result: Album } {
  const { db } = context;
  const summary = ({ name }: Album) => `changed the search of the album ${name}`;
  return act(context, { kind: "change-album-query", summary }, () => {
    const album = knownSmartAlbum(db, albumId);
    const kept = albumQuery(db, query);
    const hasCover = album.coverPhotoId !== null && searchPhotoIds(db, kept).includes(album.coverPhotoId);
    const changed = { ...album, query: kept, coverPhotoId: hasCover ? album.coverPhotoId : null };
    updateAlbum(db, changed);
    return changed;
  });
}
