import { join } from "node:path";
import { onTestFinished } from "vitest";
import { insertFace } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../app/journal/act.ts";
import { connectJournal, type JournalReport } from "../../app/journal/connect.ts";
import type { OpenTextJournal } from "../../app/journal/text-journal.ts";
import { openCatalogue } from "../../app/db/open.ts";
import { addPhoto, plainFace } from "../support/catalogue.ts";

/** A catalogue and its text journal in a folder, as openLibrary connects them. */
export interface ActionLibrary extends ActionContext {
  readonly journal: OpenTextJournal;
  readonly report: JournalReport;
  readonly close: () => void;
}

/** Opens `folder`/catalogue.db and `folder`/journal.jsonl; closed at the end of the test at the latest. */
export function openActionLibrary(folder: string, startMs = Date.UTC(2026, 10, 23)): ActionLibrary {
  let nowMs = startMs;
  const now = () => (nowMs += 1_000);
  const db = openCatalogue(join(folder, "catalogue.db"));
  const { journal, report } = connectJournal(db, join(folder, "journal.jsonl"), now);
  const close = () => {
    journal.close();
    db.close();
  };
  onTestFinished(close);
  return { db, now, journal, report, close };
}

/** Adds two photos (hashes of 1 and 2) with three faces each, 100 pixels apart, and puts all into the cluster 1. */
export function addSixFaces(db: Database): void {
  db.exec("INSERT INTO clusters DEFAULT VALUES");
  for (const photoId of [addPhoto(db, 1, "/a.jpg"), addPhoto(db, 2, "/b.jpg")]) {
    for (const x of [0, 100, 200]) insertFace(db, photoId, { ...plainFace, box: { ...plainFace.box, x } });
  }
  db.exec("UPDATE faces SET cluster_id = 1");
}

/** Names faces in one action; returns the person. */
export function nameFaces(
  context: ActionContext,
  name: string,
  ...faceIds: number[]
): PerformedAction & { readonly result: number } {
  return act(context, { kind: "name-faces", summary: `named ${faceIds.length} faces ${name}` }, () => {
    const personId = createPerson(context.db, name);
    for (const id of faceIds)
      context.db.prepare("UPDATE faces SET person_id = ? WHERE id = ?").run(personId, id);
    return personId;
  });
}

/** By the place of each named face, "hash byte:x", the name of its person. */
export function namesByPlace(db: Database): Record<string, string> {
  const rows = db
    .prepare<[], { hash: Uint8Array; x: number; name: string }>(
      `SELECT content_hash AS hash, x, name FROM faces JOIN people ON people.id = person_id
       JOIN photos ON photos.id = photo_id ORDER BY faces.id`,
    )
    .all();
  return Object.fromEntries(rows.map(({ hash, x, name }) => [`${hash[0] ?? 0}:${x}`, name]));
}
