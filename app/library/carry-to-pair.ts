import { addAppearance, peopleAppearingIn } from "../db/appearances.ts";
import { copyDecision } from "../db/edited-photos.ts";
import { embeddingsOf } from "../db/embeddings.ts";
import { insertFace } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import {
  copyRejections,
  copyVectors,
  facesOfPair,
  followAlbums,
  followCover,
  followStacks,
  isSpokenFor,
  type FaceOfPair,
} from "../db/photo-pairs.ts";
import { dot } from "../people/vectors.ts";
import { haveSameShape, scaleTo, type PictureSize } from "./picture-size.ts";
import { reconcileFaces } from "./reconcile-faces.ts";

/** A photo of a pair. Pixels of the upright photo. */
export interface PhotoOfPair extends PictureSize {
  readonly photoId: number;
}

/** When two faces are the same by their looks: cosine of `model` from `least` on. */
export interface Likeness {
  readonly model: string;
  readonly least: number;
}

/**
 * Says of a photo all that was said of another one of the same moment: of its faces where they are the same, of people
 * without a face, of albums and covers. What was said of the photo itself already is not changed; a face that it lacks is
 * added at its place, or where the pictures differ in shape, its person without a face. Nobody comes into the photo a
 * second time. Returns how many faces and people got something. Part of an action of the caller.
 */
export function carryToPair(db: Database, from: PhotoOfPair, to: PhotoOfPair, likeness: Likeness): number {
  const decided = facesOfPair(db, from.photoId).filter(({ isDecided }) => isDecided === 1);
  const there = facesOfPair(db, to.photoId);
  const sameFace = haveSameShape(from, to)
    ? matchByPlace(decided, there, from, to)
    : matchByLooks(db, decided, there, likeness);
  const inPhoto = new Set(there.flatMap(({ personId }) => personId ?? []));
  let carried = 0;
  for (const face of decided) {
    const match = sameFace.get(face.id);
    const isCarried =
      match === undefined
        ? addMissing(db, face, { from, to, inPhoto })
        : tellSameFace(db, face, { match, inPhoto });
    if (isCarried) carried += 1;
    if (face.personId !== null) inPhoto.add(face.personId);
    if (match !== undefined) followCover(db, face.id, match.id);
  }
  for (const personId of peopleAppearingIn(db, from.photoId)) {
    if (inPhoto.has(personId)) continue;
    addAppearance(db, { personId, photoId: to.photoId });
    carried += 1;
  }
  followAlbums(db, from.photoId, to.photoId);
  followStacks(db, from.photoId, to.photoId);
  return carried;
}

function matchByPlace(
  decided: readonly FaceOfPair[],
  there: readonly FaceOfPair[],
  from: PictureSize,
  to: PictureSize,
): Map<number, FaceOfPair> {
  const moved = decided.map(({ id, box }) => ({ id, box: scaleTo(box, from, to) }));
  return new Map(reconcileFaces(moved, there).kept.map(({ faceId, found }) => [faceId, found]));
}

/** The most alike first, each face once. */
function matchByLooks(
  db: Database,
  decided: readonly FaceOfPair[],
  there: readonly FaceOfPair[],
  { model, least }: Likeness,
): Map<number, FaceOfPair> {
  const ids = [...decided, ...there].map(({ id }) => id);
  const vectors = embeddingsOf(db, ids, model);
  const alike = decided.flatMap((face) =>
    there.flatMap((other) => {
      const [a, b] = [vectors.get(face.id), vectors.get(other.id)];
      return a === undefined || b === undefined ? [] : { face, other, cosine: dot(a, b) };
    }),
  );
  const matches = new Map<number, FaceOfPair>();
  const taken = new Set<FaceOfPair>();
  for (const { face, other, cosine } of alike.sort((a, b) => b.cosine - a.cosine)) {
    if (cosine < least || matches.has(face.id) || taken.has(other)) continue;
    matches.set(face.id, other);
    taken.add(other);
  }
  return matches;
}

/** Returns whether anything was said of the face that was not said before. */
function tellSameFace(
  db: Database,
  face: FaceOfPair,
  { match, inPhoto }: { readonly match: FaceOfPair; readonly inPhoto: ReadonlySet<number> },
): boolean {
  const isTwice = face.personId !== null && inPhoto.has(face.personId);
  if (match.isDecided === 0) {
    if (isTwice) return false;
    copyDecision(db, face, match.id);
    return true;
  }
  // A name says more than that a face is not to be shown, or nothing of the kind.
  const isNamed = face.personId !== null && match.personId === null && !isTwice;
  if (isNamed && !isSpokenFor(db, match.id, face.personId)) {
    copyDecision(db, face, match.id);
    return true;
  }
  copyRejections(db, face.id, match.id);
  return false;
}

interface Places {
  readonly from: PhotoOfPair;
  readonly to: PhotoOfPair;
  readonly inPhoto: ReadonlySet<number>;
}

/** A face that was named or drawn and is not found in the other picture. */
function addMissing(db: Database, face: FaceOfPair, { from, to, inPhoto }: Places): boolean {
  const { personId } = face;
  if (personId !== null && inPhoto.has(personId)) return false;
  if (face.isFalse === 1 || (personId === null && face.origin !== "drawn")) return false;
  if (haveSameShape(from, to)) {
    const measured = { score: 0, quality: 0, sharpness: 0, yaw: 0, landmarks: new Float32Array(0) };
    const faceId = insertFace(db, to.photoId, { ...measured, box: scaleTo(face.box, from, to) }, "drawn");
    copyVectors(db, face.id, faceId);
    copyDecision(db, face, faceId);
    followCover(db, face.id, faceId);
    return true;
  }
  if (personId === null) return false;
  addAppearance(db, { personId, photoId: to.photoId });
  return true;
}
