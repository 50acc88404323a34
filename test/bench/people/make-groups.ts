import { setPerson } from "../../../app/db/faces.ts";
import type { Database } from "../../../app/db/open.ts";
import { inTransaction } from "../../../app/db/transaction.ts";

/**
 * Puts the unnamed faces of a made catalogue into groups: every sixth alone, the others Zipf-distributed with the largest
 * 3 % of them; gives every face another quality; and gives faces to the first person until they have `mostFaces`.
 */
export function makeGroups(db: Database, { mostFaces }: { readonly mostFaces: number }): void {
  inTransaction(db, () => {
    db.prepare("UPDATE faces SET quality = (id * 7919 % 1000) / 1000.0").run();
    const unnamed = db
      .prepare<[], { id: number }>(
        "SELECT id FROM faces WHERE person_id IS NULL AND NOT EXISTS (SELECT 1 FROM assignments WHERE face_id = faces.id)",
      )
      .all();
    const place = db.prepare("UPDATE faces SET cluster_id = ? WHERE id = ?");
    const add = db.prepare("INSERT INTO clusters DEFAULT VALUES");
    let left = 0;
    let cluster: number | bigint = 0;
    for (const [at, { id }] of unnamed.entries()) {
      if (at % 6 === 0) {
        place.run(add.run().lastInsertRowid, id);
        continue;
      }
      if (left === 0) {
        cluster = add.run().lastInsertRowid;
        left = Math.max(2, Math.round((0.03 * unnamed.length) / (1 + at / 200)));
      }
      place.run(cluster, id);
      left -= 1;
    }
    giveFaces(db, mostFaces);
  });
}

function giveFaces(db: Database, mostFaces: number): void {
  const others = db
    .prepare<[], { id: number }>(
      "SELECT id FROM faces WHERE person_id > 1 AND ignored = 0 AND is_false = 0 ORDER BY id",
    )
    .all();
  const has = db
    .prepare<[], { count: number }>("SELECT count(*) AS count FROM faces WHERE person_id = 1")
    .get();
  for (const { id } of others.slice(0, Math.max(0, mostFaces - (has?.count ?? 0)))) setPerson(db, id, 1);
}
