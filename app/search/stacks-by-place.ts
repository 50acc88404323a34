import { allStackMembers } from "../db/stacks.ts";
import type { Database } from "../db/open.ts";

/** Which photos are shown as one, by place (snapshot.ts). Only photos that are there, and stacks of at least two. */
export interface StacksByPlace {
  /** The number of the stack of each place, from 1; 0 = it is in none. */
  readonly stackOf: Uint32Array;
  /** By number, with nothing at 0: the place of the photo that stands for it. */
  readonly cover: readonly number[];
}

/** Reads the stacks of the whole library. */
export function readStacks(db: Database, placeOf: Int32Array, present: Uint8Array): StacksByPlace {
  const stackOf = new Uint32Array(present.length);
  const cover = [-1];
  const members = allStackMembers(db)
    .map(({ photoId, stack, rank }) => ({ stack, rank, place: placeOf[photoId] ?? -1 }))
    .filter(({ place }) => present[place] === 1);
  for (const together of runsOf(members)) {
    if (together.length < 2) continue;
    // Places run from the newest on: of frames alike the first one taken stands for all.
    const number = cover.push(together.reduce((a, b) => (isBefore(b, a) ? b : a)).place) - 1;
    for (const { place } of together) stackOf[place] = number;
  }
  return { stackOf, cover };
}

interface Member {
  readonly stack: number;
  readonly rank: number;
  readonly place: number;
}

function isBefore(a: Member, b: Member): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.place > b.place);
}

/** Neighbours of one stack. */
function* runsOf(members: readonly Member[]): Generator<readonly Member[]> {
  let start = 0;
  for (let at = 1; at <= members.length; at++) {
    if (at < members.length && members[at]?.stack === members[start]?.stack) continue;
    yield members.slice(start, at);
    start = at;
  }
}

/** A stack in a list. */
export interface ShownStack {
  /** The photo of the list that stands for it. */
  readonly photoId: number;
  /** Those of its photos that are in the list, this one too, in the order of the list; at least two. */
  readonly photoIds: readonly number[];
}

/** Places of a list, with the places of the stacks that some of them stand for. */
export interface ShownPlaces {
  readonly places: readonly number[];
  readonly stacks: ReadonlyMap<number, readonly number[]>;
}

/** These places in their order, of each stack one: its cover if that is among them, else the first. */
export function closeStacks({ stackOf, cover }: StacksByPlace, places: readonly number[]): ShownPlaces {
  if (cover.length === 1) return { places, stacks: new Map() };
  const members = new Map<number, number[]>();
  for (const place of places) {
    const stack = stackOf[place] ?? 0;
    if (stack === 0) continue;
    const others = members.get(stack);
    if (others === undefined) members.set(stack, [place]);
    else others.push(place);
  }
  const stacks = new Map<number, readonly number[]>();
  const standsFor = new Map<number, number>();
  for (const [stack, together] of members) {
    const coverPlace = cover[stack] ?? -1;
    const shown = together.includes(coverPlace) ? coverPlace : (together[0] ?? -1);
    standsFor.set(stack, shown);
    if (together.length > 1) stacks.set(shown, together);
  }
  const closed = places.filter((place) => {
    const stack = stackOf[place] ?? 0;
    return stack === 0 || standsFor.get(stack) === place;
  });
  return { places: closed, stacks };
}
