import { listActions } from "../../app/db/actions.ts";
import type { Database } from "../../app/db/open.ts";
import { trackedTables } from "../../app/db/tracked-tables.ts";

/** All rows of all tables that actions write. */
export function decisionsOf(db: Database): Record<string, unknown[]> {
  return Object.fromEntries(
    trackedTables.map(({ name, key }) => [
      name,
      db.prepare(`SELECT * FROM ${name} ORDER BY ${key.join(", ")}`).all(),
    ]),
  );
}

/** What the user decided, without what only an analysis can know, and without the numbers of groups. */
export function rebuildable(db: Database): unknown {
  const {
    faces = [],
    appearances,
    imported_names,
    albums,
    album_photos,
    parted_pairs,
    ...others
  } = decisionsOf(db);
  const { stacked_photos, unstacked_photos, stack_covers, ...rest } = others;
  // Photos have other numbers in another catalogue.
  const hashes = db
    .prepare<[], { id: number; hash: string }>("SELECT id, hex(content_hash) AS hash FROM photos")
    .all();
  const byHash = Object.fromEntries(hashes.map(({ id, hash }) => [String(id), hash]));
  const withHashes = [
    ...[appearances, imported_names, albums, album_photos, parted_pairs],
    ...[stacked_photos, unstacked_photos, stack_covers],
  ].map((rows) =>
    (rows as Record<string, unknown>[])
      .map((row) => ({
        ...row,
        photo_id: byHash[String(row["photo_id"] ?? row["cover_photo_id"])],
        cover_photo_id: 0,
        raw_photo_id: byHash[String(row["raw_photo_id"])],
        first_photo_id: byHash[String(row["first_photo_id"])],
      }))
      .map((row) => JSON.stringify(row))
      .sort(),
  );
  const decided = (faces as Record<string, unknown>[])
    .map(({ id, person_id, ignored, is_false, origin }) => ({
      id,
      person_id,
      ignored,
      is_false,
      drawn: origin === "drawn",
    }))
    .filter(
      ({ person_id, ignored, is_false, drawn }) =>
        person_id !== null || ignored === 1 || is_false === 1 || drawn,
    );
  return { ...rest, withHashes, decided, actions: listActions(db, { beforeId: null, limit: 1_000_000 }) };
}
