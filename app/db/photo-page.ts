import type { FaceBox, FaceOrigin } from "./faces.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** Somebody by name. */
export interface NamedPerson {
  readonly id: number;
  readonly name: string;
}

/** A face as a photo shows it. */
export interface FaceInPhoto {
  readonly id: number;
  /** Pixels of the upright photo. */
  readonly box: FaceBox;
  /** In which moment of a video, in milliseconds; null in a photo. */
  readonly frameMs: number | null;
  readonly origin: FaceOrigin;
  readonly isIgnored: boolean;
  /** Who it is: by the user's word, or by the machine's; or who the machine thinks it might be. */
  readonly person: (NamedPerson & { readonly by: "confirmed" | "assigned" | "suggested" }) | null;
  /** How sure the machine is, from 0 to 1; null where the user said it, or there is nobody. */
  readonly probability: number | null;
}

type FlatFace = FaceBox & {
  readonly id: number;
  readonly frameMs: number | null;
  readonly origin: FaceOrigin;
  readonly ignored: number;
  readonly isConfirmed: number;
  readonly personId: number | null;
  readonly name: string | null;
  readonly probability: number | null;
  readonly level: "assigned" | "suggested" | null;
};

/** The faces of a photo from left to right, of a video by time first; those of which the user said that they are none are left out. */
export function facesInPhoto(db: Database, photoId: number): FaceInPhoto[] {
  const rows = statement<[number], FlatFace>(
    db,
    `SELECT faces.id, x, y, width, height, frame_ms AS frameMs, origin, ignored, faces.person_id IS NOT NULL AS isConfirmed,
       people.id AS personId, people.name, probability, level
     FROM faces LEFT JOIN assignments ON assignments.face_id = faces.id
       LEFT JOIN people ON people.id = coalesce(faces.person_id, assignments.person_id)
     WHERE photo_id = ? AND is_false = 0 ORDER BY frame_ms, x + faces.width / 2, faces.id`,
  ).all(photoId);
  return rows.map((row) => {
    const {
      id,
      x,
      y,
      width,
      height,
      frameMs,
      origin,
      ignored,
      isConfirmed,
      personId,
      name,
      probability,
      level,
    } = row;
    const by = isConfirmed === 1 ? "confirmed" : level;
    return {
      ...{ id, origin, frameMs },
      box: { x, y, width, height },
      isIgnored: ignored === 1,
      person: personId === null || name === null || by === null ? null : { id: personId, name, by },
      probability: isConfirmed === 1 ? null : probability,
    };
  });
}

/** Who is in a photo without a face to be seen, by name. */
export function peopleWithoutFace(db: Database, photoId: number): NamedPerson[] {
  return statement<[number], NamedPerson>(
    db,
    `SELECT people.id, name FROM appearances JOIN people ON people.id = person_id
     WHERE photo_id = ? ORDER BY name, people.id`,
  ).all(photoId);
}

/** The albums that the user put a photo into. */
export function handFilledAlbumsOf(db: Database, photoId: number): Set<number> {
  const ids = statement<[number], number>(db, "SELECT album_id FROM album_photos WHERE photo_id = ?");
  return new Set(ids.pluck().all(photoId));
}
