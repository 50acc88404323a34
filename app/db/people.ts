import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A person with what is there of theirs. */
export interface ListedPerson {
  readonly id: number;
  readonly name: string;
  readonly faces: number;
  /** Photos with at least one of these faces. */
  readonly photos: number;
}

/** Faces of photos that are there and belong to nobody. */
export interface FaceCounts {
  /** Neither named nor ignored. */
  readonly unknownFaces: number;
  readonly ignoredFaces: number;
}

/** Adds a person. Names need not be unique; returns the id, which no other person ever had. */
export function createPerson(db: Database, name: string): number {
  return Number(statement<[string]>(db, "INSERT INTO people (name) VALUES (?)").run(name).lastInsertRowid);
}

/** Everybody, the one with the most faces first, equal ones by id. Missing photos and ignored faces do not count. */
export function listPeople(db: Database): ListedPerson[] {
  return statement<[], ListedPerson>(
    db,
    `SELECT people.id, people.name, count(faces.id) AS faces, count(DISTINCT faces.photo_id) AS photos
     FROM people LEFT JOIN faces
       ON faces.person_id = people.id AND faces.ignored = 0 AND ${hasPresentFile("faces.photo_id")}
     GROUP BY people.id ORDER BY count(faces.id) DESC, people.id`,
  ).all();
}

/** How many faces are unknown, and how many ignored. */
export function countFaces(db: Database): FaceCounts {
  const row = statement<[], FaceCounts>(
    db,
    `SELECT coalesce(sum(ignored = 0), 0) AS unknownFaces, coalesce(sum(ignored = 1), 0) AS ignoredFaces FROM faces
     WHERE (person_id IS NULL OR ignored = 1) AND ${hasPresentFile("faces.photo_id")}`,
  ).get();
  return row ?? { unknownFaces: 0, ignoredFaces: 0 };
}
