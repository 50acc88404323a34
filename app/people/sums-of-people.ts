import { bestAssignedFaces, bestConfirmedFaces } from "../db/best-faces.ts";
import { packedIdLimit, photosWithAppearances } from "../db/search.ts";
import type { FacesByPlace } from "../search/faces-by-place.ts";
import type { Snapshot } from "../search/snapshot.ts";

/** What is there of a person; faces of missing photos do not count. */
export interface PersonSum {
  /** Theirs by the user's word or the machine's. */
  readonly faces: number;
  /** Photos with at least one of these faces, and photos in which they are without a face to be seen. */
  readonly photos: number;
  /** The best of their faces, one that the user gave before an assigned one; null = they have none. */
  readonly bestFaceId: number | null;
}

/** Sums of a whole library. */
export interface Sums {
  /** By person id; people of whom nothing is there are left out. */
  readonly byPerson: ReadonlyMap<number, PersonSum>;
  /** Faces that are neither named, assigned, ignored nor discarded. */
  readonly unknownFaces: number;
  readonly missingPhotoIds: readonly number[];
}

/** What is counted is kept for as long as the faces that it was counted from. */
const kept = new WeakMap<FacesByPlace, Sums>();

/** Counts the faces and photos of everybody: 100 ms for 300,000 faces after a change, nothing while there is none. */
export function sumsOfPeople(snapshot: Snapshot): Sums {
  const byPlace = snapshot.faces();
  const known = kept.get(byPlace);
  if (known !== undefined) return known;
  const sums = countAll(snapshot, byPlace);
  kept.set(byPlace, sums);
  return sums;
}

function countAll(snapshot: Snapshot, { unknown, firstPerson, people }: FacesByPlace): Sums {
  const present = snapshot.present();
  const photoIds = snapshot.photoIds();
  const counts = new Map<number, { faces: number; photos: number; lastPlace: number }>();
  const missingPhotoIds: number[] = [];
  let unknownFaces = 0;
  for (let place = 0; place < present.length; place++) {
    if (present[place] !== 1) {
      missingPhotoIds.push(photoIds[place] ?? 0);
      continue;
    }
    unknownFaces += unknown[place] ?? 0;
    for (let at = firstPerson[place] ?? 0; at < (firstPerson[place + 1] ?? 0); at++) {
      const personId = people[at] ?? 0;
      const count = counts.get(personId);
      if (count === undefined) {
        counts.set(personId, { faces: 1, photos: 1, lastPlace: place });
        continue;
      }
      count.faces += 1;
      if (count.lastPlace !== place) count.photos += 1;
      count.lastPlace = place;
    }
  }
  for (const packed of photosWithAppearances(snapshot.db)) {
    const photoId = Math.floor(packed / packedIdLimit);
    const place = snapshot.placeOf()[photoId] ?? -1;
    const count = counts.get(packed - photoId * packedIdLimit);
    if (count !== undefined && present[place] === 1) count.faces -= 1;
  }
  const best = bestConfirmedFaces(snapshot.db, missingPhotoIds);
  const without = [...counts].flatMap(([id, { faces }]) => (faces > 0 && !best.has(id) ? [id] : []));
  for (const [id, faceId] of bestAssignedFaces(snapshot.db, without, missingPhotoIds)) best.set(id, faceId);
  const byPerson = new Map(
    [...counts].map(([id, { faces, photos }]) => [id, { faces, photos, bestFaceId: best.get(id) ?? null }]),
  );
  return { byPerson, unknownFaces, missingPhotoIds };
}
