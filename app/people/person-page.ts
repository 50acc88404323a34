import { facesOfPerson, suggestionsOf, type FaceOnPage } from "../db/faces-of-person.ts";
import type { Database } from "../db/open.ts";
import type { Person } from "../db/people.ts";
import { countLooks } from "../db/person-looks.ts";
import { photosOfPeople } from "../db/photos-of-people.ts";
import { withSnapshot, type Snapshot } from "../search/snapshot.ts";
import { ageAt, ageInWords } from "./age.ts";
import { knownPerson } from "./known.ts";
import { sumsOfPeople } from "./sums-of-people.ts";

/** What is told of a person above their faces. */
export interface PersonHeader extends Person {
  readonly shownFaceId: number | null;
  readonly photos: number;
  /** Those in which the user named the person: what Familiar added by itself is not among them. */
  readonly namedPhotos: number;
  /** By which they are known without a photo: from the camera, or from another library. */
  readonly looks: number;
  /** Local time of their first and last photo that has a date; null = none has. */
  readonly firstTakenAt: string | null;
  readonly lastTakenAt: string | null;
  /** "5 months", in the first and last photo taken after the birth; null without a birth date, or without such a photo. */
  readonly ages: { readonly youngest: string; readonly oldest: string } | null;
}

/** All faces of a person. */
export interface PersonFaces {
  /** The newest photo first, those without a date last. */
  readonly faces: readonly FaceOnPage[];
  /** Wait for the user, the most probable first. */
  readonly suggestions: readonly FaceOnPage[];
}

/** Somebody who is in photos with a person. */
export interface Companion {
  readonly personId: number;
  /** Photos that show both. */
  readonly photos: number;
}

/** What is told of a person, and their faces. 20,000 faces take some 60 ms. @throws UnknownPersonError. */
export function readPerson(db: Database, personId: number): PersonHeader & PersonFaces {
  const person = knownPerson(db, personId);
  const { byPerson } = withSnapshot(db, sumsOfPeople);
  const { photos = 0, bestFaceId = null } = byPerson.get(personId) ?? {};
  const faces = newestFirst(facesOfPerson(db, personId));
  const dates = faces.flatMap(({ takenAt }) => takenAt ?? []);
  const [lastTakenAt = null, firstTakenAt = null] = [dates[0], dates.at(-1)];
  const ages =
    person.birthDate === null ? [] : dates.flatMap((date) => ageAt(person.birthDate ?? "", date) ?? []);
  const [oldest, youngest] = [ages[0], ages.at(-1)];
  return {
    ...person,
    shownFaceId: person.coverFaceId ?? bestFaceId,
    photos,
    namedPhotos: photosOfPeople(db, [personId]).length,
    looks: countLooks(db, personId),
    ...{ firstTakenAt, lastTakenAt },
    ages:
      oldest === undefined || youngest === undefined
        ? null
        : { youngest: ageInWords(youngest), oldest: ageInWords(oldest) },
    faces,
    suggestions: suggestionsOf(db, personId),
  };
}

/** The newest photo first, those without a date last; faces of one moment by id. */
export function newestFirst(faces: readonly FaceOnPage[]): FaceOnPage[] {
  return faces.toSorted((a, b) => {
    if (a.takenAt === b.takenAt) return a.id - b.id;
    if (a.takenAt === null) return 1;
    if (b.takenAt === null) return -1;
    return a.takenAt < b.takenAt ? 1 : -1;
  });
}

/** Who is in photos with a person, most often first; at most `limit`, hidden people not among them. */
export function companionsOf(db: Database, personId: number, limit: number): Companion[] {
  knownPerson(db, personId);
  return withSnapshot(db, (snapshot) => {
    const hidden = new Set(snapshot.people().flatMap(({ id, isHidden }) => (isHidden ? [id] : [])));
    return [...countTogether(snapshot, personId)]
      .filter(([id]) => id !== personId && !hidden.has(id))
      .sort(([idA, a], [idB, b]) => b - a || idA - idB)
      .slice(0, limit)
      .map(([id, photos]) => ({ personId: id, photos }));
  });
}

function countTogether(snapshot: Snapshot, personId: number): Map<number, number> {
  const { firstPerson, people } = snapshot.faces();
  const present = snapshot.present();
  const counts = new Map<number, number>();
  for (const place of new Set(snapshot.placesOfPerson(personId))) {
    if (present[place] !== 1) continue;
    const others = new Set(people.subarray(firstPerson[place] ?? 0, firstPerson[place + 1] ?? 0));
    for (const id of others) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
