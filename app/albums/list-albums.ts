import { albumContents, allAlbums, type Album, type AlbumContent } from "../db/albums.ts";
import type { Database } from "../db/open.ts";
import { searchablePeople } from "../db/search-people.ts";
import { foundPhotos } from "../db/search-results.ts";
import { SearchError } from "../search/errors.ts";
import { foldPeople } from "../search/find-people.ts";
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
  const contents = new Map(albumContents(db).map((content) => [content.albumId, content]));
  return allAlbums(db).map((album) => listed(db, album, contents.get(album.id)));
}

/** One album with what is in it. */
export function listAlbum(db: Database, album: Album): ListedAlbum {
  return listed(
    db,
    album,
    albumContents(db).find(({ albumId }) => albumId === album.id),
  );
}

function listed(db: Database, album: Album, content: AlbumContent | undefined): ListedAlbum {
  const { id, name } = album;
  if (!isSmart(album)) {
    const coverPhotoId = coverOf(db, album, content?.firstPhotoId ?? null);
    return { id, name, query: null, photos: content?.photos ?? 0, coverPhotoId, problem: null };
  }
  try {
    const query = queryToShow(album.query, foldPeople(searchablePeople(db)));
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
