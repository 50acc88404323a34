import { allAlbums, findAlbum, unknownPhotoIds, type Album } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { searchablePeople } from "../db/search-people.ts";
import { foldPeople } from "../search/find-people.ts";
import { fold } from "../search/fold.ts";
import { queryToKeep } from "../search/name-people.ts";
import { countSearch } from "../search/search-photos.ts";
import {
  AlbumFilledByHandError,
  AlbumFillsItselfError,
  AlbumNameTakenError,
  EmptyAlbumNameError,
  EmptyAlbumQueryError,
  NoPhotosChosenError,
  UnknownAlbumError,
  UnknownPhotosError,
} from "./errors.ts";

/** An album that fills itself. */
export type SmartAlbum = Album & { readonly query: string };

/** The album with this id. Throws UnknownAlbumError. */
export function knownAlbum(db: Database, albumId: number): Album {
  const album = findAlbum(db, albumId);
  if (album === undefined) throw new UnknownAlbumError(albumId);
  return album;
}

/** The album with this id, which must be filled by hand. Throws UnknownAlbumError, AlbumFillsItselfError. */
export function knownManualAlbum(db: Database, albumId: number): Album {
  const album = knownAlbum(db, albumId);
  if (isSmart(album)) throw new AlbumFillsItselfError(album.id, album.name);
  return album;
}

/** The album with this id, which must fill itself. Throws UnknownAlbumError, AlbumFilledByHandError. */
export function knownSmartAlbum(db: Database, albumId: number): SmartAlbum {
  const album = knownAlbum(db, albumId);
  if (!isSmart(album)) throw new AlbumFilledByHandError(album.id, album.name);
  return album;
}

/** Does this album fill itself? */
export function isSmart(album: Album): album is SmartAlbum {
  return album.query !== null;
}

/** These photos, each once, in this order. Throws NoPhotosChosenError, UnknownPhotosError. */
export function knownPhotoIds(db: Database, photoIds: readonly number[]): number[] {
  const once = [...new Set(photoIds)];
  if (once.length === 0) throw new NoPhotosChosenError();
  const unknown = unknownPhotoIds(db, once);
  if (unknown.length > 0) throw new UnknownPhotosError(unknown);
  return once;
}

/**
 * The name as it is kept: composed characters, single spaces, none around it. Names of albums are told apart without
 * regard to case and accents. Throws EmptyAlbumNameError; AlbumNameTakenError when another album than `exceptId` has it.
 */
export function freeAlbumName(db: Database, name: string, exceptId: number | null = null): string {
  const tidy = name.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (tidy === "") throw new EmptyAlbumNameError();
  const taken = allAlbums(db).find((album) => album.id !== exceptId && fold(album.name) === fold(tidy));
  if (taken !== undefined) throw new AlbumNameTakenError(taken.id, taken.name);
  return tidy;
}

/** A search as albums keep it. Throws EmptyAlbumQueryError; SearchError when it cannot be answered. */
export function albumQuery(db: Database, query: string): string {
  const kept = queryToKeep(query, foldPeople(searchablePeople(db)));
  if (kept === "") throw new EmptyAlbumQueryError();
  countSearch(db, query);
  return kept;
}
