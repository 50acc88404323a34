import { fromFloat32Blob } from "./float32-blob.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";
import { isListed } from "./unnamed.ts";

/** A face of an unnamed group or of a person that a model represents. */
export interface LumpMember {
  readonly faceId: number;
  readonly photoId: number;
  /** The group that it is in, or was named from; null = none. */
  readonly groupId: number | null;
  /** 0 to 1. */
  readonly quality: number;
  /** "2026-11-23T20:31:55"; null = unknown. */
  readonly takenAt: string | null;
}

/** The same with what makes their looks. */
export interface LumpFace extends LumpMember {
  /** Of length 1. */
  readonly vector: Float32Array;
}

const memberColumns = `faces.id AS faceId, photo_id AS photoId, cluster_id AS groupId, quality, taken_at AS takenAt`;

const lumpJoins = `CROSS JOIN embeddings ON embeddings.face_id = faces.id AND model = ?
  CROSS JOIN photos ON photos.id = photo_id`;

/** As the indexes have them, so that no more than `limit` are looked at. */
const bestFirst = "quality DESC, photo_id DESC, faces.id DESC";

/** The faces of an unnamed group that this model represents, the best first; at most `limit`. */
export function groupLumpMembers(db: Database, groupId: number, model: string, limit: number): LumpMember[] {
  return statement<[string, number, number], LumpMember>(
    db,
    `SELECT ${memberColumns} FROM faces INDEXED BY faces_of_groups ${lumpJoins}
     WHERE cluster_id = ? AND ${isListed} ORDER BY ${bestFirst} LIMIT ?`,
  ).all(model, groupId, limit);
}

/** The faces that the user gave to a person and that this model represents, the best first; at most `limit`. */
export function personLumpMembers(
  db: Database,
  personId: number,
  model: string,
  limit: number,
): LumpMember[] {
  return statement<[string, number, number], LumpMember>(
    db,
    `SELECT ${memberColumns} FROM faces INDEXED BY faces_of_people ${lumpJoins}
     WHERE person_id = ? AND ignored = 0 AND is_false = 0 ORDER BY ${bestFirst} LIMIT ?`,
  ).all(model, personId, limit);
}

/** The same faces with their vectors; without those whose vector is gone. */
export function withVectors(db: Database, model: string, members: readonly LumpMember[]): LumpFace[] {
  const read = statement<[number, string], { readonly vector: Uint8Array }>(
    db,
    "SELECT vector FROM embeddings WHERE face_id = ? AND model = ?",
  );
  return members.flatMap((member) => {
    const row = read.get(member.faceId, model);
    return row === undefined ? [] : [{ ...member, vector: fromFloat32Blob(row.vector) }];
  });
}
