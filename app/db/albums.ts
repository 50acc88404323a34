import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** An album of the catalogue. */
export interface Album {
  readonly id: number;
  readonly name: string;
  /** The saved search that fills it (people by number: queryToKeep); null = filled by hand. */
  readonly query: string | null;
  /** The photo that the user chose to stand for it. */
  readonly coverPhotoId: number | null;
  /** Its place among the albums, rising. */
  readonly position: number;
}

/** A photo in an album that is filled by hand. */
export interface AlbumPhoto {
  readonly photoId: number;
  /** Its place in the album, rising. */
  readonly position: number;
}

/** What is there of an album that is filled by hand. */
export interface AlbumContent {
  readonly albumId: number;
  /** Photos with a file that is there. */
  readonly photos: number;
  readonly firstPhotoId: number;
}

const albumColumns = "id, name, query, cover_photo_id AS coverPhotoId, position";

/** Every album, in the order in which they stand. */
export function allAlbums(db: Database): Album[] {
  return statement<[], Album>(db, `SELECT ${albumColumns} FROM albums ORDER BY position, id`).all();
}

/** The album with this id, undefined when there is none. */
export function findAlbum(db: Database, albumId: number): Album | undefined {
  return statement<[number], Album>(db, `SELECT ${albumColumns} FROM albums WHERE id = ?`).get(albumId);
}

/** Adds an album behind all others; returns its id, which no other album ever had. */
export function insertAlbum(db: Database, album: Pick<Album, "name" | "query">): number {
  const { lastInsertRowid } = statement<Pick<Album, "name" | "query">>(
    db,
    `INSERT INTO albums (name, query, position)
     VALUES (@name, @query, (SELECT coalesce(max(position), 0) + 1 FROM albums))`,
  ).run({ name: album.name, query: album.query });
  return Number(lastInsertRowid);
}

/** Writes all that is said of an album. */
export function updateAlbum(db: Database, album: Album): void {
  statement<Album>(
    db,
    `UPDATE albums SET name = @name, query = @query, cover_photo_id = @coverPhotoId, position = @position
     WHERE id = @id`,
  ).run({ ...album });
}

/** Removes an album; its photos stay in the library. */
export function deleteAlbum(db: Database, albumId: number): void {
  statement<[number]>(db, "DELETE FROM albums WHERE id = ?").run(albumId);
}

/** The photos of an album that is filled by hand, in their order, missing ones too. */
export function albumPhotos(db: Database, albumId: number): AlbumPhoto[] {
  return statement<[number], AlbumPhoto>(
    db,
    "SELECT photo_id AS photoId, position FROM album_photos WHERE album_id = ? ORDER BY position, photo_id",
  ).all(albumId);
}

/** The same without the photos that are missing. */
export function presentAlbumPhotoIds(db: Database, albumId: number): number[] {
  return statement<[number], { photoId: number }>(
    db,
    `SELECT photo_id AS photoId FROM album_photos WHERE album_id = ? AND ${hasPresentFile("album_photos.photo_id")}
     ORDER BY position, photo_id`,
  )
    .all(albumId)
    .map(({ photoId }) => photoId);
}

/** What is in the albums that are filled by hand; those with nothing that is there are left out. */
export function albumContents(db: Database): AlbumContent[] {
  return statement<[], AlbumContent>(
    db,
    `SELECT DISTINCT album_id AS albumId, count(*) OVER album AS photos,
       first_value(photo_id) OVER (album ORDER BY position, photo_id) AS firstPhotoId
     FROM album_photos WHERE ${hasPresentFile("album_photos.photo_id")}
     WINDOW album AS (PARTITION BY album_id) ORDER BY album_id`,
  ).all();
}

/** Puts a photo into an album, or to another place in it. */
export function putAlbumPhoto(db: Database, albumId: number, { photoId, position }: AlbumPhoto): void {
  statement<[number, number, number]>(
    db,
    `INSERT INTO album_photos (album_id, photo_id, position) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET position = excluded.position`,
  ).run(albumId, photoId, position);
}

/** Takes photos out of an album. */
export function removeAlbumPhotos(db: Database, albumId: number, photoIds: readonly number[]): void {
  const remove = statement<[number, number]>(
    db,
    "DELETE FROM album_photos WHERE album_id = ? AND photo_id = ?",
  );
  for (const photoId of photoIds) remove.run(albumId, photoId);
}

/** Those of these ids that no photo has. */
export function unknownPhotoIds(db: Database, photoIds: readonly number[]): number[] {
  return statement<[string], { id: number }>(
    db,
    "SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM photos)",
  )
    .all(JSON.stringify(photoIds))
    .map(({ id }) => id);
}
