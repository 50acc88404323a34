import type { Database } from "../db/open.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { findSet } from "./search-photos.ts";
import { withSnapshot, type Snapshot } from "./snapshot.ts";
import { closeStacks, type ShownPlaces, type ShownStack } from "./stacks-by-place.ts";

/** All that a window needs to know of photos to place every one of them, and nothing else. */
export interface PhotoLayout {
  /** Photos that are there. */
  readonly ids: readonly number[];
  /** For each: the hundredfold of width by height, rounded; 0 = not known yet. */
  readonly ratios: readonly number[];
  /** Runs of `ids` by month; null = when they were taken is not known. Empty where photos are not in the order of time. */
  readonly months: readonly PhotoMonth[];
  /** The photos among them that stand for a stack; none when stacks are shown open. */
  readonly stacks: readonly ShownStack[];
  /** Are there photos of stacks among them, shown as one or not? */
  readonly hasStacks: boolean;
  /** How many photos, with all those in stacks. */
  readonly total: number;
}

/** How stacks are shown: each as one photo, or all photos of it. */
export const stackViews = ["closed", "open"] as const;

export type StackView = (typeof stackViews)[number];

/** Neighbours in a layout that were taken in one month. */
export interface PhotoMonth {
  /** "2019-05" */
  readonly month: string | null;
  readonly count: number;
}

/** What a search finds, all of it, with the search as Familiar understood it. */
export interface SearchLayout extends PhotoLayout {
  readonly query: string;
}

/** The layout of a whole search, newest first. @throws SearchError with the place of the mistake. */
export function layOutSearch(db: Database, text: string, view: StackView = "open"): SearchLayout {
  return withSnapshot(db, (snapshot) => {
    const found = findSet(snapshot, text);
    const present = snapshot.present();
    const places: number[] = [];
    for (let place = 0; place < found.length; place++) {
      if (found[place] === 1 && present[place] === 1) places.push(place);
    }
    const shown = shownOf(snapshot, places, view);
    return {
      query: printQuery(parseQuery(text)),
      ...layOut(snapshot, shown),
      ...{ hasStacks: hasStacks(snapshot, places), total: places.length },
      months: runs(snapshot, shown.places),
    };
  });
}

/** The layout of these photos in this order; those that are missing are left out. */
export function layOutPhotos(
  db: Database,
  photoIds: readonly number[],
  view: StackView = "open",
): PhotoLayout {
  return withSnapshot(db, (snapshot) => {
    const [placeOf, present] = [snapshot.placeOf(), snapshot.present()];
    const places = photoIds.flatMap((id) => {
      const place = placeOf[id] ?? -1;
      return present[place] === 1 ? place : [];
    });
    return {
      ...layOut(snapshot, shownOf(snapshot, places, view)),
      ...{ hasStacks: hasStacks(snapshot, places), total: places.length, months: [] },
    };
  });
}

function shownOf(snapshot: Snapshot, places: readonly number[], view: StackView): ShownPlaces {
  return view === "open" ? { places, stacks: new Map() } : closeStacks(snapshot.stacks(), places);
}

function hasStacks(snapshot: Snapshot, places: readonly number[]): boolean {
  const { stackOf, cover } = snapshot.stacks();
  return cover.length > 1 && places.some((place) => stackOf[place] !== 0);
}

function layOut(
  snapshot: Snapshot,
  { places, stacks }: ShownPlaces,
): Pick<PhotoLayout, "ids" | "ratios" | "stacks"> {
  const [photoIds, ratioOf] = [snapshot.photoIds(), snapshot.ratios()];
  return {
    ids: places.map((place) => photoIds[place] ?? 0),
    ratios: places.map((place) => ratioOf[place] ?? 0),
    stacks: [...stacks].map(([place, together]) => ({
      photoId: photoIds[place] ?? 0,
      photoIds: together.map((each) => photoIds[each] ?? 0),
    })),
  };
}

function runs(snapshot: Snapshot, places: readonly number[]): PhotoMonth[] {
  const found: PhotoMonth[] = [];
  let at = 0;
  for (const { month, endPlace } of monthsByPlace(snapshot)) {
    const start = at;
    while (at < places.length && (places[at] ?? 0) < endPlace) at++;
    if (at > start) found.push({ month, count: at - start });
  }
  return found;
}

/** Photos come newest first, so that a month is a range of places, and those without a time are the last range. */
function monthsByPlace(snapshot: Snapshot): { readonly month: string | null; readonly endPlace: number }[] {
  let endPlace = 0;
  const months = snapshot.months().map(({ month, photos }) => ({ month, endPlace: (endPlace += photos) }));
  return [...months, { month: null, endPlace: Infinity }];
}
