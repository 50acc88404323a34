import { albumPhotos, removeAlbumPhotos, updateAlbum } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { photosOf } from "../album-words.ts";
import { PhotosNotInAlbumError } from "../errors.ts";
import { knownManualAlbum, knownPhotoIds } from "../known-album.ts";

/** Photos that went out of an album. */
export interface RemovedPhotos {
  readonly albumId: number;
  readonly albumName: string;
  readonly photoIds: readonly number[];
}

/**
 * Takes photos out of an album that is filled by hand; they stay in the library. If the cover is among them, the album
 * has none of the user's choice any more.
 * @throws UnknownAlbumError, AlbumFillsItselfError, NoPhotosChosenError, UnknownPhotosError, PhotosNotInAlbumError.
 */
export function removePhotos(
  context: ActionContext,
  { albumId, photoIds }: { readonly albumId: number; readonly photoIds: readonly number[] },
): PerformedAction & { readonly result: RemovedPhotos } {
  const { db } = context;
  const summary = (removed: RemovedPhotos) =>
    `took ${photosOf(removed.photoIds.length)} out of the album ${removed.albumName}`;
  return act(context, { kind: "remove-photos-from-album", summary }, () => {
    const album = knownManualAlbum(db, albumId);
    const removed = knownPhotoIds(db, photoIds);
    const inAlbum = new Set(albumPhotos(db, albumId).map(({ photoId }) => photoId));
    const others = removed.filter((id) => !inAlbum.has(id));
    if (others.length > 0) throw new PhotosNotInAlbumError(album, others);
    removeAlbumPhotos(db, albumId, removed);
    if (album.coverPhotoId !== null && removed.includes(album.coverPhotoId))
      updateAlbum(db, { ...album, coverPhotoId: null });
    return { albumId, albumName: album.name, photoIds: removed };
  });
}
