import { describe, expect, test } from "vitest";
import { prepareChangeLog, recordChanges } from "../../app/db/change-log.ts";
import type { Database } from "../../app/db/open.ts";
import { trackedTables } from "../../app/db/tracked-tables.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { addSixFaces } from "../journal/action-library.ts";

function recordingCatalogue(): Database {
  const db = temporaryCatalogue();
  addSixFaces(db);
  db.exec("INSERT INTO people (name) VALUES ('Ada'), ('Ben')");
  prepareChangeLog(db);
  return db;
}

function changesOf(db: Database, sql: string) {
  return recordChanges(db, () => db.exec(sql)).changes;
}

const undecided = { person_id: null, cluster_id: 1, ignored: 0, is_false: 0 };

test("the list of tables names every column of every table that holds decisions", () => {
  const db = recordingCatalogue();
  for (const { name, key, columns, references } of trackedTables) {
    const info = db.prepare<[], { name: string; pk: number }>(`PRAGMA table_info(${name})`).all();
    const primary = info
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name);
    // Folders are known by their path, of which there is only one; their number is no decision.
    expect(name === "roots" ? ["path"] : primary).toEqual(key);
    expect(
      info
        .map((column) => column.name)
        .filter((column) => !primary.includes(column) && !key.includes(column))
        .sort(),
    ).toEqual([...columns].sort());
    const foreign = db.prepare<[], { from: string; table: string }>(`PRAGMA foreign_key_list(${name})`).all();
    expect(Object.fromEntries(foreign.map(({ from, table }) => [from, table]))).toEqual(references);
  }
});

describe("what is recorded", () => {
  test("several changes of a row are one: as it was first, as it is at last", () => {
    const db = recordingCatalogue();
    const sql = `UPDATE faces SET person_id = 1 WHERE id = 2; UPDATE faces SET ignored = 1 WHERE id = 2;
      UPDATE faces SET person_id = 2 WHERE id = 2;`;
    expect(changesOf(db, sql)).toEqual([
      { table: "faces", key: [2], before: undecided, after: { ...undecided, person_id: 2, ignored: 1 } },
    ]);
  });

  test("a row that ends as it began is left out, also one that came and went", () => {
    const db = recordingCatalogue();
    const sql = `UPDATE faces SET ignored = 1; UPDATE faces SET ignored = 0; DELETE FROM people WHERE id = 1;
      INSERT INTO people (id, name) VALUES (1, 'Ada'); INSERT INTO judgements (kind) VALUES ('apart');
      DELETE FROM judgements;`;
    expect(changesOf(db, sql)).toEqual([]);
  });

  test("a face that was changed and removed is kept whole, as it was before both", () => {
    const db = recordingCatalogue();
    const [change] = changesOf(
      db,
      "UPDATE faces SET ignored = 1 WHERE id = 3; DELETE FROM faces WHERE id = 3",
    );
    expect(change).toEqual({
      ...{ table: "faces", key: [3], after: null },
      before: {
        ...{ ...undecided, photo_id: 1, x: 200, y: 20, width: 30, height: 40.5, score: 0.75, quality: 0.5 },
        ...{ sharpness: 120, yaw: -0.25, frame_ms: null, origin: "detected" },
        landmarks: { base64: Buffer.from(Float32Array.of(1.5, 2.5, -3, 4).buffer).toString("base64") },
      },
    });
  });

  test("what foreign keys take along", () => {
    const db = recordingCatalogue();
    db.exec(`INSERT INTO rejections VALUES (1, 1); INSERT INTO different_people VALUES (1, 2);
      INSERT INTO appearances VALUES (1, 2); UPDATE people SET cover_face_id = 4 WHERE id = 2;`);
    const changes = changesOf(db, "DELETE FROM people WHERE id = 1; DELETE FROM faces WHERE id = 4");
    expect(changes.map(({ table, key, after }) => [table, key, after?.["cover_face_id"]])).toEqual([
      ["appearances", [1, 2], undefined],
      ["different_people", [1, 2], undefined],
      ["rejections", [1, 1], undefined],
      ["people", [1], undefined],
      ["people", [2], null],
      ["faces", [4], undefined],
    ]);
  });

  test("a row that gets another key is one removed and one added; a row that another replaces is removed", () => {
    const db = recordingCatalogue();
    db.exec("INSERT INTO rejections VALUES (1, 1), (2, 1), (2, 2)");
    expect(changesOf(db, "UPDATE OR REPLACE rejections SET person_id = 2")).toEqual([
      { table: "rejections", key: [1, 1], before: {}, after: null },
      { table: "rejections", key: [1, 2], before: null, after: {} },
      { table: "rejections", key: [2, 1], before: {}, after: null },
    ]);
  });

  test("measures of faces and assignments are the machine's", () => {
    const db = recordingCatalogue();
    const sql = `UPDATE faces SET x = 7, quality = 0, origin = 'recorded';
      INSERT INTO assignments VALUES (1, 1, 0.5, 'suggested');`;
    expect(changesOf(db, sql)).toEqual([]);
  });
});

describe("a recording", () => {
  test("ends with its work, also when that throws", () => {
    const db = recordingCatalogue();
    const error = new Error("no");
    expect(
      errorOf(() =>
        recordChanges(db, () => {
          db.exec("UPDATE faces SET ignored = 1");
          throw error;
        }),
      ),
    ).toBe(error);
    db.exec("UPDATE faces SET ignored = 0");
    expect(changesOf(db, "UPDATE faces SET ignored = 1 WHERE id = 5")).toHaveLength(1);
  });

  test("cannot be made inside another, or before the connection is ready", () => {
    const db = recordingCatalogue();
    expect(() => recordChanges(db, () => changesOf(db, ""))).toThrow("recorded already");
    expect(() => changesOf(temporaryCatalogue(), "")).toThrow("does not record");
  });
});
