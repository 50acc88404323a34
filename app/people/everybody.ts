import { suggestionCounts } from "../db/best-faces.ts";
import type { Database } from "../db/open.ts";
import { allPeople, type ListedPerson } from "../db/people.ts";
import { withSnapshot } from "../search/snapshot.ts";
import { sumsOfPeople } from "./sums-of-people.ts";

/** A person for lists of people. */
export interface PersonInList extends ListedPerson {
  /** The face to show: the one that the user chose, else the best of theirs; null = they have none. */
  readonly shownFaceId: number | null;
  /** Faces that wait for the user. */
  readonly suggested: number;
}

/** Everybody with a name. */
export interface Everybody {
  /** The pinned first, then the one with the most faces, equal ones by id. Hidden people are among them. */
  readonly people: readonly PersonInList[];
}

/** Everybody with a name, with the counts and the face to show for each. */
export function listEverybody(db: Database): Everybody {
  return withSnapshot(db, (snapshot) => {
    const { byPerson, missingPhotoIds } = sumsOfPeople(snapshot);
    const suggested = suggestionCounts(db, missingPhotoIds);
    const people = allPeople(db).map((person): PersonInList => {
      const { faces = 0, photos = 0, bestFaceId = null } = byPerson.get(person.id) ?? {};
      const shownFaceId = person.coverFaceId ?? bestFaceId;
      return { ...person, faces, photos, shownFaceId, suggested: suggested.get(person.id) ?? 0 };
    });
    people.sort((a, b) => Number(b.isPinned) - Number(a.isPinned) || b.faces - a.faces || a.id - b.id);
    return { people };
  });
}
