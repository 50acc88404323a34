import { copyFile } from "node:fs/promises";
import path from "node:path";
import { openCatalogue } from "../../../app/db/open.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { exportNames } from "../../../app/transfer/export-names.ts";
import { makeCatalogue, type CatalogueSize } from "../search/make-catalogue.ts";

/** A library in which nobody has a name, and what another one that scanned the same photos says. */
export interface MadeLibraries {
  /** The file of the other one. */
  readonly names: string;
  readonly namesBytes: number;
}

/** Makes `catalogue.sqlite` in the folder `library`, with vectors of 512 floats, and the file to import beside that folder. */
export async function makeLibraries(library: string, size: CatalogueSize): Promise<MadeLibraries> {
  const there = path.join(library, "there.sqlite");
  const here = path.join(library, "catalogue.sqlite");
  const names = path.join(path.dirname(library), "names.json");
  const db = makeCatalogue(there, size);
  inTransaction(db, () => {
    // Made faces all lie at one place.
    db.exec("UPDATE faces SET x = 1 + id * 7919 % 3899, y = 1 + id * 6271 % 2899, width = 100, height = 100");
    db.exec("INSERT INTO roots (path, added_at_ms) VALUES ('/home/somebody/Pictures', 1)");
    db.exec("INSERT INTO person_identities (person_id, identity) SELECT id, 'person-' || id FROM people");
    db.exec("INSERT INTO embeddings SELECT id, 'made-up', randomblob(2048) FROM faces");
  });
  db.close();
  const exported = { catalogue: there, file: names, format: "json", nowMs: 0, overwrite: true } as const;
  const { sizeBytes } = await exportNames(exported);
  await copyFile(there, here);
  forgetPeople(here);
  return { names, namesBytes: sizeBytes };
}

function forgetPeople(catalogue: string): void {
  const db = openCatalogue(catalogue);
  inTransaction(db, () => {
    db.exec("DELETE FROM assignments");
    db.exec("UPDATE faces SET person_id = NULL, ignored = 0, is_false = 0");
    db.exec("DELETE FROM people");
  });
  db.close();
}
