import type { Database } from "../db/open.ts";
import { foundPhotos, type FoundPhoto } from "../db/search-results.ts";
import { evaluate } from "./evaluate.ts";
import { findPeople } from "./find-people.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { mapPeople } from "./query.ts";
import { withSnapshot, type Snapshot } from "./snapshot.ts";

/** A part of what a search found. */
export interface SearchPage {
  /** The search as Familiar understood it, in its own writing. */
  readonly query: string;
  /** Newest first; those without a date at the end. */
  readonly photos: readonly FoundPhoto[];
  /** How many photos were found in all. */
  readonly total: number;
}

/** Which part. */
export interface PageOptions {
  /** How many photos to pass over. Default 0. */
  readonly offset?: number;
  /** How many photos at most. Default 100. */
  readonly limit?: number;
}

/**
 * The photos that a search finds (the language: README), one page of them. Photos without a file that is there are
 * not found. @throws SearchError with the place of the mistake.
 */
export function searchPhotos(db: Database, text: string, options: PageOptions = {}): SearchPage {
  const { offset = 0, limit = 100 } = options;
  return withSnapshot(db, (snapshot) => {
    const { ids, total } = take(snapshot, findSet(snapshot, text), offset, limit);
    return { query: printQuery(parseQuery(text)), photos: foundPhotos(db, ids), total };
  });
}

/** The ids of all photos that a search finds, newest first. @throws SearchError. */
export function searchPhotoIds(db: Database, text: string): number[] {
  return withSnapshot(db, (snapshot) => take(snapshot, findSet(snapshot, text), 0, Infinity).ids);
}

/** How many photos a search finds, and the newest of them (null when there is none). @throws SearchError. */
export function countSearch(
  db: Database,
  text: string,
): { readonly total: number; readonly newestPhotoId: number | null } {
  return withSnapshot(db, (snapshot) => {
    const { ids, total } = take(snapshot, findSet(snapshot, text), 0, 1);
    return { total, newestPhotoId: ids[0] ?? null };
  });
}

/** Does a search find this photo? @throws SearchError. */
export function findsPhoto(db: Database, text: string, photoId: number): boolean {
  return withSnapshot(db, (snapshot) => {
    const place = snapshot.placeOf()[photoId] ?? -1;
    return findSet(snapshot, text)[place] === 1 && snapshot.present()[place] === 1;
  });
}

/** The set of the photos that a search finds, missing ones among them. @throws SearchError. */
export function findSet(snapshot: Snapshot, text: string): Uint8Array {
  const query = mapPeople(parseQuery(text), (reference) => ({
    people: findPeople(snapshot.people(), reference, text),
    reference,
  }));
  return evaluate(query, snapshot, text);
}

function take(
  snapshot: Snapshot,
  found: Uint8Array,
  offset: number,
  limit: number,
): { ids: number[]; total: number } {
  const photoIds = snapshot.photoIds();
  const present = snapshot.present();
  const ids: number[] = [];
  let total = 0;
  for (let place = 0; place < found.length; place++) {
    if (found[place] !== 1 || present[place] !== 1) continue;
    if (total >= offset && total - offset < limit) ids.push(photoIds[place] ?? 0);
    total++;
  }
  return { ids, total };
}
