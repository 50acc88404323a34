import { albumPhotos, putAlbumPhoto } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { photosOf } from "../album-words.ts";
import { PhotosNotInAlbumError } from "../errors.ts";
import { knownManualAlbum, knownPhotoIds } from "../known-album.ts";
import { placesBefore } from "../place-photos.ts";

/** Which photos to move, and where to. */
export interface ReorderPhotos {
  readonly albumId: number;
  /** They stand side by side in this order then. */
  readonly photoIds: readonly number[];
  /** The photo that comes after them; null = they come last. */
  readonly beforePhotoId: number | null;
}

/** Photos that stand elsewhere now. */
export interface ReorderedPhotos {
  readonly albumId: number;
  readonly albumName: string;
  readonly photoIds: readonly number[];
}

/**
 * Moves photos within an album that is filled by hand.
 * @throws UnknownAlbumError, AlbumFillsItselfError, NoPhotosChosenError, UnknownPhotosError; PhotosNotInAlbumError, also
 * when `beforePhotoId` is one of the photos that move.
 */
export function reorderPhotos(
  context: ActionContext,
  { albumId, photoIds, beforePhotoId }: ReorderPhotos,
): PerformedAction & { readonly result: ReorderedPhotos } {
  const { db } = context;
  const summary = (moved: ReorderedPhotos) =>
    `moved ${photosOf(moved.photoIds.length)} within the album ${moved.albumName}`;
  return act(context, { kind: "reorder-album-photos", summary }, () => {
    const album = knownManualAlbum(db, albumId);
    const moving = knownPhotoIds(db, photoIds);
    const photos = albumPhotos(db, albumId);
    const inAlbum = new Set(photos.map(({ photoId }) => photoId));
    const others = moving.filter((id) => !inAlbum.has(id));
    if (beforePhotoId !== null && (!inAlbum.has(beforePhotoId) || moving.includes(beforePhotoId)))
      others.push(beforePhotoId);
    if (others.length > 0) throw new PhotosNotInAlbumError(album, others);
    for (const photo of placesBefore(photos, moving, beforePhotoId)) putAlbumPhoto(db, albumId, photo);
    return { albumId, albumName: album.name, photoIds: moving };
  });
}
