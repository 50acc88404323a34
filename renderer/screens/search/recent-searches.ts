import { z } from "zod";

const storageKey = "familiar.searches";

/** More would not be found again in the list. */
const mostRecent = 8;

/** What was searched in this window and found, the last search first. */
export function recentSearches(): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(sessionStorage.getItem(storageKey) ?? "[]"));
  } catch {
    return [];
  }
}

/** Puts a search at the front. */
export function rememberSearch(query: string): void {
  const others = recentSearches().filter((other) => other !== query);
  sessionStorage.setItem(storageKey, JSON.stringify([query, ...others].slice(0, mostRecent)));
}

/** Forgets all searches of this window. */
export function forgetSearches(): void {
  sessionStorage.removeItem(storageKey);
}
