import { nameKey, tidyName } from "./name-targets.ts";

/**
 * How names are written that files write in several ways ("anna lee", "Anna Lee"), by `nameKey`: as most of them do; of equally
 * usual ones as names are written, each word beginning with a capital and the rest not shouted.
 */
export function usualSpellings(names: readonly string[]): Map<string, string> {
  const spellings = Map.groupBy(names.map(tidyName), nameKey);
  return new Map([...spellings].map(([key, written]) => [key, usual(written)]));
}

function usual(written: readonly string[]): string {
  const counted = [...Map.groupBy(written, (name) => name)].map(([name, all]) => ({
    name,
    count: all.length,
  }));
  const [first] = counted.sort(
    (a, b) => b.count - a.count || care(b.name) - care(a.name) || (a.name < b.name ? -1 : 1),
  );
  return first?.name ?? "";
}

/** Words that begin with a capital; a name in capitals alone counts for less, and for more than one in small letters. */
function care(name: string): number {
  const words = name.split(" ").filter((word) => /^\p{Lu}/u.test(word)).length;
  return /\p{Ll}/u.test(name) ? words : words - 0.5;
}
