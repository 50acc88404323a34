import type { ActionWithChanges } from "../db/actions.ts";
import type { JournalLineRow } from "../db/journal-lines.ts";
import type { Database } from "../db/open.ts";
import { personName } from "../db/person-name.ts";
import { faceReference, photoReference, type FaceReference } from "../db/references.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import type { StepEntry } from "./entry.ts";
import { mentionsOf } from "./mentions.ts";
import { parseRowChanges } from "./row-changes.ts";

/** Faces that actions added or removed, by id: they may no longer be in the catalogue when a line names them. */
export type RecordedFaces = Map<number, FaceReference>;

/** The line of the text journal for a row of `journal_lines`. `recorded` is read, and added to. */
export function describeStep(
  db: Database,
  row: JournalLineRow,
  action: ActionWithChanges,
  recorded: RecordedFaces,
): StepEntry {
  const changes = parseRowChanges(action.changes);
  for (const change of changes) recordFace(db, change, recorded);
  const mentions = mentionsOf(changes);
  const faces = entriesOf(mentions.faces, (id) => {
    const face = faceReference(db, id) ?? recorded.get(id);
    if (face === undefined) return undefined;
    const { x, y, width, height } = face.box;
    return {
      photo: face.photo,
      box: [x, y, width, height] as [number, number, number, number],
      ...(face.frameMs !== null && { frameMs: face.frameMs }),
    };
  });
  return {
    number: row.number,
    event: row.event,
    action: action.id,
    kind: action.kind,
    at: isoOf(row.atMs),
    summary: action.summary,
    ...(row.event !== "do" && { doneAt: isoOf(action.atMs) }),
    changes: [...changes],
    faces,
    photos: entriesOf(mentions.photos, (id) => photoReference(db, id)),
    people: entriesOf(mentions.people, (id) => personName(db, id) ?? nameIn(changes, id)),
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

function entriesOf<Value>(
  ids: Iterable<number>,
  valueOf: (id: number) => Value | undefined,
): Record<string, Value> {
  const entries: Record<string, Value> = {};
  for (const id of ids) {
    const value = valueOf(id);
    if (value !== undefined) entries[String(id)] = value;
  }
  return entries;
}

function recordFace(db: Database, change: RowChange, recorded: RecordedFaces): void {
  const id = change.key[0];
  const image = change.before === null ? change.after : change.after === null ? change.before : null;
  if (change.table !== "faces" || image === null || typeof id !== "number") return;
  const [photoId, x, y, width, height] = ["photo_id", "x", "y", "width", "height"].map((column) =>
    Number(image[column]),
  );
  const photo = photoReference(db, photoId ?? 0);
  if (photo === undefined || x === undefined || y === undefined) return;
  const frameMs = typeof image["frame_ms"] === "number" ? image["frame_ms"] : null;
  recorded.set(id, { photo, box: { x, y, width: width ?? 0, height: height ?? 0 }, frameMs });
}

function nameIn(changes: readonly RowChange[], personId: number): string | undefined {
  const change = changes.find(({ table, key }) => table === "people" && key[0] === personId);
  const name = change?.after?.["name"] ?? change?.before?.["name"];
  return typeof name === "string" ? name : undefined;
}
