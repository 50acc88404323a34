import { toFloat32Blob } from "../db/float32-blob.ts";
import type { Database } from "../db/open.ts";
import { createPerson, findPerson, updatePerson, type Person } from "../db/people.ts";
import { addIdentity } from "../db/person-identities.ts";
import { insertLook, looksOfPerson } from "../db/person-looks.ts";
import { tidyName } from "../people/choose-person.ts";
import type { Transfer, TransferLook, TransferPerson } from "./format.ts";
import { addConflict, type OpenReport } from "./import-report.ts";
import { readLook } from "./looks.ts";
import type { MatchedPerson } from "./match-people.ts";

/** Somebody of the file, here. */
export interface ImportedPerson {
  readonly id: number;
  readonly name: string;
  /** Made by the import. */
  readonly isNew: boolean;
}

interface ImportPeople {
  readonly db: Database;
  readonly report: OpenReport;
}

/** Adds people who are not here, and what was not known of those who are. Returns everybody by identity in the file. */
export function importPeople(
  context: ImportPeople,
  { people, photos }: Pick<Transfer, "people" | "photos">,
  matches: ReadonlyMap<string, MatchedPerson>,
): Map<string, ImportedPerson> {
  const { db, report } = context;
  const facesOf = new Map<string, number>();
  const imported = new Map<string, ImportedPerson>();
  for (const { person: identity } of photos.flatMap(({ faces = [] }) => faces))
    if (identity !== undefined) facesOf.set(identity, (facesOf.get(identity) ?? 0) + 1);
  for (const person of people) {
    const match = matches.get(person.id) ?? { kind: "new" };
    if (match.kind === "ask") {
      report.sameNames.push({
        ...{
          id: person.id,
          name: person.name,
          birthDate: person.birthDate ?? null,
          faces: facesOf.get(person.id) ?? 0,
        },
        namesakes: match.namesakes.map(({ id, name, birthDate }) => ({ id, name, birthDate })),
      });
    }
    const known = match.kind === "here" ? findPerson(db, match.personId) : undefined;
    const personId = known === undefined ? addPerson(db, person) : known.id;
    if (known !== undefined) complete(context, person, known, match.kind === "here" && match.isNews);
    report.people[known === undefined ? "added" : "here"] += 1;
    for (const identity of [person.id, ...(person.formerIds ?? [])]) addIdentity(db, personId, identity);
    for (const look of person.looks ?? []) if (addLook(db, personId, look)) report.looks += 1;
    imported.set(person.id, { id: personId, name: known?.name ?? person.name, isNew: known === undefined });
  }
  return imported;
}

function addPerson(db: Database, person: TransferPerson): number {
  const id = createPerson(db, tidyName(person.name), person.id);
  updatePerson(db, { ...factsOf(person), id, name: tidyName(person.name), coverFaceId: null });
  return id;
}

function factsOf({ birthDate, pinned, hidden, private: isPrivate }: TransferPerson) {
  return {
    birthDate: birthDate ?? null,
    isPinned: pinned === true,
    isHidden: hidden === true,
    isPrivate: isPrivate === true,
  };
}

/** `isNews` = it was not known before that these two are the same. */
function complete(
  { db, report }: ImportPeople,
  person: TransferPerson,
  known: Person,
  isNews: boolean,
): void {
  const facts = factsOf(person);
  if (facts.birthDate !== null && known.birthDate !== null && facts.birthDate !== known.birthDate)
    addConflict(
      report,
      "person",
      `${known.name} was born on ${facts.birthDate} in the file, and on ${known.birthDate} here.`,
    );
  if (person.name !== known.name)
    addConflict(report, "person", `${person.name} of the file is called ${known.name} here.`);
  const now: Person = {
    ...known,
    birthDate: known.birthDate ?? facts.birthDate,
    ...(isNews && {
      isPinned: known.isPinned || facts.isPinned,
      isPrivate: known.isPrivate || facts.isPrivate,
    }),
  };
  const isSame =
    now.birthDate === known.birthDate && now.isPinned === known.isPinned && now.isPrivate === known.isPrivate;
  if (!isSame) updatePerson(db, now);
}

/** Returns whether it was not there. */
function addLook(db: Database, personId: number, described: TransferLook): boolean {
  const look = readLook(described);
  const there = looksOfPerson(db, personId, look.model);
  if (there.some(({ vector }) => Buffer.compare(toFloat32Blob(vector), toFloat32Blob(look.vector)) === 0))
    return false;
  insertLook(db, { ...look, personId });
  return true;
}
