import { assignedCounts, type AssignedCounts } from "../db/assigned-counts.ts";
import type { Database } from "../db/open.ts";
import { countFaces, listPeople, type FaceCounts, type ListedPerson } from "../db/people.ts";
import { bestFacesOfPeople } from "../db/best-faces.ts";

/** A person for lists of people. */
export interface PersonInList extends ListedPerson, AssignedCounts {
  /** The face to show: the one that the user chose, else the best of theirs; null = they have none. */
  readonly shownFaceId: number | null;
}

/** Everybody with a name, and how many faces belong to nobody. */
export interface Everybody extends FaceCounts {
  /** The pinned first, then the one with the most faces. Hidden people are among them. */
  readonly people: readonly PersonInList[];
}

/** Everybody with a name, with the counts and the face to show for each. */
export function listEverybody(db: Database): Everybody {
  const counts = assignedCounts(db);
  const best = bestFacesOfPeople(db);
  const people = listPeople(db).map((person) => ({
    ...person,
    ...(counts.get(person.id) ?? { assigned: 0, suggested: 0 }),
    shownFaceId: person.coverFaceId ?? best.get(person.id) ?? null,
  }));
  return { people, ...countFaces(db) };
}
