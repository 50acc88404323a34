import type { Comparison } from "./query.ts";
import { emptySet, type Snapshot } from "./snapshot.ts";

/** Of the photos in `candidates`: those with no other face and nobody else than these people. */
export function photosOnly(
  snapshot: Snapshot,
  candidates: Uint8Array,
  personIds: ReadonlySet<number>,
): Uint8Array {
  const { unknown } = snapshot.faces();
  return candidates.map((isIn, place) =>
    isIn === 1 && unknown[place] === 0 && !hasOther(snapshot, place, personIds) ? 1 : 0,
  );
}

/** Of the photos in `candidates`: those with at least one other person who has a name. */
export function photosWith(
  snapshot: Snapshot,
  candidates: Uint8Array,
  personIds: ReadonlySet<number>,
): Uint8Array {
  return candidates.map((isIn, place) => (isIn === 1 && hasOther(snapshot, place, personIds) ? 1 : 0));
}

/** The photos in which the number of faces, or of people with a name, is as wanted. */
export function photosByFaces(
  snapshot: Snapshot,
  what: "faces" | "people",
  isWanted: (number: number) => boolean,
): Uint8Array {
  const { faces } = snapshot.faces();
  return emptySet(snapshot).map((_, place) =>
    isWanted(what === "faces" ? (faces[place] ?? 0) : countPeople(snapshot, place)) ? 1 : 0,
  );
}

/** The photos without a face that counts and without anybody; nothing is known of those not analysed yet. */
export function photosWithoutPeople(snapshot: Snapshot): Uint8Array {
  const { faces } = snapshot.faces();
  return snapshot
    .analysed()
    .map((isIn, place) => (isIn === 1 && faces[place] === 0 && countPeople(snapshot, place) === 0 ? 1 : 0));
}

/** How a number compares. */
export function numberTest(comparison: Comparison, wanted: number): (number: number) => boolean {
  switch (comparison) {
    case "=":
      return (number) => number === wanted;
    case "!=":
      return (number) => number !== wanted;
    case "<":
      return (number) => number < wanted;
    case "<=":
      return (number) => number <= wanted;
    case ">":
      return (number) => number > wanted;
    case ">=":
      return (number) => number >= wanted;
  }
}

function hasOther(snapshot: Snapshot, place: number, personIds: ReadonlySet<number>): boolean {
  const { firstPerson, people } = snapshot.faces();
  for (let at = firstPerson[place] ?? 0; at < (firstPerson[place + 1] ?? 0); at++) {
    if (!personIds.has(people[at] ?? 0)) return true;
  }
  return false;
}

/** Somebody who is in a photo twice counts once. Few people are in a photo, so looking back is the quickest. */
function countPeople(snapshot: Snapshot, place: number): number {
  const { firstPerson, people } = snapshot.faces();
  const first = firstPerson[place] ?? 0;
  let count = 0;
  for (let at = first; at < (firstPerson[place + 1] ?? 0); at++) {
    const earlier = people.indexOf(people[at] ?? 0, first);
    if (earlier === at) count++;
  }
  return count;
}
