import { addAppearance } from "../../app/db/appearances.ts";
import { insertFace, setFalse, setIgnored, setPerson } from "../../app/db/faces.ts";
import { findFile, markMissing } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson, findPerson, updatePerson, type PersonFacts } from "../../app/db/people.ts";
import { savePhotoAnalysis, type PhotoFacts } from "../../app/db/photos.ts";
import { addPhoto, plainFace, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";

/** How a face is to be added: whose it is, by whose word, and whether it counts. */
export type FaceSeed =
  | { readonly confirmed: number }
  | { readonly assigned: number }
  | { readonly suggested: number }
  | "unknown"
  | "ignored"
  | "false";

/** Adds a person; returns the id. */
export function addPerson(db: Database, name: string, facts: Partial<PersonFacts> = {}): number {
  const id = createPerson(db, name);
  const person = findPerson(db, id);
  if (person !== undefined) updatePerson(db, { ...person, ...facts });
  return id;
}

/** Adds an analysed photo with faces; returns its id, which is also the byte of its hash. */
export function addAnalysed(
  db: Database,
  byte: number,
  path: string,
  facts: Partial<PhotoFacts>,
  faces: readonly FaceSeed[] = [],
): number {
  const photoId = addPhoto(db, byte, path);
  savePhotoAnalysis(db, photoId, { ...plainFacts, ...facts, recipe: "r", analysedAtMs: 1 });
  for (const face of faces) addFace(db, photoId, face);
  return photoId;
}

/** Adds a face; returns its id. */
export function addFace(db: Database, photoId: number, seed: FaceSeed): number {
  const faceId = insertFace(db, photoId, plainFace);
  if (seed === "unknown") return faceId;
  if (seed === "ignored") setIgnored(db, faceId, true);
  else if (seed === "false") setFalse(db, faceId, true);
  else if ("confirmed" in seed) setPerson(db, faceId, seed.confirmed);
  else
    db.prepare("INSERT INTO assignments (face_id, person_id, probability, level) VALUES (?, ?, 0.9, ?)").run(
      faceId,
      "assigned" in seed ? seed.assigned : seed.suggested,
      "assigned" in seed ? "assigned" : "suggested",
    );
  return faceId;
}

/** A small library to search in. */
export interface FamilyLibrary {
  readonly db: Database;
  readonly anna: number;
  readonly ben: number;
  readonly carl: number;
}

/**
 * Anna was born on 2015-06-10; Carl is hidden. Photos, by what their file is called:
 *
 *     birth    2015-06-10  Anna                          /photos/2015/Birth, Canon EOS 5D
 *     rome1    2019-05-03  Anna, Ben (assigned)          /photos/2019/Rome, Canon EOS 80D, with a place
 *     rome2    2019-06-01  Anna, Ben, somebody unknown   /photos/2019/Rome
 *     party    2020-06-10  Anna, an ignored face         /photos/2020/Rome 2
 *     hills    2021-03-01  an ignored and a false face   /photos/2021/Évora, a video
 *     newyear  2021-12-31  Ben, Anna without a face      /photos/2021
 *     undated  -           Carl, one that may be Anna    /photos
 *     waiting  -           not analysed yet              /photos
 *     gone     2019-07-01  Anna; the file is missing     /photos/2019/Rome
 */
export function familyLibrary(): FamilyLibrary {
  const db = temporaryCatalogue();
  const anna = addPerson(db, "Anna", { birthDate: "2015-06-10" });
  const ben = addPerson(db, "Ben");
  const carl = addPerson(db, "Carl", { isHidden: true });
  const canon = (model: string) => ({ cameraMake: "Canon", cameraModel: model });
  const at = (takenAt: string, more: Partial<PhotoFacts> = {}) => ({ takenAt, ...more });
  addAnalysed(db, 1, "/photos/2015/Birth/birth.jpg", at("2015-06-10T08:00:00", canon("EOS 5D")), [
    { confirmed: anna },
  ]);
  const place = { latitude: 41.9, longitude: 12.5 };
  const rome1 = at("2019-05-03T23:59:59", { ...canon("EOS 80D"), ...place });
  addAnalysed(db, 2, "/photos/2019/Rome/rome1.jpg", rome1, [{ confirmed: anna }, { assigned: ben }]);
  const rome2 = [{ confirmed: anna }, { confirmed: ben }, "unknown"] as const;
  addAnalysed(db, 3, "/photos/2019/Rome/rome2.jpg", at("2019-06-01T00:00:00"), rome2);
  addAnalysed(db, 4, "/photos/2020/Rome 2/party.jpg", at("2020-06-10T12:00:00"), [
    { confirmed: anna },
    "ignored",
  ]);
  addAnalysed(db, 5, "/photos/2021/Évora/hills.jpg", at("2021-03-01T12:00:00", { durationMs: 5_000 }), [
    ...(["ignored", "false"] as const),
  ]);
  const newYear = addAnalysed(db, 6, "/photos/2021/newyear.jpg", at("2021-12-31T23:59:59"), [
    { confirmed: ben },
  ]);
  addAppearance(db, { personId: anna, photoId: newYear });
  addAnalysed(db, 7, "/photos/undated.png", {}, [{ confirmed: carl }, { suggested: anna }]);
  addPhoto(db, 8, "/photos/waiting.jpg");
  const gone = at("2019-07-01T12:00:00");
  addAnalysed(db, 9, "/photos/2019/Rome/gone.jpg", gone, [{ confirmed: anna }]);
  markMissing(db, [findFile(db, "/photos/2019/Rome/gone.jpg")?.id ?? 0], 1);
  return { db, anna, ben, carl };
}
