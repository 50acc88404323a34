import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { describePhotos } from "./carried-photos.ts";
import { identitiesOf, type OnExported } from "./export-library.ts";
import type { TransferFace, TransferPhoto } from "./format.ts";

const columns = [
  ...["person", "state", "probability", "photo", "taken", "x", "y", "width", "height"],
  ...["person id", "photo sha-256"],
] as const;

/**
 * A table for spreadsheets (RFC 4180, with a heading): one row for each face, and one for each person in a photo without a
 * face. Areas are parts of the upright photo, 0 to 1. `withMark` puts a byte order mark first, by which Excel knows UTF-8.
 */
export function* csvDocument(
  db: Database,
  { withMark = true, onExported }: { readonly withMark?: boolean; readonly onExported?: OnExported } = {},
): Generator<string, void> {
  const identities = identitiesOf(db);
  const nameOf = new Map(allPeople(db).map(({ id, name }) => [identities.main(id), name]));
  if (withMark) yield "\uFEFF";
  yield csvRow(columns);
  for (const page of describePhotos(db, identities.main)) {
    for (const { photo, path: file } of page) {
      const path = file ?? "";
      for (const face of photo.faces ?? []) yield csvRow(faceCells(photo, path, face, nameOf));
      for (const identity of photo.people ?? []) {
        const cells = [
          nameOf.get(identity) ?? "",
          "without a face",
          "",
          path,
          photo.taken ?? "",
          "",
          "",
          "",
          "",
        ];
        yield csvRow([...cells, identity, photo.hash]);
      }
    }
    onExported?.(page.length);
  }
}

/**
 * A line of a table. What a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a return) gets an
 * apostrophe before it, as OWASP advises: names and paths are text, whoever wrote them.
 */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function faceCells(
  photo: TransferPhoto,
  path: string,
  face: TransferFace,
  nameOf: ReadonlyMap<string, string>,
): (string | number)[] {
  const { state, identity, probability } = stateOf(face);
  const area = face.area ?? { x: "", y: "", width: "", height: "" };
  return [
    ...[
      identity === null ? "" : (nameOf.get(identity) ?? ""),
      state,
      probability ?? "",
      path,
      photo.taken ?? "",
    ],
    ...[area.x, area.y, area.width, area.height, identity ?? "", photo.hash],
  ];
}

function stateOf({ person, ignored, notAFace, assigned, suggested }: TransferFace): {
  readonly state: string;
  readonly identity: string | null;
  readonly probability: number | null;
} {
  if (notAFace === true) return { state: "no face", identity: null, probability: null };
  if (ignored === true) return { state: "ignored", identity: null, probability: null };
  if (person !== undefined) return { state: "confirmed", identity: person, probability: null };
  if (assigned !== undefined)
    return { state: "assigned", identity: assigned.person, probability: assigned.probability };
  if (suggested !== undefined)
    return { state: "suggested", identity: suggested.person, probability: suggested.probability };
  return { state: "unknown", identity: null, probability: null };
}
