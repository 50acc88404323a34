/** Where the user was in a list. */
export interface ListPlace {
  /** The first photo that was to be seen, and how far above the edge its row began, in rows. */
  readonly topId: number | null;
  readonly rowsAbove: number;
  /** The photo that was looked at last. */
  readonly activeId: number | null;
}

const places = new Map<string, ListPlace>();

/** Where the user was in this list when they left it; null = not yet there since the window was opened. */
export function recallPlace(list: string): ListPlace | null {
  return places.get(list) ?? null;
}

/** Remembers it until the window is closed. */
export function rememberPlace(list: string, place: ListPlace): void {
  places.set(list, place);
}

/** Remembers which photo of a list was looked at last, so that it is to be seen on the way back. */
export function rememberActive(list: string, activeId: number): void {
  places.set(list, { ...(places.get(list) ?? { topId: null, rowsAbove: 0 }), activeId });
}
