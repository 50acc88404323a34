import { expect, test } from "vitest";
import { openAtVersion } from "../support/catalogue-at-version.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("version 2 keeps people, faces and vectors, and everything new says nothing yet", () => {
  const folder = temporaryFolder();
  const before = openAtVersion(folder, 1);
  before.exec(`
    INSERT INTO photos (id, content_hash, size_bytes) VALUES (3, randomblob(32), 10);
    INSERT INTO people (id, name) VALUES (5, 'Ada'), (9, 'Ada');
    DELETE FROM people WHERE id = 9;
    INSERT INTO clusters (id) VALUES (2);
    INSERT INTO faces (id, photo_id, x, y, width, height, score, quality, sharpness, yaw, landmarks, cluster_id,
        person_id, ignored)
      VALUES (7, 3, 1, 2, 3, 4.5, 1, 0.5, 9, -0.25, x'0102030405060708', 2, 5, 0),
             (8, 3, 5, 2, 3, 4.5, 1, 0.5, 9, -0.25, x'', NULL, NULL, 1);
    INSERT INTO embeddings (face_id, model, vector) VALUES (7, 'm', x'0000803f');`);
  before.close();
  const db = openAtVersion(folder, 2);
  expect(db.prepare("SELECT * FROM people").all()).toEqual([
    {
      ...{ id: 5, name: "Ada", birth_date: null, cover_face_id: null },
      ...{ is_pinned: 0, is_hidden: 0, is_private: 0 },
    },
  ]);
  expect(
    db.prepare("SELECT id, width, cluster_id, person_id, ignored, origin, is_false FROM faces").all(),
  ).toEqual([
    { id: 7, width: 3, cluster_id: 2, person_id: 5, ignored: 0, origin: "detected", is_false: 0 },
    { id: 8, width: 3, cluster_id: null, person_id: null, ignored: 1, origin: "detected", is_false: 0 },
  ]);
  expect(db.prepare("SELECT face_id, model, vector FROM embeddings").all()).toEqual([
    { face_id: 7, model: "m", vector: Buffer.from("0000803f", "hex") },
  ]);
  // The id 9 was given once and never comes again.
  expect(db.prepare("INSERT INTO people (name) VALUES ('Ben')").run().lastInsertRowid).toBe(10);
  const tables = [
    "rejections",
    "judgements",
    "different_people",
    "appearances",
    "assignments",
    "albums",
    "actions",
  ];
  for (const table of tables)
    expect(db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 });
  db.close();
});
