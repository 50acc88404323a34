import { insertAlbum, putAlbumPhoto, type Album } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { albumQuery, freeAlbumName, knownAlbum, knownPhotoIds } from "../known-album.ts";
import { placesAtEnd } from "../place-photos.ts";

/** The album to make. */
export interface CreateAlbum {
  readonly name: string;
  /** The search that fills it; without one it is filled by hand. */
  readonly query?: string;
  /** The first photos of an album that is filled by hand. Default none. */
  readonly photoIds?: readonly number[];
}

/**
 * Makes an album, behind all others.
 * @throws EmptyAlbumNameError, AlbumNameTakenError, EmptyAlbumQueryError, UnknownPhotosError; SearchError for a search
 * that cannot be understood.
 */
export function createAlbum(
  context: ActionContext,
  { name, query, photoIds = [] }: CreateAlbum,
): PerformedAction & { readonly result: Album } {
  const { db } = context;
  if (query !== undefined && photoIds.length > 0)
    throw new RangeError("An album is filled by hand or by a search.");
  return act(
    context,
    { kind: "create-album", summary: (album: Album) => `made the album ${album.name}` },
    () => {
      const kept = query === undefined ? null : albumQuery(db, query);
      const albumId = insertAlbum(db, { name: freeAlbumName(db, name), query: kept });
      if (photoIds.length > 0) {
        for (const photo of placesAtEnd([], knownPhotoIds(db, photoIds))) putAlbumPhoto(db, albumId, photo);
      }
      return knownAlbum(db, albumId);
    },
  );
}
