import { confirmedFacesInPhotos, type DecidedFace } from "../db/decided-faces.ts";
import { personOf, setIgnored, setPerson } from "../db/faces.ts";
import { filesOfPhoto } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { clearCovers, type Person } from "../db/people.ts";
import { addRejection, removeRejection } from "../db/rejections.ts";
import { withdrawAssignments, withdrawAssignmentsInPhotos } from "../db/withdraw-assignments.ts";
import { FalseFaceError, TwiceInPhotoError } from "./errors.ts";
import { settleJudgements } from "./judge.ts";

/** Faces that the user gave to a person. */
export interface ConfirmedFaces {
  readonly personId: number;
  readonly personName: string;
  /** The faces given. */
  readonly faceIds: readonly number[];
  /** How many of them the user had not given to that person before. */
  readonly changed: number;
}

/**
 * Gives faces to a person by the user's word, which goes before all that was said of them earlier: a rejection of this
 * person is forgotten, the person who had the face is rejected for it, it is no longer ignored, and judgements that
 * say otherwise are lifted.
 * @throws FalseFaceError; TwiceInPhotoError unless `allowTwice`, or the user has said before that the photo shows the
 * person more than once.
 */
export function confirmFaces(
  db: Database,
  faces: readonly DecidedFace[],
  person: Pick<Person, "id" | "name">,
  { allowTwice }: { readonly allowTwice: boolean },
): ConfirmedFaces {
  refuseFalse(faces);
  const faceIds = faces.map(({ id }) => id);
  const photoIds = [...new Set(faces.map(({ photoId }) => photoId))];
  if (!allowTwice) refuseTwiceUnlessSaid(db, confirmedFacesInPhotos(db, person.id, photoIds), faces);
  clearCovers(
    db,
    faces.filter(({ personId }) => personId !== person.id).map(({ id }) => id),
  );
  for (const face of faces) giveFace(db, face, person.id);
  withdrawAssignments(db, faceIds);
  withdrawAssignmentsInPhotos(db, person.id, photoIds);
  settleJudgements(db, person.id, faceIds);
  const changed = faces.filter(({ personId, ignored }) => personId !== person.id || ignored).length;
  return { personId: person.id, personName: person.name, faceIds, changed };
}

type FaceInPhoto = Pick<DecidedFace, "id" | "photoId" | "frameMs">;

/** Throws TwiceInPhotoError when two of these faces are in one photo. In a video, people are in many frames. */
export function refuseTwiceInPhoto(db: Database, faces: readonly FaceInPhoto[]): void {
  const momentOf = ({ photoId, frameMs }: FaceInPhoto) => `${photoId} ${frameMs ?? ""}`;
  for (const inPhoto of Map.groupBy(faces, momentOf).values()) {
    const ids = [...new Set(inPhoto.map(({ id }) => id))];
    const photoId = inPhoto[0]?.photoId;
    if (ids.length < 2 || photoId === undefined) continue;
    throw new TwiceInPhotoError({ id: photoId, path: filesOfPhoto(db, photoId)[0]?.path ?? null }, ids);
  }
}

function refuseTwiceUnlessSaid(
  db: Database,
  confirmed: readonly FaceInPhoto[],
  faces: readonly DecidedFace[],
): void {
  const before = Map.groupBy(confirmed, ({ photoId }) => photoId);
  const isTwice = (photoId: number) => (before.get(photoId)?.length ?? 0) > 1;
  refuseTwiceInPhoto(
    db,
    [...confirmed, ...faces].filter(({ photoId }) => !isTwice(photoId)),
  );
}

function giveFace(db: Database, face: DecidedFace, personId: number): void {
  const former = personOf(face);
  if (former !== null && former !== personId) addRejection(db, { faceId: face.id, personId: former });
  if (face.personId !== personId) setPerson(db, face.id, personId);
  if (face.ignored) setIgnored(db, face.id, false);
  removeRejection(db, { faceId: face.id, personId });
}

function refuseFalse(faces: readonly DecidedFace[]): void {
  const wrong = faces.filter(({ isFalse }) => isFalse).map(({ id }) => id);
  if (wrong.length > 0) throw new FalseFaceError(wrong);
}
