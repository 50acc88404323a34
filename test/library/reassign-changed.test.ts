import { expect, test } from "vitest";
import { findAction } from "../../app/db/actions.ts";
import type { Database } from "../../app/db/open.ts";
import { parseRowChanges } from "../../app/journal/row-changes.ts";
import { touchedBy, type Touched } from "../../app/library/reassign-changed.ts";
import { deletePerson } from "../../app/people/actions/delete-person.ts";
import { ignoreFaces } from "../../app/people/actions/ignore-faces.ts";
import { mergeGroups } from "../../app/people/actions/merge-groups.ts";
import { moveFaces } from "../../app/people/actions/move-faces.ts";
import { rejectSuggestions } from "../../app/people/actions/reject-suggestions.ts";
import { renamePerson } from "../../app/people/actions/rename-person.ts";
import { setBirthDate } from "../../app/people/actions/set-birth-date.ts";
import { setPinned } from "../../app/people/actions/set-pinned.ts";
import { face, group, peopleFixture, person } from "../support/people.ts";

function touched(db: Database, { actionId }: { readonly actionId: number | null }): Touched {
  return touchedBy(parseRowChanges(findAction(db, actionId ?? 0)?.changes ?? "[]"));
}

/** Anna has face 1, Ben face 2; face 3 is nobody's. */
function annaAndBen() {
  const fixture = peopleFixture();
  const [anna, ben] = [person(fixture.db, "Anna", 1), person(fixture.db, "Ben", 2)];
  return { ...fixture, anna: anna.personId, ben: ben.personId, stranger: face(fixture.db, 3) };
}

test("a face that changes hands: both people and the face", () => {
  const { db, context, anna, ben } = annaAndBen();
  const { personIds, faceIds } = touched(db, moveFaces(context, { faceIds: [1], person: { id: ben } }));
  expect({ personIds: personIds.toSorted(), faceIds }).toEqual({ personIds: [anna, ben], faceIds: [1] });
});

test("a person who is gone, and their faces", () => {
  const { db, context, anna } = annaAndBen();
  expect(touched(db, deletePerson(context, { personIds: [anna] }))).toEqual({
    personIds: [anna],
    faceIds: [1],
  });
});

test("a no, a judgement, an ignored face, a birth date", () => {
  const { db, context, anna, stranger } = annaAndBen();
  expect(touched(db, rejectSuggestions(context, { faceIds: [stranger], personId: anna }))).toMatchObject({
    personIds: [anna],
    faceIds: expect.arrayContaining([stranger]) as number[],
  });
  expect(touched(db, ignoreFaces(context, { faceIds: [stranger] }))).toEqual({
    personIds: [],
    faceIds: [stranger],
  });
  const [one, two] = [group(db, 5), group(db, 6)];
  const merged = touched(db, mergeGroups(context, { groupIds: [one.groupId, two.groupId] }));
  expect(merged.personIds).toEqual([]);
  expect(merged.faceIds.toSorted((a, b) => a - b)).toEqual([...one.faceIds, ...two.faceIds]);
  expect(touched(db, setBirthDate(context, { personId: anna, birthDate: "1969-05-31" }))).toEqual({
    personIds: [anna],
    faceIds: [],
  });
});

test("what has no say in whose a face is", () => {
  const { db, context, anna } = annaAndBen();
  const nothing = { personIds: [], faceIds: [] };
  expect(touched(db, renamePerson(context, { personId: anna, name: "Ann" }))).toEqual(nothing);
  expect(touched(db, setPinned(context, { personIds: [anna], isPinned: true }))).toEqual(nothing);
});
