import { hasPresentFile } from "./files.ts";

/**
 * The SQL condition that a face belongs to nobody: the user has neither named, ignored nor discarded it, and the
 * machine has not assigned it to a person. A face that is only suggested is unnamed. Such faces, and no others, are
 * clustered, and make up the unnamed groups. `faces` is the name that the faces have in the query.
 */
export function isUnnamedFace(faces = "faces"): string {
  return `(${faces}.person_id IS NULL AND ${faces}.ignored = 0 AND ${faces}.is_false = 0
    AND NOT EXISTS (SELECT 1 FROM assignments WHERE assignments.face_id = ${faces}.id AND level = 'assigned'))`;
}

/** The SQL condition that a face is unnamed and in a photo that is there: those are shown and asked about. */
export const isListed = `${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")}`;
