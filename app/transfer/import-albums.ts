import { albumPhotos, allAlbums, insertAlbum, putAlbumPhoto, updateAlbum, type Album } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { fold } from "../search/fold.ts";
import { isSameQuery, queryFromFile } from "./album-query.ts";
import type { TransferAlbum } from "./format.ts";
import { addConflict, type OpenReport } from "./import-report.ts";

/** What albums of an import are written with. */
export interface ImportAlbums {
  readonly db: Database;
  readonly report: OpenReport;
  readonly personIdOf: (identity: string) => number | undefined;
  /** The photo here with this hash in the file. */
  readonly photoIdOf: (hash: string) => number | undefined;
}

/**
 * Adds an album of the file. One of the same name here is filled up, if both are filled by hand, or left as it is, if
 * both are filled by the same search; else the file's gets another name.
 */
export function importAlbum(context: ImportAlbums, album: TransferAlbum): void {
  const { db, report, personIdOf, photoIdOf } = context;
  const query = album.query === undefined ? null : queryFromFile(album, personIdOf);
  const { name, same } = placeFor(db, album.name, query);
  const photoIds = (album.photos ?? []).flatMap((hash) => photoIdOf(hash) ?? []);
  const coverPhotoId = (album.cover === undefined ? undefined : photoIdOf(album.cover)) ?? null;
  if (same === undefined) {
    if (fold(name) !== fold(album.name))
      addConflict(
        report,
        "album",
        `The album ${album.name} of the file is not the one that is here: it becomes ${name}.`,
      );
    const albumId = insertAlbum(db, { name, query });
    for (const [at, photoId] of photoIds.entries()) putAlbumPhoto(db, albumId, { photoId, position: at + 1 });
    const made = allAlbums(db).find(({ id }) => id === albumId);
    if (made !== undefined && coverPhotoId !== null) updateAlbum(db, { ...made, coverPhotoId });
    report.albums.added += 1;
    return;
  }
  const missing = fillUp(db, same, photoIds);
  const isCovered = same.coverPhotoId === null && coverPhotoId !== null;
  if (isCovered) updateAlbum(db, { ...same, coverPhotoId });
  report.albums[missing > 0 || isCovered ? "filled" : "alreadySo"] += 1;
}

/** Returns how many photos were not in it. */
function fillUp(db: Database, album: Album, photoIds: readonly number[]): number {
  if (photoIds.length === 0) return 0;
  const there = albumPhotos(db, album.id);
  const known = new Set(there.map(({ photoId }) => photoId));
  const missing = photoIds.filter((id) => !known.has(id));
  const last = there.at(-1)?.position ?? 0;
  for (const [at, photoId] of missing.entries())
    putAlbumPhoto(db, album.id, { photoId, position: last + at + 1 });
  return missing.length;
}

/** Names of albums are told apart without regard to case and accents, as everywhere. */
function placeFor(
  db: Database,
  wanted: string,
  query: string | null,
): { name: string; same: Album | undefined } {
  const byName = new Map(allAlbums(db).map((album) => [fold(album.name), album]));
  const people = new Set(allPeople(db).map(({ id }) => id));
  const isSame = (known: string | null) =>
    known === query ||
    (known !== null && query !== null && isSameQuery(known, query, (id) => people.has(id)));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (imported${number === 2 ? "" : ` ${number - 1}`})`;
    const same = byName.get(fold(name));
    if (same === undefined || isSame(same.query)) return { name, same };
  }
}
