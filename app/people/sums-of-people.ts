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

function countAll(snapshot: Snapshot, byPlace: FacesByPlace): Sums {
  const present = snapshot.present();
  const photoIds = snapshot.photoIds();
  const missingPhotoIds: number[] = [];
  let unknownFaces = 0;
  for (let place = 0; place < present.length; place++) {
    if (present[place] === 1) unknownFaces += byPlace.unknown[place] ?? 0;
    else missingPhotoIds.push(photoIds[place] ?? 0);
  }
  const { faces, photos } = countPeople(snapshot, byPlace);
  const best = bestConfirmedFaces(snapshot.db, missingPhotoIds);
  const without: number[] = [];
  for (const [id, count] of faces.entries()) if (count > 0 && !best.has(id)) without.push(id);
  for (const [id, faceId] of bestAssignedFaces(snapshot.db, without, missingPhotoIds)) best.set(id, faceId);
  const byPerson = new Map<number, PersonSum>();
  for (const [id, count] of photos.entries()) {
    if (count === 0) continue;
    byPerson.set(id, { faces: faces[id] ?? 0, photos: count, bestFaceId: best.get(id) ?? null });
  }
  return { byPerson, unknownFaces, missingPhotoIds };
}

/** How many faces and photos there are of each person, by person id. */
function countPeople(snapshot: Snapshot, { firstPerson, people }: FacesByPlace) {
  const present = snapshot.present();
  let largestId = 0;
  for (const id of people) if (id > largestId) largestId = id;
  const faces = new Int32Array(largestId + 1);
  const photos = new Int32Array(largestId + 1);
  const lastPlace = new Int32Array(largestId + 1).fill(-1);
  for (let place = 0; place < present.length; place++) {
    if (present[place] !== 1) continue;
    for (let at = firstPerson[place] ?? 0; at < (firstPerson[place + 1] ?? 0); at++) {
      const id = people[at] ?? 0;
      faces[id] = (faces[id] ?? 0) + 1;
      if (lastPlace[id] !== place) photos[id] = (photos[id] ?? 0) + 1;
      lastPlace[id] = place;
    }
  }
  // Who is in a photo without a face to be seen came as a face.
  for (const packed of photosWithAppearances(snapshot.db)) {
    const photoId = Math.floor(packed / packedIdLimit);
    const id = packed - photoId * packedIdLimit;
    if (present[snapshot.placeOf()[photoId] ?? -1] === 1) faces[id] = (faces[id] ?? 0) - 1;
  }
  return { faces, photos };
}
