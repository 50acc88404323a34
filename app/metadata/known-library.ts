import { peopleAppearingIn } from "../db/appearances.ts";
import { facesOfPhoto } from "../db/faces.ts";
import { importedDigests, importedPeople } from "../db/imported-names.ts";
import type { Database } from "../db/open.ts";
import { allPeople } from "../db/people.ts";
import { rejectionsInPhoto } from "../db/rejections.ts";
import { nameKey } from "./name-targets.ts";
import type { KnownLibrary } from "./plan-import.ts";

/** What a library knows now, as far as names of metadata are concerned. */
export function knownLibrary(db: Database): KnownLibrary {
  return {
    people: allPeople(db),
    importedPeople: new Map(importedPeople(db).map(({ name, personId }) => [nameKey(name), personId])),
    photo: (photoId) => ({
      faces: facesOfPhoto(db, photoId),
      appearing: peopleAppearingIn(db, photoId),
      rejections: rejectionsInPhoto(db, photoId),
      imported: importedDigests(db, photoId),
    }),
  };
}
