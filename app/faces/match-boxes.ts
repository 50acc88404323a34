import { intersectionOverUnion, type Box } from "./geometry.ts";

/**
 * Finds boxes again that were in the picture before: for each of `now`, the place in `before` of the box that it overlaps
 * most (intersection over union, at least `leastOverlap`), null for a new one. Each is found again once; the largest
 * overlaps are given first, equal ones in their order.
 */
export function matchBoxes(
  before: readonly Box[],
  now: readonly Box[],
  leastOverlap: number,
): (number | null)[] {
  const pairs = now
    .flatMap((box, at) => before.map((old, from) => ({ at, from, overlap: intersectionOverUnion(old, box) })))
    .filter(({ overlap }) => overlap >= leastOverlap)
    .sort((a, b) => b.overlap - a.overlap || a.at - b.at || a.from - b.from);
  const places = now.map((): number | null => null);
  const taken = new Set<number>();
  for (const { at, from } of pairs) {
    if (places[at] !== null || taken.has(from)) continue;
    places[at] = from;
    taken.add(from);
  }
  return places;
}
