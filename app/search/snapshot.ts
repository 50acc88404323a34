import type { Database } from "../db/open.ts";
import { photoMonths, photoRatios, type MonthOfPhotos } from "../db/photo-layout.ts";
import { faceCountsOfPeople, searchablePeople } from "../db/search-people.ts";
import {
  packedIdLimit,
  photoIdsByTime,
  photoIdsOfPerson,
  presentPhotoIds,
  readRevisions,
  unanalysedPhotoIds,
  type Revisions,
} from "../db/search.ts";
import { countFacesByPlace, type FacesByPlace } from "./faces-by-place.ts";
import { readStackRevision } from "../db/stacks.ts";
import { foldPeople, type FoldedPerson } from "./find-people.ts";
import { readStacks, type StacksByPlace } from "./stacks-by-place.ts";

/** Which photos there are, in one state of the catalogue. Everything is loaded when it is first asked for. */
interface PhotoParts {
  /** By place: the number of a photo in the order newest first. Photos that are missing are among them. */
  readonly photoIds: () => readonly number[];
  /** By photo id; -1 where there is no such photo. */
  readonly placeOf: () => Int32Array;
  /** The set of the photos with a file that is there. */
  readonly present: () => Uint8Array;
  readonly analysed: () => Uint8Array;
  /** By place: the hundredfold of width by height, 0 = not known. */
  readonly ratios: () => Uint16Array;
  /** Newest first, each a range of places. */
  readonly months: () => readonly MonthOfPhotos[];
}

interface FaceParts {
  readonly faces: () => FacesByPlace;
  /** The places of a person's photos; some may come twice. */
  readonly placesOfPerson: (personId: number) => Int32Array;
  /** By person id; people without a face are left out. */
  readonly faceCounts: () => ReadonlyMap<number, number>;
}

interface StackParts {
  readonly stacks: () => StacksByPlace;
}

interface PeopleParts {
  readonly people: () => readonly FoldedPerson[];
}

/**
 * What searches read of a catalogue, in one state of it. A set of photos is a byte a place, 1 or 0, so that every set
 * comes sorted newest first, and "and", "or" and "not" are one loop each.
 */
export interface Snapshot extends PhotoParts, FaceParts, PeopleParts, StackParts {
  readonly db: Database;
}

interface Kept {
  readonly revisions: Revisions;
  readonly stackRevision: number;
  readonly photoParts: PhotoParts;
  readonly stackParts: StackParts;
  readonly faceParts: FaceParts;
  readonly peopleParts: PeopleParts;
}

const keptFor = new WeakMap<Database, Kept>();

/**
 * Runs `read` with a snapshot of the catalogue as it is now. What was read for an earlier one is used again, unless it
 * changed since. What another connection commits meanwhile is not seen.
 */
export function withSnapshot<Result>(db: Database, read: (snapshot: Snapshot) => Result): Result {
  // A transaction that is not over may be rolled back, and its revision numbers be given to something else.
  const mayKeep = !db.inTransaction;
  return db.transaction(() => {
    const kept = refreshed(db, readRevisions(db), readStackRevision(db), keptFor.get(db));
    if (mayKeep) keptFor.set(db, kept);
    return read({ db, ...kept.photoParts, ...kept.faceParts, ...kept.peopleParts, ...kept.stackParts });
  })();
}

/** The set of these photos. */
export function setOf(
  snapshot: Pick<Snapshot, "photoIds" | "placeOf">,
  photoIds: readonly number[],
): Uint8Array {
  const placeOf = snapshot.placeOf();
  const set = emptySet(snapshot);
  for (const id of photoIds) {
    const place = placeOf[id];
    if (place !== undefined && place !== -1) set[place] = 1;
  }
  return set;
}

/** The set of no photo. */
export function emptySet(snapshot: Pick<Snapshot, "photoIds">): Uint8Array {
  return new Uint8Array(snapshot.photoIds().length);
}

function refreshed(db: Database, revisions: Revisions, stackRevision: number, kept: Kept | undefined): Kept {
  const arePhotosSame = kept?.revisions.photos === revisions.photos;
  const areFacesSame = arePhotosSame && kept.revisions.faces === revisions.faces;
  const photoParts = arePhotosSame ? kept.photoParts : readPhotos(db);
  const areStacksSame = arePhotosSame && kept.stackRevision === stackRevision;
  return {
    revisions,
    stackRevision,
    photoParts,
    stackParts: areStacksSame
      ? kept.stackParts
      : { stacks: once(() => readStacks(db, photoParts.placeOf(), photoParts.present())) },
    // Faces are kept by the places of their photos.
    faceParts: areFacesSame ? kept.faceParts : readFaces(db, photoParts),
    peopleParts:
      kept?.revisions.people === revisions.people
        ? kept.peopleParts
        : { people: once(() => foldPeople(searchablePeople(db))) },
  };
}

function readPhotos(db: Database): PhotoParts {
  const photoIds = once(() => photoIdsByTime(db));
  const placeOf = once(() => placesById(photoIds()));
  const set = (ids: readonly number[]) => setOf({ photoIds, placeOf }, ids);
  return {
    photoIds,
    placeOf,
    present: once(() => set(presentPhotoIds(db))),
    analysed: once(() => set(unanalysedPhotoIds(db)).map((isUnanalysed) => 1 - isUnanalysed)),
    ratios: once(() => ratiosByPlace(db, photoIds(), placeOf())),
    months: once(() => photoMonths(db)),
  };
}

function readFaces(db: Database, { photoIds, placeOf }: PhotoParts): FaceParts {
  const placesByPerson = new Map<number, Int32Array>();
  return {
    faces: once(() => countFacesByPlace(db, placeOf(), photoIds().length)),
    placesOfPerson: (personId) => {
      const known = placesByPerson.get(personId);
      if (known !== undefined) return known;
      const places = Int32Array.from(photoIdsOfPerson(db, personId), (id) => placeOf()[id] ?? -1);
      placesByPerson.set(personId, places);
      return places;
    },
    faceCounts: once(() => faceCountsOfPeople(db)),
  };
}

function placesById(photoIds: readonly number[]): Int32Array {
  let largest = 0;
  for (const id of photoIds) if (id > largest) largest = id;
  const places = new Int32Array(largest + 1).fill(-1);
  for (let place = 0; place < photoIds.length; place++) places[photoIds[place] ?? 0] = place;
  return places;
}

function ratiosByPlace(db: Database, photoIds: readonly number[], placeOf: Int32Array): Uint16Array {
  const ratios = new Uint16Array(photoIds.length);
  for (const packed of photoRatios(db)) {
    const id = Math.floor(packed / packedIdLimit);
    ratios[placeOf[id] ?? 0] = packed % packedIdLimit;
  }
  return ratios;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
