import { facesWithoutGroup, groupsWithFace, type GroupWithFace } from "../db/best-faces.ts";
import type { Database } from "../db/open.ts";
import { withSnapshot } from "../search/snapshot.ts";
import { sumsOfPeople } from "./sums-of-people.ts";

/** All faces without a name. */
export interface Unnamed {
  /** Of two faces and more, the largest first, equal ones by id. */
  readonly groups: readonly GroupWithFace[];
  /** Faces that are like no other, those of groups first: the face, and the group of it alone or null. */
  readonly singles: readonly (readonly [faceId: number, groupId: number | null])[];
  /** All of them together. */
  readonly faces: number;
}

/** Every face that nobody has, in its group or alone: nothing is left out. */
export function listUnnamed(db: Database): Unnamed {
  return withSnapshot(db, (snapshot) => {
    const { unknownFaces, missingPhotoIds } = sumsOfPeople(snapshot);
    const groups = groupsWithFace(db, missingPhotoIds);
    const firstSingle = groups.findIndex(({ faces }) => faces === 1);
    const split = firstSingle === -1 ? groups.length : firstSingle;
    return {
      groups: groups.slice(0, split),
      singles: [
        ...groups.slice(split).map(({ id, faceId }) => [faceId, id] as const),
        ...facesWithoutGroup(db, missingPhotoIds).map((faceId) => [faceId, null] as const),
      ],
      faces: unknownFaces,
    };
  });
}
