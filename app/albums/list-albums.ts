import { albumContents, allAlbums, type Album, type AlbumContent } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { searchablePeople } from "../db/search-people.ts";
import { foundPhotos } from "../db/search-results.ts";
import { SearchError } from "../search/errors.ts";
import { foldPeople, type FoldedPerson } from "../search/find-people.ts";
import { queryToShow } from "../search/name-people.ts";
import { countSearch } from "../search/search-photos.ts";
import { isSmart } from "./known-album.ts";

/** An album for listings. */
export interface ListedAlbum {
  readonly id: number;
  readonly name: string;
  /** The search that fills it, with names as they are now; null = filled by hand. */
  readonly query: string | null;
  /** Photos that are there. */
  readonly photos: number;
  /** The chosen cover if it is there, else the newest or first photo; null = no photos. */
  readonly coverPhotoId: number | null;
  /** Why its search cannot be answered, in words for people; null when it can. */
  readonly problem: string | null;
}

/** Every album, in the order of the user, with what is in it. */
export function listAlbums(db: Database): ListedAlbum[] {
  return listOf(db, allAlbums(db));
}

/** One album with what is in it. */
export function listAlbum(db: Database, album: Album): ListedAlbum {
  const [only] = listOf(db, [album]);
  if (only === undefined) throw new RangeError(`The album ${album.id} was not listed.`);
  return only;
}

/** What all albums need is read once: names of 10,000 people take longer than a search. */
function listOf(db: Database, albums: readonly Album[]): ListedAlbum[] {
  const contents = albums.every(isSmart)
    ? new Map<number, AlbumContent>()
    : new Map(albumContents(db).map((content) => [content.albumId, content]));
  const people = albums.some(isSmart) ? foldPeople(searchablePeople(db)) : [];
  return albums.map((album) => listed(db, album, { content: contents.get(album.id), people }));
}

function listed(
  db: Database,
  album: Album,
  {
    content,
    people,
  }: { readonly content: AlbumContent | undefined; readonly people: readonly FoldedPerson[] },
): ListedAlbum {
  const { id, name } = album;
  if (!isSmart(album)) {
    const coverPhotoId = coverOf(db, album, content?.firstPhotoId ?? null);
    return { id, name, query: null, photos: content?.photos ?? 0, coverPhotoId, problem: null };
  }
  try {
    const query = queryToShow(album.query, people);
    const { total, newestPhotoId } = countSearch(db, album.query);
    return {
      ...{ id, name, query, photos: total },
      ...{ coverPhotoId: coverOf(db, album, newestPhotoId), problem: null },
    };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return { id, name, query: album.query, photos: 0, coverPhotoId: null, problem: error.message };
  }
}

function coverOf(db: Database, { coverPhotoId }: Album, other: number | null): number | null {
  const isThere = coverPhotoId !== null && foundPhotos(db, [coverPhotoId]).length > 0;
  return isThere ? coverPhotoId : other;
}
