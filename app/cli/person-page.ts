import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { allAlbums, type Album } from "../db/albums.ts";
import { appearancesOf } from "../db/appearances.ts";
import { assignedCounts } from "../db/assigned-counts.ts";
import type { Database } from "../db/open.ts";
import { listPeople, type ListedPerson, type Person } from "../db/people.ts";
import { ageAt, ageInWords, type Age } from "../people/age.ts";
import { SearchError } from "../search/errors.ts";
import { searchPhotos } from "../search/search-photos.ts";
import { count, printable } from "./words.ts";

/** The fields of `familiar person NAME --json`. */
export interface PersonPage extends ListedPerson {
  /** Of `faces`: given by the user, and by Familiar; `suggested` ones wait and are not among `faces`. */
  readonly confirmed: number;
  readonly assigned: number;
  readonly suggested: number;
  /** Photos in which they are without a face to be seen. */
  readonly appearances: number;
  /** Local time of their first and last photo that has a date; null = none has. */
  readonly firstTakenAt: string | null;
  readonly lastTakenAt: string | null;
  /** In the first and last photo taken after the birth; null without a birth date, or without such a photo. */
  readonly ages: { readonly youngest: Age; readonly oldest: Age } | null;
  /** Albums that show them, with how many of these photos. */
  readonly albums: readonly { readonly id: number; readonly name: string; readonly photos: number }[];
}

/** What is known of a person. */
export function readPersonPage(db: Database, person: Person): PersonPage {
  const listed = listPeople(db).find(({ id }) => id === person.id) ?? { ...person, faces: 0, photos: 0 };
  const { assigned, suggested } = assignedCounts(db).get(person.id) ?? { assigned: 0, suggested: 0 };
  const { photos } = searchPhotos(db, `person:${person.id}`, { limit: Infinity });
  const dates = photos.flatMap(({ takenAt }) => takenAt ?? []).sort();
  return {
    ...listed,
    confirmed: listed.faces - assigned,
    assigned,
    suggested,
    appearances: appearancesOf(db, person.id).length,
    firstTakenAt: dates[0] ?? null,
    lastTakenAt: dates.at(-1) ?? null,
    ages: agesIn(person.birthDate, dates),
    albums: albumsShowing(db, new Set(photos.map(({ id }) => id))),
  };
}

function agesIn(birthDate: string | null, dates: readonly string[]): PersonPage["ages"] {
  if (birthDate === null) return null;
  const ages = dates.flatMap((date) => ageAt(birthDate, date) ?? []);
  const youngest = ages[0];
  const oldest = ages.at(-1);
  return youngest === undefined || oldest === undefined ? null : { youngest, oldest };
}

function albumsShowing(db: Database, theirPhotos: ReadonlySet<number>): PersonPage["albums"] {
  return allAlbums(db).flatMap((album) => {
    const photos = photosIn(db, album).filter((id) => theirPhotos.has(id)).length;
    return photos === 0 ? [] : [{ id: album.id, name: album.name, photos }];
  });
}

function photosIn(db: Database, album: Album): number[] {
  try {
    return photoIdsOfAlbum(db, album);
  } catch (error) {
    // Its search names somebody who is gone; "familiar album list" tells.
    if (error instanceof SearchError) return [];
    throw error;
  }
}

/** The page for a person at a terminal. */
export function personText(page: PersonPage): string {
  const marks = [
    ...(page.isPinned ? ["pinned"] : []),
    ...(page.isHidden ? ["hidden"] : []),
    ...(page.isPrivate ? ["private"] : []),
  ];
  const lines = [
    `${printable(page.name)} (${[`person:${page.id}`, ...marks].join(", ")})`,
    `  ${count(page.faces, "face")} in ${count(page.photos, "photo")}${facesText(page)}`,
  ];
  if (page.appearances > 0) lines.push(`  ${count(page.appearances, "photo")} without a face to be seen`);
  if (page.birthDate !== null) lines.push(`  born on ${page.birthDate}`);
  if (page.firstTakenAt !== null && page.lastTakenAt !== null) lines.push(`  ${spanText(page)}`);
  if (page.coverFaceId !== null) lines.push(`  cover: face:${page.coverFaceId}`);
  if (page.albums.length > 0) {
    const albums = page.albums.map(
      ({ name, photos }) => `${printable(name)} (${photos.toLocaleString("en-US")})`,
    );
    lines.push(`  albums: ${albums.join(", ")}`);
  }
  if (page.suggested > 0) lines.push(`  ${count(page.suggested, "face")} to confirm or reject`);
  return lines.join("\n");
}

function facesText({ confirmed, assigned }: PersonPage): string {
  return assigned === 0
    ? ""
    : `: ${confirmed.toLocaleString("en-US")} confirmed, ${assigned.toLocaleString("en-US")} added by Familiar`;
}

function spanText({ firstTakenAt, lastTakenAt, ages }: PersonPage): string {
  const first = firstTakenAt?.slice(0, 10) ?? "";
  const last = lastTakenAt?.slice(0, 10) ?? "";
  const days = first === last ? `on ${first}` : `from ${first} to ${last}`;
  if (ages === null) return `photos ${days}`;
  const [youngest, oldest] = [ageInWords(ages.youngest), ageInWords(ages.oldest)];
  return `photos ${days}, aged ${youngest}${youngest === oldest ? "" : ` to ${oldest}`}`;
}
