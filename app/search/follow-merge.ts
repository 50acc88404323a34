import { allAlbums, updateAlbum } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { SearchError } from "./errors.ts";
import { queryAfterMerge } from "./name-people.ts";

/**
 * Makes albums that fill themselves go on when a person becomes a part of another: where they named the one, they
 * name the other. A part of merging people: call it inside of that action, so that it is undone with it.
 */
export function followMergeInAlbums(db: Database, fromId: number, intoId: number): void {
  for (const album of allAlbums(db)) {
    if (album.query === null) continue;
    const query = afterMerge(album.query, fromId, intoId);
    if (query !== album.query) updateAlbum(db, { ...album, query });
  }
}

/** A search that a newer Familiar wrote, and that this one cannot understand, stays as it is. */
function afterMerge(query: string, fromId: number, intoId: number): string {
  try {
    return queryAfterMerge(query, fromId, intoId);
  } catch (error) {
    if (error instanceof SearchError) return query;
    throw error;
  }
}
