import type { Database } from "../db/open.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { OtherModelError, TransferFileError } from "./errors.ts";
import type { Transfer } from "./format.ts";
import { isLook } from "./looks.ts";

/**
 * Nothing, for a file that can be imported here.
 * @throws TransferFileError when it contradicts itself, OtherModelError when its looks cannot be compared with those here
 */
export function refuseUnfit(
  db: Database,
  {
    transfer,
    fileName,
    dimensionsOf,
  }: {
    readonly transfer: Transfer;
    readonly fileName: string;
    readonly dimensionsOf: (model: string) => number | null;
  },
): void {
  refuseUnknownReferences(transfer, fileName);
  for (const { name, looks = [] } of transfer.people) {
    const odd = looks.find((look) => !isLook(look, dimensionsOf(look.model)));
    if (odd === undefined) continue;
    throw new TransferFileError(fileName, `the looks of ${name} are damaged. Export the file again`);
  }
  if (transfer.header.familiar !== "people") return;
  const ours = storedModels(db)?.embedding;
  const theirs = transfer.header.models?.embedding;
  if (ours !== undefined && theirs !== undefined && theirs !== ours)
    throw new OtherModelError(fileName, theirs, ours);
}

/** The file names nobody whom it does not describe. */
function refuseUnknownReferences(
  { people, photos, differentPeople, albums }: Transfer,
  fileName: string,
): void {
  const described = new Set(people.map(({ id }) => id));
  const unknown = (identities: readonly (string | null | undefined)[]) => {
    const odd = identities.find((id) => id != null && !described.has(id));
    if (odd != null)
      throw new TransferFileError(fileName, `it names the person ${odd}, whom it does not describe`);
  };
  for (const { faces = [], people: appearing = [] } of photos) {
    unknown(appearing);
    for (const { person, coverOf, notPeople = [] } of faces) unknown([person, coverOf, ...notPeople]);
  }
  for (const pair of differentPeople) unknown(pair);
  for (const album of albums) unknown(album.people ?? []);
}
