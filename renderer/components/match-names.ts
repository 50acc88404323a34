/** A name as it is compared: without regard to case and accents. */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim();
}

/** Something with a name and its folded form. */
export interface Folded<Item> {
  readonly item: Item;
  readonly folded: string;
}

/** Folds the names of a list, once, to be searched with every letter typed. */
export function foldNames<Item extends { readonly name: string }>(items: readonly Item[]): Folded<Item>[] {
  return items.map((item) => ({ item, folded: foldName(item.name) }));
}

/**
 * Those whose name fits what was typed, at most `limit`: first names that are exactly so, then those that begin so, then
 * those of which a later word does, then those that contain it; among equals in the order given. All, when nothing was typed.
 */
export function matchNames<Item>(names: readonly Folded<Item>[], typed: string, limit = Infinity): Item[] {
  const wanted = foldName(typed);
  if (wanted === "") return names.slice(0, limit).map(({ item }) => item);
  const byRank: Item[][] = [[], [], [], []];
  for (const { item, folded } of names) {
    const rank = rankOf(folded, wanted);
    if (rank !== null) byRank[rank]?.push(item);
  }
  return byRank.flat().slice(0, limit);
}

function rankOf(folded: string, wanted: string): number | null {
  const at = folded.indexOf(wanted);
  if (at === -1) return null;
  if (at === 0) return folded === wanted ? 0 : 1;
  return folded.includes(` ${wanted}`) || folded.includes(`-${wanted}`) ? 2 : 3;
}
