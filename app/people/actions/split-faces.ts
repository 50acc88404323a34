import { createCluster } from "../../db/clusters.ts";
import { confirmedFacesOf, facesOfGroup, type DecidedFace } from "../../db/decided-faces.ts";
import { personOf, setCluster } from "../../db/faces.ts";
import type { Database } from "../../db/open.ts";
import { findPerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { FacesNotTogetherError, NothingLeftBehindError } from "../errors.ts";
import { judgeApart } from "../judge.ts";
import { knownFaces } from "../known.ts";
import { rejectFaces } from "../release-faces.ts";
import { countOf } from "../summary-words.ts";

/** Faces that were split off. */
export interface SplitFaces {
  readonly faceIds: readonly number[];
  /** The new groups that they are in: one, or one more for each further face in the same photo. */
  readonly groupIds: readonly number[];
  /** Whom they left, null = an unnamed group. */
  readonly personId: number | null;
}

/**
 * Splits chosen faces off their unnamed group, or off their person: they become a new group without a name, are never
 * put together with the rest again, and never suggested for that person.
 * @throws NothingChosenError, UnknownFaceError; FacesNotTogetherError when they are not of one group or one person;
 * NothingLeftBehindError when nothing would stay.
 */
export function splitFaces(
  context: ActionContext,
  { faceIds }: { readonly faceIds: readonly number[] },
): PerformedAction & { readonly result: SplitFaces } {
  const { db } = context;
  const summary = ({ faceIds: split, personId }: SplitFaces) => {
    const from = personId === null ? "their group" : (findPerson(db, personId)?.name ?? "their person");
    return `split ${countOf(split.length, "face")} off ${from}`;
  };
  return act(context, { kind: "split-faces", summary }, () => {
    const faces = knownFaces(db, faceIds);
    const chosen = faces.map(({ id }) => id);
    const personId = sharedPlace(faces, personOf);
    const rest = restOf(db, faces, personId).filter((id) => !chosen.includes(id));
    if (rest.length === 0) throw new NothingLeftBehindError();
    if (personId !== null) rejectFaces(db, faces, personId);
    const groupIds = intoNewGroups(db, faces);
    judgeApart(db, chosen, rest);
    return { faceIds: chosen, groupIds, personId };
  });
}

/** All faces that the chosen ones are with. */
function restOf(db: Database, faces: readonly DecidedFace[], personId: number | null): number[] {
  // What the machine assigned to a person is not the user's word, so it is not set against the faces that leave.
  if (personId !== null) return confirmedFacesOf(db, personId);
  const groupId = sharedPlace(faces, ({ clusterId, ignored, isFalse }) =>
    ignored || isFalse ? null : clusterId,
  );
  if (groupId === null) throw new FacesNotTogetherError(faces.map(({ id }) => id));
  return facesOfGroup(db, groupId);
}

function sharedPlace(
  faces: readonly DecidedFace[],
  placeOf: (face: DecidedFace) => number | null,
): number | null {
  const places = new Set(faces.map(placeOf));
  const [place = null] = places;
  if (places.size !== 1) throw new FacesNotTogetherError(faces.map(({ id }) => id));
  return place;
}

/** A group never holds two faces of one photo: the second of a photo goes into a second group, and so on. */
function intoNewGroups(db: Database, faces: readonly DecidedFace[]): number[] {
  const groupIds: number[] = [];
  for (const inPhoto of Map.groupBy(faces, ({ photoId }) => photoId).values()) {
    for (const [at, { id }] of inPhoto.entries()) {
      const groupId = groupIds[at] ?? createCluster(db);
      groupIds[at] = groupId;
      setCluster(db, id, groupId);
    }
  }
  return groupIds;
}
