import { albumPhotos, allAlbums } from "../../app/db/albums.ts";
import type { Database } from "../../app/db/open.ts";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import type { ActionContext } from "../../app/journal/act.ts";
import { familyLibrary, type FamilyLibrary } from "../search/family-library.ts";
import { actionContext } from "../support/action-context.ts";

/** A library with photos 1 to 9 (family-library.ts), and what actions on albums need. */
export interface AlbumFixture extends FamilyLibrary {
  readonly context: ActionContext;
  /** Makes an album that is filled by hand with these photos; returns its id. */
  readonly manual: (name: string, ...photoIds: number[]) => number;
  /** Makes an album that fills itself; returns its id. */
  readonly smart: (name: string, query: string) => number;
}

/** A new library, closed when the running test ends. */
export function albumFixture(): AlbumFixture {
  const library = familyLibrary();
  const context = actionContext(library.db);
  return {
    ...library,
    context,
    manual: (name, ...photoIds) => createAlbum(context, { name, photoIds }).result.id,
    smart: (name, query) => createAlbum(context, { name, query }).result.id,
  };
}

/** The names of all albums, in their order. */
export function namesOf(db: Database): string[] {
  return allAlbums(db).map(({ name }) => name);
}

/** The photos of an album, in their order. */
export function photosIn(db: Database, albumId: number): number[] {
  return albumPhotos(db, albumId).map(({ photoId }) => photoId);
}
