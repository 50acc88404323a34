import { albumPhotos, putAlbumPhoto } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { photosOf } from "../album-words.ts";
import { knownManualAlbum, knownPhotoIds } from "../known-album.ts";
import { placesAtEnd } from "../place-photos.ts";

/** Photos that came into an album. */
export interface AddedPhotos {
  readonly albumId: number;
  readonly albumName: string;
  /** Without those that were in it before. */
  readonly photoIds: readonly number[];
}

/**
 * Puts photos into an album that is filled by hand, at its end; those that are in it stay where they are.
 * @throws UnknownAlbumError, AlbumFillsItselfError, NoPhotosChosenError, UnknownPhotosError.
 */
export function addPhotos(
  context: ActionContext,
  { albumId, photoIds }: { readonly albumId: number; readonly photoIds: readonly number[] },
): PerformedAction & { readonly result: AddedPhotos } {
  const { db } = context;
  const summary = (added: AddedPhotos) =>
    `added ${photosOf(added.photoIds.length)} to the album ${added.albumName}`;
  return act(context, { kind: "add-photos-to-album", summary }, () => {
    const album = knownManualAlbum(db, albumId);
    const photos = albumPhotos(db, albumId);
    const inAlbum = new Set(photos.map(({ photoId }) => photoId));
    const added = knownPhotoIds(db, photoIds).filter((id) => !inAlbum.has(id));
    for (const photo of placesAtEnd(photos, added)) putAlbumPhoto(db, albumId, photo);
    return { albumId, albumName: album.name, photoIds: added };
  });
}
