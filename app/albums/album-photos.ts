import { presentAlbumPhotoIds, type Album } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { foundPhotos, type FoundPhoto } from "../db/search-results.ts";
import { searchPhotoIds, searchPhotos, type PageOptions } from "../search/search-photos.ts";
import { isSmart } from "./known-album.ts";

/** A part of what is in an album. */
export interface AlbumPage {
  readonly photos: readonly FoundPhoto[];
  /** How many photos are in it in all. */
  readonly total: number;
}

/**
 * The photos of an album that are there: in the order of the user, or, when it fills itself, newest first.
 * @throws SearchError when its search cannot be answered, as when the person it names was deleted.
 */
export function photosOfAlbum(
  db: Database,
  album: Album,
  { offset = 0, limit = 100 }: PageOptions = {},
): AlbumPage {
  if (isSmart(album)) {
    const { photos, total } = searchPhotos(db, album.query, { offset, limit });
    return { photos, total };
  }
  const photoIds = presentAlbumPhotoIds(db, album.id);
  return { photos: foundPhotos(db, photoIds.slice(offset, offset + limit)), total: photoIds.length };
}

/** The ids of all of them. @throws SearchError. */
export function photoIdsOfAlbum(db: Database, album: Album): number[] {
  return isSmart(album) ? searchPhotoIds(db, album.query) : presentAlbumPhotoIds(db, album.id);
}
