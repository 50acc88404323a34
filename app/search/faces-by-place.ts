import type { Database } from "../db/open.ts";
import {
  assignedFaces,
  namedFaces,
  packedIdLimit,
  photosWithAppearances,
  unnamedFaces,
} from "../db/search.ts";

/** Faces and people of every photo, by its place (snapshot.ts). Only faces that are neither ignored nor false. */
export interface FacesByPlace {
  /** How many faces. */
  readonly faces: Uint16Array;
  /** How many of them have no person, neither confirmed nor assigned. */
  readonly unknown: Uint16Array;
  /** Where the people of each place begin in `people`; one more entry than places. */
  readonly firstPerson: Uint32Array;
  /** Person ids, place after place, also of people without a face. Somebody may come twice in a place. */
  readonly people: Uint32Array;
}

/** Reads the faces of the whole library: about 70 ms for 300,000. */
export function countFacesByPlace(db: Database, placeOfPhoto: Int32Array, places: number): FacesByPlace {
  const faces = new Uint16Array(places);
  const unknown = new Uint16Array(places);
  const named = namedFaces(db);
  const assigned = assignedFaces(db);
  const appearances = photosWithAppearances(db);
  const pairs = listPairs(named.length + assigned.length + appearances.length);
  for (const packed of named) {
    const photoId = firstOf(packed);
    const place = placeOfPhoto[photoId] ?? -1;
    if (place === -1) continue;
    faces[place] = (faces[place] ?? 0) + 1;
    pairs.add(place, secondOf(packed, photoId));
  }
  const placeOfFace = placeUnnamed(unnamedFaces(db), placeOfPhoto);
  for (const place of placeOfFace) {
    if (place === -1) continue;
    faces[place] = (faces[place] ?? 0) + 1;
    unknown[place] = (unknown[place] ?? 0) + 1;
  }
  for (const packed of assigned) {
    const faceId = firstOf(packed);
    const place = placeOfFace[faceId] ?? -1;
    // A face that does not count, or one that the user has named since: the user's word comes first.
    if (place === -1) continue;
    unknown[place] = (unknown[place] ?? 0) - 1;
    pairs.add(place, secondOf(packed, faceId));
  }
  for (const packed of appearances) {
    const photoId = firstOf(packed);
    const place = placeOfPhoto[photoId] ?? -1;
    if (place !== -1) pairs.add(place, secondOf(packed, photoId));
  }
  return { faces, unknown, ...pairs.inOrder(places) };
}

/** The places of the faces without a confirmed person, by face id; -1 = no such face. */
function placeUnnamed(unnamed: readonly number[], placeOfPhoto: Int32Array): Int32Array {
  const placeOfFace = new Int32Array(firstOf(unnamed.at(-1) ?? 0) + 1).fill(-1);
  for (const packed of unnamed) {
    const faceId = firstOf(packed);
    placeOfFace[faceId] = placeOfPhoto[secondOf(packed, faceId)] ?? -1;
  }
  return placeOfFace;
}

interface Pairs {
  add(place: number, personId: number): void;
  inOrder(places: number): Pick<FacesByPlace, "firstPerson" | "people">;
}

/** Collects up to `capacity` pairs of place and person, and sorts them by place, by counting. */
function listPairs(capacity: number): Pairs {
  const pairPlaces = new Int32Array(capacity);
  const pairPeople = new Uint32Array(capacity);
  let length = 0;
  return {
    add: (place, personId) => {
      pairPlaces[length] = place;
      pairPeople[length] = personId;
      length++;
    },
    inOrder: (places) => {
      const firstPerson = new Uint32Array(places + 1);
      for (const place of pairPlaces.subarray(0, length))
        firstPerson[place + 1] = (firstPerson[place + 1] ?? 0) + 1;
      for (let place = 0; place < places; place++)
        firstPerson[place + 1] = (firstPerson[place + 1] ?? 0) + (firstPerson[place] ?? 0);
      const next = firstPerson.slice();
      const people = new Uint32Array(length);
      for (let at = 0; at < length; at++) {
        const place = pairPlaces[at] ?? 0;
        people[next[place] ?? 0] = pairPeople[at] ?? 0;
        next[place] = (next[place] ?? 0) + 1;
      }
      return { firstPerson, people };
    },
  };
}

function firstOf(packed: number): number {
  return Math.floor(packed / packedIdLimit);
}

function secondOf(packed: number, first: number): number {
  return packed - first * packedIdLimit;
}
