import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { facesOfPhoto, insertFace } from "../../app/db/faces.ts";
import type { Database } from "../../app/db/open.ts";
import { photoReference } from "../../app/db/references.ts";
import { addRoot, allRoots } from "../../app/db/roots.ts";
import type { ActionContext } from "../../app/journal/act.ts";
import { libraryDocument } from "../../app/transfer/export-library.ts";
import { importTransfer, type ImportTransfer } from "../../app/transfer/import-transfer.ts";
import { readTransfer } from "../../app/transfer/read-transfer.ts";
import type { SameName } from "../../app/transfer/match-people.ts";
import { photo, peopleFixture, type PeopleFixture } from "../support/people.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The file that an export of this catalogue is, in a folder of its own. */
export function exportedFile(db: Database, nowMs = 0): string {
  const file = join(temporaryFolder(), "names.json");
  writeFileSync(file, exportedText(db, nowMs));
  return file;
}

/** The text of an export. */
export function exportedText(db: Database, nowMs = 0): string {
  return [...libraryDocument(db, nowMs)].join("");
}

/** An export without what is not the user's word: where it was written, and what the machine guesses. */
export function saidIn(db: Database): unknown {
  const told = ["folders", "models", "exportedAt", "assigned", "suggested"];
  return JSON.parse(exportedText(db), (key, value: unknown) => (told.includes(key) ? undefined : value));
}

/** What to import of a file. */
export async function toImport(file: string, sameName: SameName | null = null): Promise<ImportTransfer> {
  return {
    ...{ transfer: await readTransfer(file), fileName: "names.json" },
    ...{ sameName: () => sameName, dimensionsOf: () => null },
  };
}

/** Imports a file. */
export async function importFile(context: ActionContext, file: string, sameName: SameName | null = null) {
  return importTransfer(context, await toImport(file, sameName));
}

/** Another library that has scanned the same photos, and in which nobody has said anything. */
export function sameScanned(db: Database): PeopleFixture {
  const other = peopleFixture();
  for (const { path } of allRoots(db)) addRoot(other.db, path, 1);
  const ids = db.prepare<[], number>("SELECT id FROM photos ORDER BY id DESC").pluck().all();
  for (const id of ids) {
    const number = Number.parseInt(photoReference(db, id)?.slice(0, 2) ?? "", 16);
    const photoId = photo(other.db, number);
    for (const face of facesOfPhoto(db, id))
      if (face.origin === "detected") insertFace(other.db, photoId, face);
  }
  return other;
}
