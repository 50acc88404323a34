import fc from "fast-check";
import { expect, test } from "vitest";
import { placesAtEnd, placesBefore } from "../../app/albums/place-photos.ts";
import type { AlbumPhoto } from "../../app/db/albums.ts";

/** The photos 1, 2, 3 ... at these positions. */
function photosAt(...positions: number[]): AlbumPhoto[] {
  return positions.map((position, at) => ({ photoId: at + 1, position }));
}

test("new photos come behind the others, with room between", () => {
  expect(placesAtEnd([], [7, 8])).toEqual([
    { photoId: 7, position: 1024 },
    { photoId: 8, position: 2048 },
  ]);
  expect(placesAtEnd(photosAt(5, 9), [7])).toEqual([{ photoId: 7, position: 1033 }]);
});

test("only the photos that move get another position", () => {
  const photos = photosAt(1024, 2048, 3072, 4096);
  expect(placesBefore(photos, [4], 2)).toEqual([{ photoId: 4, position: 1536 }]);
  expect(placesBefore(photos, [3, 1], 4)).toEqual([
    { photoId: 3, position: 2730 },
    { photoId: 1, position: 3412 },
  ]);
  expect(placesBefore(photos, [1], null)).toEqual([{ photoId: 1, position: 5120 }]);
  expect(placesBefore(photos, [4], 1)).toEqual([{ photoId: 4, position: 0 }]);
});

test("nothing moves that stands there already", () => {
  expect(placesBefore(photosAt(1, 2, 3), [2], 3)).toEqual([]);
  expect(placesBefore(photosAt(1, 2, 3), [2, 3], null)).toEqual([]);
});

test("without room between two photos all get new positions", () => {
  expect(placesBefore(photosAt(1, 2, 3), [3], 2)).toEqual([
    { photoId: 1, position: 1024 },
    { photoId: 3, position: 2048 },
    { photoId: 2, position: 3072 },
  ]);
});

test("any moves, one after the other, give the order that was asked for", () => {
  const move = fc.record({
    moving: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
    before: fc.option(fc.integer({ min: 1, max: 6 })),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let photos = photosAt(1, 2, 3, 3, 3, 4);
      for (const { moving, before } of moves) {
        if (before !== null && moving.includes(before)) continue;
        const staying = photos.map(({ photoId }) => photoId).filter((id) => !moving.includes(id));
        const at = before === null ? staying.length : staying.indexOf(before);
        const changed = new Map(
          placesBefore(photos, moving, before).map(({ photoId, position }) => [photoId, position]),
        );
        photos = photos
          .map(({ photoId, position }) => ({ photoId, position: changed.get(photoId) ?? position }))
          .sort((a, b) => a.position - b.position || a.photoId - b.photoId);
        expect(photos.map(({ photoId }) => photoId)).toEqual(staying.toSpliced(at, 0, ...moving));
      }
    }),
    { seed: 5 },
  );
});
