import type { Database } from "../db/open.ts";
import { listPeople } from "../db/people.ts";

/** A person as an album. */
export interface PersonAlbum {
  readonly personId: number;
  /** What it is called: the person's name. */
  readonly name: string;
  /** The search that fills it. */
  readonly query: string;
  readonly photos: number;
  /** The face that the user chose for the person, null = none. */
  readonly coverFaceId: number | null;
  readonly isPinned: boolean;
}

/** Everybody who is in a photo as an album: the pinned first, then by the number of faces. Hidden people are left out. */
export function listPeopleAlbums(db: Database): PersonAlbum[] {
  return listPeople(db)
    .filter(({ isHidden, photos }) => !isHidden && photos > 0)
    .map(({ id, name, photos, coverFaceId, isPinned }) => ({
      ...{ personId: id, name, query: `person:${id}` },
      ...{ photos, coverFaceId, isPinned },
    }));
}
