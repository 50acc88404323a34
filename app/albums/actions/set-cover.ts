import { updateAlbum } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { photoIdsOfAlbum } from "../album-photos.ts";
import { PhotosNotInAlbumError } from "../errors.ts";
import { knownAlbum, knownPhotoIds } from "../known-album.ts";

/** An album with its cover. */
export interface AlbumCover {
  readonly albumId: number;
  readonly albumName: string;
  readonly coverPhotoId: number | null;
}

/**
 * Chooses the photo of an album that stands for it; null = leave it to Familiar.
 * @throws UnknownAlbumError, UnknownPhotosError, PhotosNotInAlbumError; SearchError when the search of the album cannot
 * be answered.
 */
export function setAlbumCover(
  context: ActionContext,
  { albumId, photoId }: { readonly albumId: number; readonly photoId: number | null },
): PerformedAction & { readonly result: AlbumCover } {
  const { db } = context;
  const summary = ({ albumName, coverPhotoId }: AlbumCover) =>
    coverPhotoId === null
      ? `left the cover of the album ${albumName} to Familiar`
      : `chose a cover for the album ${albumName}`;
  return act(context, { kind: "set-album-cover", summary }, () => {
    const album = knownAlbum(db, albumId);
    if (photoId !== null) {
      knownPhotoIds(db, [photoId]);
      if (!photoIdsOfAlbum(db, album).includes(photoId)) throw new PhotosNotInAlbumError(album, [photoId]);
    }
    updateAlbum(db, { ...album, coverPhotoId: photoId });
    return { albumId, albumName: album.name, coverPhotoId: photoId };
  });
}
