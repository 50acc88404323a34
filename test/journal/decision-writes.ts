import fc from "fast-check";

/** A write to a decision table that is legal in any state of a catalogue with faces 1 to 6 in the photos 1 and 2. */
export interface DecisionWrite {
  readonly sql: string;
  readonly values: readonly (number | string | null | Uint8Array)[];
}

const small = fc.integer({ min: 1, max: 4 });
const face = fc.integer({ min: 1, max: 8 });
const photo = fc.integer({ min: 1, max: 2 });
const bit = fc.integer({ min: 0, max: 1 });

type Values = DecisionWrite["values"];
const write = (sql: string, ...values: fc.Arbitrary<Values[number]>[]): fc.Arbitrary<DecisionWrite> =>
  fc.tuple(...values).map((chosen) => ({ sql, values: chosen }));

/**
 * Rows are chosen by small ids that may or may not be there; what refers to nothing is not written. People are only
 * deleted when no face is theirs, as the foreign key asks.
 */
export const decisionWrites: fc.Arbitrary<DecisionWrite> = fc.oneof(
  write("INSERT INTO people (name, is_hidden) VALUES (?, ?)", fc.constantFrom("Ada", "Ben"), bit),
  write(
    "UPDATE people SET name = ?, birth_date = '2001-02-03' WHERE id = ?",
    fc.constantFrom("Cy", "Di"),
    small,
  ),
  write("UPDATE people SET cover_face_id = (SELECT id FROM faces WHERE id = ?) WHERE id = ?", face, small),
  write(
    "DELETE FROM people WHERE id = ? AND NOT EXISTS (SELECT 1 FROM faces WHERE person_id = people.id)",
    small,
  ),
  write("UPDATE faces SET person_id = (SELECT id FROM people WHERE id = ?) WHERE id = ?", small, face),
  write("UPDATE faces SET person_id = NULL WHERE person_id = ?", small),
  write("UPDATE faces SET ignored = ?, is_false = ? WHERE id = ?", bit, bit, face),
  write("INSERT OR IGNORE INTO clusters (id) VALUES (?)", small),
  write("INSERT OR IGNORE INTO parted_pairs (raw_photo_id, photo_id) VALUES (?, ?)", photo, photo),
  write("INSERT OR REPLACE INTO stacked_photos (photo_id, first_photo_id) VALUES (?, ?)", photo, photo),
  write("DELETE FROM stacked_photos WHERE photo_id = ?", photo),
  write("INSERT OR IGNORE INTO unstacked_photos (photo_id) VALUES (?)", photo),
  write("DELETE FROM unstacked_photos WHERE photo_id = ?", photo),
  write("INSERT OR IGNORE INTO stack_covers (photo_id) VALUES (?)", photo),
  write("DELETE FROM stack_covers WHERE photo_id = ?", photo),
  write("UPDATE faces SET cluster_id = (SELECT max(id) FROM clusters) WHERE id = ?", face),
  write(
    `INSERT INTO faces (photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks, origin)
     VALUES (?, 0.1, 2, 3, 4.5, 1, 0.5, 7, -0.25, ?, 'drawn')`,
    photo,
    fc.constant(new Uint8Array(16).fill(7)),
  ),
  write(
    "INSERT OR IGNORE INTO embeddings (face_id, model, vector) SELECT id, 'm', ? FROM faces WHERE id = ?",
    fc.constant(new Uint8Array(8).fill(9)),
    face,
  ),
  write("DELETE FROM faces WHERE id = ?", face),
  write(
    "INSERT OR REPLACE INTO rejections SELECT faces.id, people.id FROM faces, people WHERE faces.id = ? AND people.id = ?",
    face,
    small,
  ),
  write("UPDATE OR REPLACE rejections SET person_id = (SELECT max(id) FROM people) WHERE face_id = ?", face),
  write("DELETE FROM rejections WHERE person_id = ?", small),
  write("INSERT INTO judgements (kind) VALUES (?)", fc.constantFrom("together", "apart")),
  write(
    "INSERT OR IGNORE INTO judgement_faces SELECT judgements.id, faces.id, ? FROM judgements, faces WHERE judgements.id = ? AND faces.id = ?",
    bit,
    small,
    face,
  ),
  write("UPDATE judgement_faces SET side = ? WHERE face_id = ?", bit, face),
  write("DELETE FROM judgements WHERE id = ?", small),
  write(
    "INSERT OR IGNORE INTO different_people SELECT a.id, b.id FROM people a, people b WHERE a.id = ? AND b.id > a.id",
    small,
  ),
  write("INSERT OR IGNORE INTO appearances SELECT id, ? FROM people WHERE id = ?", photo, small),
  write("UPDATE OR IGNORE appearances SET photo_id = ? WHERE person_id = ?", photo, small),
  write(
    "INSERT INTO albums (name, query, cover_photo_id, position) VALUES ('Trip', ?, ?, ?)",
    fc.constantFrom("ada", null),
    photo,
    small,
  ),
  write("UPDATE albums SET position = position + ? WHERE id = ?", small, small),
  write("INSERT OR REPLACE INTO album_photos SELECT id, ?, ? FROM albums WHERE id = ?", photo, small, small),
  write("DELETE FROM albums WHERE id = ?", small),
);
