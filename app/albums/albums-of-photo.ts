import { allAlbums } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { handFilledAlbumsOf } from "../db/photo-page.ts";
import { SearchError } from "../search/errors.ts";
import { findsPhoto } from "../search/search-photos.ts";
import { isSmart } from "./known-album.ts";

/** An album that a photo is in. */
export interface AlbumOfPhoto {
  readonly id: number;
  readonly name: string;
  readonly isSmart: boolean;
}

/** The albums that a photo is in, also those that fill themselves, in the order in which they stand. */
export function albumsOfPhoto(db: Database, photoId: number): AlbumOfPhoto[] {
  const byHand = handFilledAlbumsOf(db, photoId);
  return allAlbums(db).flatMap((album) => {
    const isIn = isSmart(album) ? canBeFound(db, album.query, photoId) : byHand.has(album.id);
    return isIn ? [{ id: album.id, name: album.name, isSmart: isSmart(album) }] : [];
  });
}

function canBeFound(db: Database, query: string, photoId: number): boolean {
  try {
    return findsPhoto(db, query, photoId);
  } catch (error) {
    // It names somebody who is gone; the list of albums tells.
    if (error instanceof SearchError) return false;
    throw error;
  }
}
