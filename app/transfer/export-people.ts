import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { galleryOf } from "../people/library-gallery.ts";
import { TransferError } from "./errors.ts";
import { describePerson, headOf, identitiesOf } from "./export-library.ts";
import type { TransferPerson } from "./format.ts";
import { describeLook } from "./looks.ts";
import { jsonDocument } from "./write-json.ts";

/**
 * Names and looks, without any photo, as the text of a file piece by piece: carried to another library, it knows these
 * people. Private people stay here. @throws TransferError before the first scan, when there are no looks.
 */
export function peopleDocument(db: Database, nowMs: number): Iterable<string> {
  const model = storedModels(db)?.embedding;
  if (model === undefined)
    throw new TransferError(
      "This library has no faces yet, so there is nothing to say what people look like. Scan first.",
    );
  const identities = identitiesOf(db);
  const byPerson = new Map(galleryOf(db, model).people.map(({ personId, looks }) => [personId, looks]));
  const people = allPeople(db)
    .filter(({ isPrivate }) => !isPrivate)
    .map((person): TransferPerson => {
      const looks = (byPerson.get(person.id) ?? []).filter(({ weight }) => weight > 0);
      const { id, formerIds, name, birthDate } = describePerson(person, identities);
      return {
        ...{ id, name },
        ...(formerIds !== undefined && { formerIds }),
        ...(birthDate !== undefined && { birthDate }),
        ...(looks.length > 0 && { looks: looks.map((look) => describeLook({ ...look, model })) }),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  return jsonDocument(headOf(db, "people", nowMs), { people });
}
