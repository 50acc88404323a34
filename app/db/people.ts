import { hasPresentFile } from "./files.ts";
import type { Database } from "./open.ts";
import { addIdentity } from "./person-identities.ts";
import { statement } from "./statement.ts";
import { isUnnamedFace } from "./unnamed.ts";

/** What the user says of a person. */
export interface PersonFacts {
  readonly name: string;
  /** "2019-05-31", null = unknown. */
  readonly birthDate: string | null;
  /** The face to show for them, null = none chosen. */
  readonly coverFaceId: number | null;
  readonly isPinned: boolean;
  readonly isHidden: boolean;
  readonly isPrivate: boolean;
}

/** A person of the catalogue. Equal names are not equal people. */
export interface Person extends PersonFacts {
  readonly id: number;
}

/** A person with what is there of theirs. */
export interface ListedPerson extends Person {
  /** Faces that are theirs by the user's word or the machine's; suggested ones are not among them. */
  readonly faces: number;
  /** Photos with at least one of these faces, and photos in which they are without a face to be seen. */
  readonly photos: number;
}

/** Faces of photos that are there and belong to nobody. */
export interface FaceCounts {
  /** Neither named, assigned, ignored nor discarded. */
  readonly unknownFaces: number;
  readonly ignoredFaces: number;
}

type Flags = "isPinned" | "isHidden" | "isPrivate";
type FlatFacts = Omit<PersonFacts, Flags> & Readonly<Record<Flags, number>>;
type Flat<Row extends Person> = Omit<Row, Flags> & Readonly<Record<Flags, number>>;

const personColumns = `people.id, name, birth_date AS birthDate, cover_face_id AS coverFaceId, is_pinned AS isPinned,
  is_hidden AS isHidden, is_private AS isPrivate`;

/**
 * Adds a person, known elsewhere by `identity`, or by a new one. Names need not be unique; returns the id, which no other
 * person ever had.
 */
export function createPerson(db: Database, name: string, identity?: string): number {
  const personId = Number(
    statement<[string]>(db, "INSERT INTO people (name) VALUES (?)").run(name).lastInsertRowid,
  );
  addIdentity(db, personId, identity);
  return personId;
}

/** The person with this id, undefined when there is none. */
export function findPerson(db: Database, personId: number): Person | undefined {
  const row = statement<[number], Flat<Person>>(db, `SELECT ${personColumns} FROM people WHERE id = ?`).get(
    personId,
  );
  return row && { ...row, ...flagsOf(row) };
}

/** Everybody, oldest first, without counts. */
export function allPeople(db: Database): Person[] {
  return statement<[], Flat<Person>>(db, `SELECT ${personColumns} FROM people ORDER BY id`)
    .all()
    .map((row) => ({ ...row, ...flagsOf(row) }));
}

/** Writes what the user says of a person. */
export function updatePerson(db: Database, { id, ...facts }: Person): void {
  statement<FlatFacts & { id: number }>(
    db,
    `UPDATE people SET name = @name, birth_date = @birthDate, cover_face_id = @coverFaceId, is_pinned = @isPinned,
       is_hidden = @isHidden, is_private = @isPrivate WHERE id = @id`,
  ).run({
    ...facts,
    id,
    isPinned: facts.isPinned ? 1 : 0,
    isHidden: facts.isHidden ? 1 : 0,
    isPrivate: facts.isPrivate ? 1 : 0,
  });
}

/** Takes these faces off as covers, whoever chose them. */
export function clearCovers(db: Database, faceIds: readonly number[]): void {
  statement<[string]>(
    db,
    "UPDATE people SET cover_face_id = NULL WHERE cover_face_id IN (SELECT value FROM json_each(?))",
  ).run(JSON.stringify(faceIds));
}

/**
 * Removes a person with their rejections, appearances, assignments and differences. Their faces must have been taken
 * away before.
 */
export function deletePerson(db: Database, personId: number): void {
  statement<[number]>(db, "DELETE FROM people WHERE id = ?").run(personId);
}

/**
 * Everybody: the pinned first, then the one with the most faces, equal ones by id. Missing photos, ignored faces and
 * those that are none do not count.
 */
export function listPeople(db: Database): ListedPerson[] {
  return statement<[], Flat<ListedPerson>>(
    db,
    `WITH theirs (person_id, photo_id, is_face) AS (
       SELECT person_id, photo_id, 1 FROM faces WHERE person_id IS NOT NULL AND ignored = 0 AND is_false = 0
       UNION ALL
       SELECT assignments.person_id, photo_id, 1 FROM assignments JOIN faces ON faces.id = face_id
       WHERE level = 'assigned' AND faces.person_id IS NULL AND ignored = 0 AND is_false = 0
       UNION ALL SELECT person_id, photo_id, 0 FROM appearances),
     counted AS (
       SELECT person_id, sum(is_face) AS faces, count(DISTINCT photo_id) AS photos FROM theirs
       WHERE ${hasPresentFile("theirs.photo_id")} GROUP BY person_id)
     SELECT ${personColumns}, coalesce(faces, 0) AS faces, coalesce(photos, 0) AS photos
     FROM people LEFT JOIN counted ON counted.person_id = people.id
     ORDER BY is_pinned DESC, coalesce(faces, 0) DESC, people.id`,
  )
    .all()
    .map((row) => ({ ...row, ...flagsOf(row) }));
}

/** How many photos that are there show this person, also without a face to be seen. */
export function countPhotosOf(db: Database, personId: number): number {
  const row = statement<{ personId: number }, { photos: number }>(
    db,
    `SELECT count(*) AS photos FROM (
       SELECT photo_id FROM faces WHERE person_id = @personId AND ignored = 0 AND is_false = 0
       UNION
       SELECT photo_id FROM assignments JOIN faces ON faces.id = face_id
       WHERE assignments.person_id = @personId AND level = 'assigned' AND faces.person_id IS NULL
       UNION SELECT photo_id FROM appearances WHERE person_id = @personId) AS shown
     WHERE ${hasPresentFile("shown.photo_id")}`,
  ).get({ personId });
  return row?.photos ?? 0;
}

/** How many faces are unknown, and how many ignored. */
export function countFaces(db: Database): FaceCounts {
  const row = statement<[], FaceCounts>(
    db,
    `SELECT (SELECT count(*) FROM faces WHERE ${isUnnamedFace()} AND ${hasPresentFile("faces.photo_id")})
         AS unknownFaces,
       (SELECT count(*) FROM faces WHERE person_id IS NULL AND ignored = 1 AND is_false = 0
           AND ${hasPresentFile("faces.photo_id")})
         AS ignoredFaces`,
  ).get();
  return row ?? { unknownFaces: 0, ignoredFaces: 0 };
}

function flagsOf({ isPinned, isHidden, isPrivate }: Readonly<Record<Flags, number>>): Record<Flags, boolean> {
  return { isPinned: isPinned === 1, isHidden: isHidden === 1, isPrivate: isPrivate === 1 };
}
