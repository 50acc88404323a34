import type { AlbumPhoto } from "../db/albums.ts";

/** Left free between two photos, so that one can be put between them without moving all that follow. */
const positionStep = 1024;

/** Places for `photoIds` behind the photos that are there. */
export function placesAtEnd(photos: readonly AlbumPhoto[], photoIds: readonly number[]): AlbumPhoto[] {
  const last = photos.at(-1)?.position ?? 0;
  return photoIds.map((photoId, at) => ({ photoId, position: last + (at + 1) * positionStep }));
}

/**
 * The photos whose position must change to bring `photoIds` (all of the album) before the photo `beforeId` (of the
 * album, and not one of them), null = to the end; in this order. Empty when they stand so already.
 * `photos` are in their order.
 */
export function placesBefore(
  photos: readonly AlbumPhoto[],
  photoIds: readonly number[],
  beforeId: number | null,
): AlbumPhoto[] {
  const moving = new Set(photoIds);
  const staying = photos.filter(({ photoId }) => !moving.has(photoId));
  const found = staying.findIndex(({ photoId }) => photoId === beforeId);
  const at = found === -1 ? staying.length : found;
  const order = [...staying.slice(0, at).map(idOf), ...photoIds, ...staying.slice(at).map(idOf)];
  if (order.every((photoId, place) => photos[place]?.photoId === photoId)) return [];
  const positions = positionsBetween(staying[at - 1]?.position, staying[at]?.position, photoIds.length);
  if (positions !== undefined) {
    return photoIds.map((photoId, place) => ({ photoId, position: positions[place] ?? 0 }));
  }
  const before = new Map(photos.map(({ photoId, position }) => [photoId, position]));
  return order
    .map((photoId, place) => ({ photoId, position: (place + 1) * positionStep }))
    .filter(({ photoId, position }) => before.get(photoId) !== position);
}

/** `count` rising whole numbers between two, undefined when there is no room. */
function positionsBetween(
  low: number | undefined,
  high: number | undefined,
  count: number,
): number[] | undefined {
  const start = low ?? (high ?? 0) - (count + 1) * positionStep;
  const end = high ?? start + (count + 1) * positionStep;
  const step = Math.floor((end - start) / (count + 1));
  return step < 1 ? undefined : Array.from({ length: count }, (_, at) => start + (at + 1) * step);
}

function idOf({ photoId }: AlbumPhoto): number {
  return photoId;
}
