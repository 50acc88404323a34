import type { FoldedPerson } from "./find-people.ts";

const mostSuggestions = 3;

/** Up to three names that somebody who typed `name` (folded) may have meant, the nearest first. */
export function nearNames(people: readonly FoldedPerson[], name: string): string[] {
  // One mistake in a short name, one more for every three letters.
  const mostMistakes = Math.max(1, Math.floor(name.length / 3));
  const nearest = new Map<string, { name: string; mistakes: number }>();
  for (const person of people) {
    if (nearest.has(person.folded)) continue;
    const mistakes = Math.min(...wordsToCompare(person.folded).map((word) => distance(word, name)));
    if (mistakes <= mostMistakes) nearest.set(person.folded, { name: person.name, mistakes });
  }
  return [...nearest.values()]
    .sort((a, b) => a.mistakes - b.mistakes || (a.name < b.name ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ name: found }) => found);
}

/** The whole name, and each of its words. */
function wordsToCompare(folded: string): string[] {
  const words = folded.split(/[ -]/);
  return words.length === 1 ? [folded] : [folded, ...words];
}

/** How many letters must be changed, added, left out or swapped with their neighbour to make `b` of `a`. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
