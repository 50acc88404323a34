import type { Database } from "../db/open.ts";
import { groupLumpFaces, personLumpFaces, type LumpFace } from "../db/lump-faces.ts";
import { likenessOf, type Commonness } from "../people/commonness.ts";
import { millisecondsOf } from "../people/gallery.ts";
import { prototypesOf, type Prototype } from "../people/prototypes.ts";

/** An unnamed group, or the confirmed faces of a person, as far as it can be compared with others. */
export interface Lump {
  /** At least one, the best first; of a large lump the best only. */
  readonly faces: readonly LumpFace[];
  /** At least one. */
  readonly looks: readonly Prototype[];
  /** The mean over the faces, 0 to 1. */
  readonly quality: number;
}

/** Faces read of one lump: 400 KB, some 2 ms. More good faces do not change what a lump looks like. */
export const mostLumpFaces = 200;

/** What an unnamed group looks like; null when there is no such group, or the model has not represented it. */
export function lumpOfGroup(db: Database, groupId: number, model: string): Lump | null {
  return lumpOf(groupLumpFaces(db, groupId, model, mostLumpFaces));
}

/** What a person looks like; null when the user has not given them a face that the model has represented. */
export function lumpOfPerson(db: Database, personId: number, model: string): Lump | null {
  return lumpOf(personLumpFaces(db, personId, model, mostLumpFaces));
}

/** How alike the looks of two lumps are that are most alike. */
export function likeness(one: Lump, other: Lump, commonnessOf: Commonness): number {
  return Math.max(
    ...one.looks.flatMap((a) => other.looks.map((b) => likenessOf(a.vector, b.vector, commonnessOf))),
  );
}

/** Do two lumps have faces in one photo, as far as they were read? */
export function shareAPhoto(one: Lump, other: Lump): boolean {
  const photoIds = new Set(one.faces.map(({ photoId }) => photoId));
  return other.faces.some(({ photoId }) => photoIds.has(photoId));
}

function lumpOf(faces: readonly LumpFace[]): Lump | null {
  if (faces.length === 0) return null;
  const looks = prototypesOf(faces.map((face) => ({ ...face, takenAtMs: millisecondsOf(face.takenAt) })));
  const quality = faces.reduce((sum, face) => sum + face.quality, 0) / faces.length;
  return { faces, looks, quality };
}
