import { groupLumpMembers, personLumpMembers, withVectors, type LumpMember } from "../db/lump-faces.ts";
import type { Database } from "../db/open.ts";
import { likenessOf, type Commonness } from "../people/commonness.ts";
import { meanQuality } from "../people/divide.ts";
import { millisecondsOf } from "../people/gallery.ts";
import { galleryOf } from "../people/library-gallery.ts";
import { prototypesOf, type Prototype } from "../people/prototypes.ts";
import { vectorRevision } from "../db/vector-revision.ts";

/** An unnamed group, or the confirmed faces of a person, as far as it can be compared with others. */
export interface Lump {
  /** At least one, the best first; of a large lump the best only. */
  readonly faces: readonly LumpMember[];
  /** At least one. */
  readonly looks: readonly Prototype[];
  /** The mean over the faces, 0 to 1. */
  readonly quality: number;
}

/** Faces read of one lump. More good faces do not change what a group looks like. */
export const mostLumpFaces = 200;

/** Groups whose looks are remembered: most have one, of 2 KB. */
const mostGroups = 4_000;

interface KnownLooks {
  readonly madeFrom: string;
  readonly looks: readonly Prototype[];
}

/** For each open catalogue the looks of groups, by model and group, the one that was not needed for longest first. */
const knownLooks = new WeakMap<Database, Map<string, KnownLooks>>();

/** For the looks of a person the faces that were read with them: when other faces are theirs, so are other looks. */
const knownFaces = new WeakMap<readonly Prototype[], readonly LumpMember[]>();

/** What an unnamed group looks like; null when there is no such group, or the model has not represented it. */
export function lumpOfGroup(db: Database, groupId: number, model: string): Lump | null {
  const faces = groupLumpMembers(db, groupId, model, mostLumpFaces);
  if (faces.length === 0) return null;
  const looks = looksOfGroup(db, groupId, model, faces);
  return looks.length === 0 ? null : { faces, looks, quality: meanQuality(faces) };
}

/** What a person looks like; null when the user has not given them a face that the model has represented. */
export function lumpOfPerson(db: Database, personId: number, model: string): Lump | null {
  const looks = galleryOf(db, model).byId.get(personId)?.looks;
  if (looks === undefined) return null;
  const faces = knownFaces.get(looks) ?? personLumpMembers(db, personId, model, mostLumpFaces);
  knownFaces.set(looks, faces);
  return faces.length === 0 ? null : { faces, looks, quality: meanQuality(faces) };
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

/** Made anew when the group has other faces, or these have other vectors, qualities or times. */
function looksOfGroup(
  db: Database,
  groupId: number,
  model: string,
  faces: readonly LumpMember[],
): readonly Prototype[] {
  const known = knownLooks.get(db) ?? new Map<string, KnownLooks>();
  knownLooks.set(db, known);
  const key = `${model} ${groupId}`;
  const madeFrom = JSON.stringify([
    vectorRevision(db),
    faces.map(({ faceId, quality, takenAt }) => [faceId, quality, takenAt]),
  ]);
  const before = known.get(key);
  const looks =
    before?.madeFrom === madeFrom
      ? before.looks
      : prototypesOf(
          withVectors(db, model, faces).map((face) => ({ ...face, takenAtMs: millisecondsOf(face.takenAt) })),
        );
  known.delete(key);
  known.set(key, { madeFrom, looks });
  for (const oldest of known.keys()) {
    if (known.size <= mostGroups) break;
    known.delete(oldest);
  }
  return looks;
}
