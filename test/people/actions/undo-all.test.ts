import fc from "fast-check";
import { expect, test } from "vitest";
import { personOf } from "../../../app/db/faces.ts";
import { decidedFaces } from "../../../app/db/decided-faces.ts";
import { listActions } from "../../../app/db/actions.ts";
import { allJudgements } from "../../../app/db/judgements.ts";
import type { Database } from "../../../app/db/open.ts";
import { allPeople } from "../../../app/db/people.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { addRoot } from "../../../app/db/roots.ts";
import type { PerformedAction } from "../../../app/journal/act.ts";
import { actionKinds } from "../../../app/journal/action-kinds.ts";
import { redo } from "../../../app/journal/redo.ts";
import { undo } from "../../../app/journal/undo.ts";
import { AlbumError } from "../../../app/albums/errors.ts";
import { UnknownFolderError } from "../../../app/library/actions/remove-folder.ts";
import { PeopleError } from "../../../app/people/errors.ts";
import { decisionsOf } from "../../journal/decisions-of.ts";
import { randomAction, randomActionCount } from "../../support/every-action.ts";
import { assign, group, peopleFixture, person, type PeopleFixture } from "../../support/people.ts";

/** Six photos, two people, five groups, and faces that the machine gives to people. */
function smallLibrary(): PeopleFixture {
  const fixture = peopleFixture();
  const { db } = fixture;
  const [anna, ben] = [person(db, "Person 1", 1, 2, 3), person(db, "Person 2", 1, 4)];
  const groups = [group(db, 1, 2, 3), group(db, 4, 5), group(db, 3, 4, 6), group(db, 6), group(db, 5)];
  assign(db, groups[1]?.faceIds[1] ?? 0, anna.personId);
  assign(db, groups[3]?.faceIds[0] ?? 0, ben.personId);
  assign(db, groups[4]?.faceIds[0] ?? 0, ben.personId, "suggested");
  for (const path of ["/one", "/two", "/three"]) addRoot(db, path, 1);
  return fixture;
}

/** One action of a session; null = refused. */
function attempt(fixture: PeopleFixture, [action, numbers]: Command): PerformedAction | null {
  try {
    return randomAction(fixture.context, action, numbers);
  } catch (error) {
    if (error instanceof PeopleError || error instanceof AlbumError || error instanceof UnknownFolderError)
      return null;
    throw error;
  }
}

type Command = readonly [action: number, numbers: readonly number[]];

const commands = fc.array(
  fc.tuple(fc.nat(randomActionCount - 1), fc.array(fc.nat(999), { minLength: 8, maxLength: 8 })),
  { maxLength: 60, size: "max" },
);

test("any actions, all undone, give the first state exactly, and all redone the last", () => {
  const done = new Set<string>();
  fc.assert(
    fc.property(commands, (session) => {
      const fixture = smallLibrary();
      const { db, context } = fixture;
      const states = [decisionsOf(db)];
      for (const command of session) {
        const performed = attempt(fixture, command);
        if (performed?.actionId == null) {
          expect(decisionsOf(db)).toEqual(states.at(-1));
          continue;
        }
        states.push(decisionsOf(db));
      }
      for (const before of states.slice(0, -1).reverse()) {
        undo(context);
        expect(decisionsOf(db)).toEqual(before);
      }
      for (const after of states.slice(1)) {
        redo(context);
        expect(decisionsOf(db)).toEqual(after);
      }
      for (const { kind } of listActions(db, { beforeId: null, limit: 99 })) done.add(kind);
      db.close();
    }),
    { numRuns: 60, seed: 7 },
  );
  expect([...done].sort()).toEqual([...actionKinds].sort());
});

test("after any actions, no two decisions contradict each other", () => {
  fc.assert(
    fc.property(commands, (session) => {
      const fixture = smallLibrary();
      for (const command of session) {
        attempt(fixture, command);
        expect(contradictions(fixture.db)).toEqual([]);
      }
      fixture.db.close();
    }),
    { numRuns: 60, seed: 7 },
  );
});

function contradictions(db: Database): string[] {
  const ids = db.prepare<[], number>("SELECT id FROM faces").pluck().all();
  const faces = new Map(decidedFaces(db, ids).map((face) => [face.id, face]));
  const found: string[] = [];
  for (const { id, personId, assignment, ignored, isFalse } of faces.values()) {
    if (personId !== null && assignment !== null) found.push(`face ${id} is confirmed and assigned`);
    if ((ignored || isFalse) && (personId ?? assignment) !== null)
      found.push(`hidden face ${id} is somebody's`);
  }
  for (const { faceId, personId } of allRejections(db)) {
    const face = faces.get(faceId);
    if (face?.personId === personId || face?.assignment?.personId === personId)
      found.push(`face ${faceId} is rejected for person ${personId} and theirs`);
  }
  for (const { id, coverFaceId } of allPeople(db)) {
    const cover = coverFaceId === null ? undefined : faces.get(coverFaceId);
    if (cover !== undefined && personOf(cover) !== id) found.push(`the cover of person ${id} is not theirs`);
  }
  return [...found, ...contradictoryJudgements(db, (id) => faces.get(id)?.personId ?? null)];
}

function contradictoryJudgements(db: Database, personOfFace: (id: number) => number | null): string[] {
  const judgements = allJudgements(db);
  const together = judgements.filter(({ kind }) => kind === "together").map(({ sides }) => sides[0]);
  const found: string[] = [];
  for (const faces of together) {
    const people = new Set(faces.map(personOfFace).filter((id) => id !== null));
    if (people.size > 1) found.push(`the faces ${faces.join()} are together and of several people`);
    const rejected = allRejections(db).filter(
      ({ faceId, personId }) => faces.includes(faceId) && people.has(personId),
    );
    if (rejected.length > 0)
      found.push(`the faces ${faces.join()} are together, one of them rejected for the others`);
  }
  for (const { sides, kind } of judgements) {
    if (kind !== "apart") continue;
    const [left, right] = sides;
    for (const a of left) {
      for (const b of right) {
        const isSame = personOfFace(a) !== null && personOfFace(a) === personOfFace(b);
        if (isSame || a === b) found.push(`faces ${a} and ${b} are apart and of one person`);
        if (together.some((faces) => faces.includes(a) && faces.includes(b)))
          found.push(`faces ${a} and ${b} are apart and together`);
      }
    }
  }
  return found;
}
