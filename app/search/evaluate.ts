import { countPhotosSince, photoIdsWithPlace, videoIds } from "../db/search.ts";
import { SearchError } from "./errors.ts";
import type { FoundPeople } from "./find-people.ts";
import { numberTest, photosByFaces, photosOnly, photosWith, photosWithoutPeople } from "./match-people.ts";
import { photosByText } from "./match-text.ts";
import type { PersonReference, Query } from "./query.ts";
import { emptySet, setOf, type Snapshot } from "./snapshot.ts";

/** Who is meant, and where in the search. */
export interface MeantPeople {
  readonly people: FoundPeople;
  readonly reference: PersonReference;
}

/**
 * The set of the photos that a query finds, missing ones among them. `text` is the search, for errors.
 * @throws SearchError when a birth date is needed that is not known.
 */
export function evaluate(query: Query<MeantPeople>, snapshot: Snapshot, text: string): Uint8Array {
  const evaluateParts = (parts: readonly Query<MeantPeople>[]) =>
    parts.map((part) => evaluate(part, snapshot, text));
  switch (query.kind) {
    case "all":
      return emptySet(snapshot).fill(1);
    case "and":
      return intersectionOf(evaluateParts(query.parts));
    case "or":
      return unionOf(evaluateParts(query.parts));
    case "not":
      return evaluate(query.part, snapshot, text).map((isIn) => 1 - isIn);
    case "person":
      return photosOf(snapshot, query.person);
    case "only":
      return photosOnly(snapshot, allAtOnce(snapshot, query.people), idsOf(query.people));
    case "with":
      return photosWith(snapshot, allAtOnce(snapshot, query.people), idsOf(query.people));
    case "age":
      return photosAtAge(snapshot, query, text);
    case "faces":
    case "people":
      return photosByFaces(snapshot, query.kind, numberTest(query.comparison, query.number));
    case "taken":
      return photosTaken(snapshot, query.from, query.to === null ? null : afterDay(query.to));
    case "folder":
    case "file":
    case "camera":
      return photosByText(snapshot, query.kind, query.text);
    case "unknown":
      return snapshot
        .faces()
        .unknown.reduce((set, faces, place) => markIf(set, place, faces > 0), emptySet(snapshot));
    case "no-people":
      return photosWithoutPeople(snapshot);
    case "videos":
      return setOf(snapshot, videoIds(snapshot.db));
    case "has":
      return query.fact === "gps"
        ? setOf(snapshot, photoIdsWithPlace(snapshot.db))
        : photosTaken(snapshot, earliest, null);
  }
}

/** Sorts before every time. */
const earliest = "0";

function photosOf(snapshot: Snapshot, { people }: MeantPeople): Uint8Array {
  const set = emptySet(snapshot);
  for (const { id } of people) {
    for (const place of snapshot.placesOfPerson(id)) if (place !== -1) set[place] = 1;
  }
  return set;
}

function allAtOnce(snapshot: Snapshot, people: readonly MeantPeople[]): Uint8Array {
  return intersectionOf(people.map((meant) => photosOf(snapshot, meant)));
}

function idsOf(people: readonly MeantPeople[]): ReadonlySet<number> {
  return new Set(people.flatMap((meant) => meant.people.map(({ id }) => id)));
}

/** Times are compared as texts, so that a time is a range of places: photos from `from` on, and before `before`. */
function photosTaken(snapshot: Snapshot, from: string | null, before: string | null): Uint8Array {
  const first = before === null ? 0 : countPhotosSince(snapshot.db, before);
  const last = countPhotosSince(snapshot.db, from ?? earliest);
  return emptySet(snapshot).fill(1, first, Math.max(first, last));
}

/** Sorts after every time of the day, and before the next one: "~" comes after "T". */
function afterDay(day: string): string {
  return `${day}~`;
}

function photosAtAge(
  snapshot: Snapshot,
  { person, comparison, years }: Extract<Query<MeantPeople>, { kind: "age" }>,
  text: string,
): Uint8Array {
  const withBirthDate = person.people.filter(({ birthDate }) => birthDate !== null);
  const [{ name }] = person.people;
  if (withBirthDate.length === 0)
    throw new SearchError(
      text,
      person.reference,
      `When ${name} was born is not known. Set the birth date first.`,
    );
  const sets = withBirthDate.map((one) => {
    const birthday = (age: number) => addYears(one.birthDate ?? "", age);
    // Before the birth there is no age, so "younger than 5" begins at the birth date.
    const ages = {
      "<": [[0, years]],
      "<=": [[0, years + 1]],
      "=": [[years, years + 1]],
      ">=": [[years, null]],
      ">": [[years + 1, null]],
      "!=": [
        [0, years],
        [years + 1, null],
      ],
    } as const;
    const then = ages[comparison].map(([from, before]) =>
      photosTaken(snapshot, birthday(from), before === null ? null : birthday(before)),
    );
    return intersectionOf([photosOf(snapshot, { ...person, people: [one] }), unionOf(then)]);
  });
  return unionOf(sets);
}

/** Born on 29 February, somebody is a year older after 28 February: "2001-02-29" sorts before "2001-03-01". */
function addYears(day: string, years: number): string {
  const year = Math.min(Number(day.slice(0, 4)) + years, 9999);
  return `${String(year).padStart(4, "0")}${day.slice(4)}`;
}

function intersectionOf(sets: readonly Uint8Array[]): Uint8Array {
  return joined(sets, (result, set) => {
    for (let place = 0; place < result.length; place++)
      result[place] = (result[place] ?? 0) & (set[place] ?? 0);
  });
}

function unionOf(sets: readonly Uint8Array[]): Uint8Array {
  return joined(sets, (result, set) => {
    for (let place = 0; place < result.length; place++)
      result[place] = (result[place] ?? 0) | (set[place] ?? 0);
  });
}

/** Into the first set: every set is made for one query, and not used again. */
function joined(sets: readonly Uint8Array[], add: (result: Uint8Array, set: Uint8Array) => void): Uint8Array {
  const [result = new Uint8Array(0), ...others] = sets;
  for (const set of others) add(result, set);
  return result;
}

function markIf(set: Uint8Array, place: number, isIn: boolean): Uint8Array {
  if (isIn) set[place] = 1;
  return set;
}
