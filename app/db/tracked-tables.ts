/** A value of a row in JSON. Bytes are kept in base64. */
export type CellValue = string | number | null | { readonly base64: string };

/** Columns of a row, without its key. */
export type RowImage = Readonly<Record<string, CellValue>>;

/** One row that an action changed. */
export interface RowChange {
  readonly table: TrackedTableName;
  /** The values of the table's key columns, in their order. */
  readonly key: readonly (string | number)[];
  /** null = the row was added. */
  readonly before: RowImage | null;
  /** null = the row was removed. */
  readonly after: RowImage | null;
}

/** A table of decisions, as the change log and undo see it. */
export interface TrackedTable {
  readonly name: TrackedTableName;
  readonly key: readonly string[];
  /** All other columns: recorded whole when a row is added or removed. */
  readonly columns: readonly string[];
  /** The columns whose updates are recorded, when not all: what the machine measures is no decision. */
  readonly decisions?: readonly string[];
  /** The tables that columns refer to. A row whose reference has gone cannot come back, */
  readonly references: Readonly<Record<string, ReferencedTableName>>;
  /** except by these columns: they become null. */
  readonly optional?: readonly string[];
}

export type TrackedTableName =
  | "people"
  | "faces"
  | "embeddings"
  | "rejections"
  | "judgements"
  | "judgement_faces"
  | "different_people"
  | "appearances"
  | "imported_names"
  | "albums"
  | "album_photos"
  | "roots"
  | "parted_pairs"
  | "stacked_photos"
  | "unstacked_photos"
  | "stack_covers"
  | "person_identities"
  | "person_looks";

export type ReferencedTableName = "people" | "faces" | "judgements" | "albums" | "photos" | "clusters";

const measuredOfFaces = [
  "x",
  "y",
  "width",
  "height",
  "score",
  "quality",
  "sharpness",
  "yaw",
  "landmarks",
  "frame_ms",
];
const decidedOfFaces = ["person_id", "cluster_id", "ignored", "is_false"];

/** Every table that actions write. The triggers of the change log, undo and the text journal follow from this list. */
export const trackedTables: readonly TrackedTable[] = [
  {
    name: "people",
    key: ["id"],
    columns: ["name", "birth_date", "cover_face_id", "is_pinned", "is_hidden", "is_private"],
    references: { cover_face_id: "faces" },
    optional: ["cover_face_id"],
  },
  {
    name: "faces",
    key: ["id"],
    columns: ["photo_id", ...measuredOfFaces, "origin", ...decidedOfFaces],
    decisions: decidedOfFaces,
    references: { photo_id: "photos", person_id: "people", cluster_id: "clusters" },
    optional: ["person_id"],
  },
  // Recorded for faces that an action adds or removes, such as drawn ones: they come back with their vectors.
  {
    name: "embeddings",
    key: ["face_id", "model"],
    columns: ["vector"],
    references: { face_id: "faces" },
  },
  {
    name: "rejections",
    key: ["face_id", "person_id"],
    columns: [],
    references: { face_id: "faces", person_id: "people" },
  },
  { name: "judgements", key: ["id"], columns: ["kind"], references: {} },
  {
    name: "judgement_faces",
    key: ["judgement_id", "face_id"],
    columns: ["side"],
    references: { judgement_id: "judgements", face_id: "faces" },
  },
  {
    name: "different_people",
    key: ["person_a", "person_b"],
    columns: [],
    references: { person_a: "people", person_b: "people" },
  },
  {
    name: "appearances",
    key: ["person_id", "photo_id"],
    columns: [],
    references: { person_id: "people", photo_id: "photos" },
  },
  {
    name: "imported_names",
    key: ["photo_id", "digest"],
    columns: ["name", "person_id"],
    references: { photo_id: "photos", person_id: "people" },
    optional: ["person_id"],
  },
  {
    name: "albums",
    key: ["id"],
    columns: ["name", "query", "cover_photo_id", "position"],
    references: { cover_photo_id: "photos" },
    optional: ["cover_photo_id"],
  },
  {
    name: "album_photos",
    key: ["album_id", "photo_id"],
    columns: ["position"],
    references: { album_id: "albums", photo_id: "photos" },
  },
  // Known by their path: that is how the text journal names them too.
  { name: "roots", key: ["path"], columns: ["added_at_ms", "removed_at_ms"], references: {} },
  {
    name: "parted_pairs",
    key: ["raw_photo_id"],
    columns: ["photo_id"],
    references: { raw_photo_id: "photos", photo_id: "photos" },
  },
  {
    name: "stacked_photos",
    key: ["photo_id"],
    columns: ["first_photo_id"],
    references: { photo_id: "photos", first_photo_id: "photos" },
  },
  { name: "unstacked_photos", key: ["photo_id"], columns: [], references: { photo_id: "photos" } },
  { name: "stack_covers", key: ["photo_id"], columns: [], references: { photo_id: "photos" } },
  {
    name: "person_identities",
    key: ["identity", "person_id"],
    columns: [],
    references: { person_id: "people" },
  },
  {
    name: "person_looks",
    key: ["id"],
    columns: ["person_id", "model", "vector", "faces", "weight", "first_taken_at_ms", "last_taken_at_ms"],
    references: { person_id: "people" },
  },
];

/** The description of a table. */
export function trackedTable(name: TrackedTableName): TrackedTable {
  const table = trackedTables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new RangeError(`The table ${name} is not recorded.`);
  return table;
}

/** Whether two values of a row are the same. */
export function isSameCell(a: CellValue | undefined, b: CellValue | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
