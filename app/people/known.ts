import { decidedFaces, facesOfGroup, type DecidedFace } from "../db/decided-faces.ts";
import type { Database } from "../db/open.ts";
import { findPerson, type Person } from "../db/people.ts";
import { findPhoto, type Photo } from "../db/photos.ts";
import {
  NothingChosenError,
  UnknownFaceError,
  UnknownGroupError,
  UnknownPersonError,
  UnknownPhotoError,
} from "./errors.ts";

/** The faces with these ids, oldest first. Throws NothingChosenError, UnknownFaceError. */
export function knownFaces(db: Database, faceIds: readonly number[]): DecidedFace[] {
  if (faceIds.length === 0) throw new NothingChosenError("face");
  const faces = decidedFaces(db, faceIds);
  const found = new Set(faces.map(({ id }) => id));
  const unknown = faceIds.filter((id) => !found.has(id));
  if (unknown.length > 0) throw new UnknownFaceError(unknown);
  return faces;
}

/** The face with this id. Throws UnknownFaceError. */
export function knownFace(db: Database, faceId: number): DecidedFace {
  const [face] = knownFaces(db, [faceId]);
  if (face === undefined) throw new UnknownFaceError([faceId]);
  return face;
}

/** The person with this id. Throws UnknownPersonError. */
export function knownPerson(db: Database, personId: number): Person {
  const person = findPerson(db, personId);
  if (person === undefined) throw new UnknownPersonError(personId);
  return person;
}

/** The people with these ids, each once, in this order. Throws NothingChosenError, UnknownPersonError. */
export function knownPeople(db: Database, personIds: readonly number[]): Person[] {
  if (personIds.length === 0) throw new NothingChosenError("person");
  return [...new Set(personIds)].map((id) => knownPerson(db, id));
}

/** The faces of an unnamed group, at least one, oldest first. Throws UnknownGroupError. */
export function knownGroup(db: Database, groupId: number): number[] {
  const faceIds = facesOfGroup(db, groupId);
  if (faceIds.length === 0) throw new UnknownGroupError(groupId);
  return faceIds;
}

/** The faces of unnamed groups, by group, each group once. Throws NothingChosenError, UnknownGroupError. */
export function knownGroups(db: Database, groupIds: readonly number[]): Map<number, number[]> {
  if (groupIds.length === 0) throw new NothingChosenError("group");
  return new Map(groupIds.map((id) => [id, knownGroup(db, id)]));
}

/** The photo with this id. Throws UnknownPhotoError. */
export function knownPhoto(db: Database, photoId: number): Photo {
  const photo = findPhoto(db, photoId);
  if (photo === undefined) throw new UnknownPhotoError(photoId);
  return photo;
}
