import { addPhotos } from "../../../app/albums/actions/add-photos.ts";
import { changeAlbumQuery } from "../../../app/albums/actions/change-query.ts";
import { createAlbum } from "../../../app/albums/actions/create-album.ts";
import { deleteAlbum } from "../../../app/albums/actions/delete-album.ts";
import { orderAlbums } from "../../../app/albums/actions/order-albums.ts";
import { removePhotos } from "../../../app/albums/actions/remove-photos.ts";
import { renameAlbum } from "../../../app/albums/actions/rename-album.ts";
import { reorderPhotos } from "../../../app/albums/actions/reorder-photos.ts";
import { setAlbumCover } from "../../../app/albums/actions/set-cover.ts";
import type { RandomActions } from "./random-action.ts";

/** What is done with albums. */
export const ofAlbums = {
  "create-album": [
    (context, pick) =>
      createAlbum(context, { name: `Album ${pick.number(99)}`, photoIds: pick.some(pick.photo) }),
    (context, pick) =>
      createAlbum(context, { name: `Album ${pick.number(99)}`, query: `faces >= ${pick.number(4)}` }),
  ],
  "rename-album": [
    (context, pick) => renameAlbum(context, { albumId: pick.album(), name: `Album ${pick.number(99)}` }),
  ],
  "delete-album": [(context, pick) => deleteAlbum(context, { albumId: pick.album() })],
  "order-albums": [(context, pick) => orderAlbums(context, { albumIds: pick.some(pick.album) })],
  "set-album-cover": [
    (context, pick) => {
      const { albumId, photoIds } = pick.filledAlbum();
      return setAlbumCover(context, { albumId, photoId: photoIds[0] ?? null });
    },
    (context, pick) => setAlbumCover(context, { albumId: pick.album(), photoId: null }),
  ],
  "add-photos-to-album": [
    (context, pick) => addPhotos(context, { albumId: pick.album(), photoIds: pick.some(pick.photo) }),
  ],
  "remove-photos-from-album": [(context, pick) => removePhotos(context, pick.filledAlbum())],
  "reorder-album-photos": [
    (context, pick) => reorderPhotos(context, { ...pick.filledAlbum(), beforePhotoId: null }),
  ],
  "change-album-query": [
    (context, pick) =>
      changeAlbumQuery(context, { albumId: pick.album(), query: `faces < ${2 + pick.number(4)}` }),
  ],
} satisfies RandomActions;
