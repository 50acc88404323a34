import { allFaceRows, personOf } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { listPeople } from "../db/people.ts";
import { searchablePeople } from "../db/search-people.ts";
import { foldPeople, type FoldedPerson } from "../search/find-people.ts";
import { fold } from "../search/fold.ts";
import { nearNames } from "../search/near-names.ts";
import { AmbiguousPersonError, UnknownNameError, type Candidate } from "./reference-errors.ts";
import { UsageError } from "./usage-error.ts";

const mostSuggestions = 3;

/** Everybody with this whole name, without regard to case and accents. */
export function peopleCalled(db: Database, name: string): FoldedPerson[] {
  const wanted = fold(name);
  return foldPeople(searchablePeople(db)).filter(({ folded }) => folded === wanted);
}

/** The id of the one person of this name. @throws UsageError for no name, UnknownNameError, AmbiguousPersonError. */
export function onePersonCalled(db: Database, name: string): number {
  if (name.trim() === "") throw new UsageError("The name of the person is missing.");
  const [one, ...others] = peopleCalled(db, name);
  if (one === undefined) {
    throw new UnknownNameError(name, namesLike(foldPeople(searchablePeople(db)), name));
  }
  if (others.length > 0) throw new AmbiguousPersonError(name, candidates(db, [one, ...others]));
  return one.id;
}

/** Names of which this is a beginning or a word, else names with a slip of the keyboard. */
function namesLike(people: readonly FoldedPerson[], name: string): string[] {
  const wanted = fold(name);
  const longer = people.filter(({ folded }) => ` ${folded}`.includes(` ${wanted}`));
  if (longer.length === 0) return nearNames(people, wanted);
  return [...new Set(longer.map((person) => person.name))].sort().slice(0, mostSuggestions);
}

/** What a user needs to tell these people apart. */
export function candidates(db: Database, people: readonly { readonly id: number }[]): Candidate[] {
  const wanted = new Set(people.map(({ id }) => id));
  return listPeople(db)
    .filter(({ id }) => wanted.has(id))
    .map(({ id, name, faces }) => ({ id, name, faces, photo: photoWithBestFace(db, id) }));
}

function photoWithBestFace(db: Database, personId: number): string | null {
  const faces = allFaceRows(db, { among: { personId } }).filter((face) => personOf(face) === personId);
  return faces.sort((a, b) => b.quality - a.quality)[0]?.photo ?? null;
}
