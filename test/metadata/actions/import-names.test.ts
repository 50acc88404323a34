import { expect, test } from "vitest";
import { facesOfPhoto } from "../../../app/db/faces.ts";
import { allJudgements } from "../../../app/db/judgements.ts";
import { listPeople } from "../../../app/db/people.ts";
import { undo } from "../../../app/journal/undo.ts";
import { redo } from "../../../app/journal/redo.ts";
import { importNames } from "../../../app/metadata/actions/import-names.ts";
import { knownLibrary } from "../../../app/metadata/known-library.ts";
import { planImport, type GatheredNames } from "../../../app/metadata/plan-import.ts";
import { judgeApart, judgeTogether } from "../../../app/people/judge.ts";
import { deleteFalseFace } from "../../../app/people/actions/delete-false-face.ts";
import { nameFace } from "../../../app/people/actions/name-face.ts";
import { renamePerson } from "../../../app/people/actions/rename-person.ts";
import {
  assign,
  decisionsOf,
  face,
  peopleFixture,
  person,
  photo,
  photoSize,
  stateOf,
} from "../../support/people.ts";

/** Of a photo with one face at 0, 0 with 100 pixels: Anna on it, Ben where no face is, Cleo nowhere. */
function gathered(db: Parameters<typeof photo>[0], ...numbers: number[]): GatheredNames {
  const written = {
    kind: "mwg",
    appliedTo: null,
    usualFrame: "stored",
    place: "sidecar",
    path: "/p.xmp",
  } as const;
  const share = (x: number) => ({
    x: x / photoSize.width,
    y: 0,
    width: 100 / photoSize.width,
    height: 100 / photoSize.height,
  });
  const photos = numbers.map((number) => ({
    ...{
      photoId: photo(db, number),
      path: `/photos/${number}.jpg`,
      picture: { ...photoSize, orientation: 1 },
    },
    regions: [
      { ...written, name: "Anna", area: share(0) },
      { ...written, name: "Ben", area: share(2_000) },
      { ...written, name: "Cleo", area: null },
    ],
  }));
  return { photos, photosRead: numbers.length, problems: [] };
}

test("names become people, faces are named and drawn, as one action that can be undone and redone", () => {
  const { db, context } = peopleFixture();
  const [first, second] = [face(db, 1), face(db, 2)];
  const names = gathered(db, 1, 2);
  const before = decisionsOf(db);
  const { summary, result } = importNames(context, names);
  expect(summary).toBe("took over 6 names of 3 people from the metadata of photos");
  expect(result.counts).toMatchObject({ peopleNew: 3, facesNamed: 2, facesDrawn: 2, photosWithoutFace: 2 });
  expect(listPeople(db).map(({ name, faces, photos }) => [name, faces, photos])).toEqual([
    ["Anna", 2, 2],
    ["Ben", 2, 2],
    ["Cleo", 0, 2],
  ]);
  expect(stateOf(db, first)?.personId).toBe(stateOf(db, second)?.personId);
  const [, drawn] = facesOfPhoto(db, photo(db, 1));
  expect(drawn).toMatchObject({ origin: "drawn", quality: 0 });
  expect(drawn?.box.x).toBeCloseTo(2_000);
  expect(drawn?.box.width).toBeCloseTo(100);
  const after = decisionsOf(db);
  undo(context);
  expect(decisionsOf(db)).toEqual(before);
  redo(context);
  expect(decisionsOf(db)).toEqual(after);
});

test("importing twice changes nothing, whatever the user made of the names since", () => {
  const { db, context } = peopleFixture();
  const faceId = face(db, 1);
  const names = gathered(db, 1);
  importNames(context, names);
  expect(importNames(context, names)).toMatchObject({
    actionId: null,
    result: { counts: { importedBefore: 3, conflicts: 0 } },
  });
  const [anna] = listPeople(db);
  renamePerson(context, { personId: anna?.id ?? 0, name: "Anna Lee" });
  nameFace(context, { faceId, person: { name: "Dora" } });
  const drawn = facesOfPhoto(db, photo(db, 1)).find(({ origin }) => origin === "drawn");
  deleteFalseFace(context, { faceIds: [drawn?.id ?? 0] });
  const decided = decisionsOf(db);
  expect(planImport(names, knownLibrary(db)).deeds).toEqual([]);
  expect(importNames(context, names).actionId).toBeNull();
  expect(decisionsOf(db)).toEqual(decided);
});

test("after an import is undone, the names are offered again, and importing them does the same", () => {
  const { db, context } = peopleFixture();
  face(db, 1);
  const names = gathered(db, 1);
  importNames(context, names);
  const after = listPeople(db).map(({ name, faces }) => [name, faces]);
  undo(context);
  expect(planImport(names, knownLibrary(db)).deeds).toHaveLength(3);
  importNames(context, names);
  expect(listPeople(db).map(({ name, faces }) => [name, faces])).toEqual(after);
  expect(planImport(names, knownLibrary(db)).deeds).toEqual([]);
});

test("photos that come later go to whoever the name became", () => {
  const { db, context } = peopleFixture();
  face(db, 1);
  const later = face(db, 2);
  importNames(context, gathered(db, 1));
  const anna = listPeople(db).find(({ name }) => name === "Anna");
  renamePerson(context, { personId: anna?.id ?? 0, name: "Anna Lee" });
  importNames(context, gathered(db, 1, 2));
  expect(stateOf(db, later)?.personId).toBe(anna?.id);
  expect(listPeople(db)).toHaveLength(3);
});

test("a person of the library with that name is meant, and the machine's guess gives way", () => {
  const { db, context } = peopleFixture();
  const { personId } = person(db, "anna", 5);
  const { personId: other } = person(db, "Other", 6);
  const faceId = face(db, 1);
  assign(db, faceId, other);
  importNames(context, gathered(db, 1));
  expect(stateOf(db, faceId)).toMatchObject({ personId, assignment: null });
  expect(
    listPeople(db)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["Ben", "Cleo", "Other", "anna"]);
});

test("what the user decided between preview and import is not overridden", () => {
  const { db, context } = peopleFixture();
  const faceId = face(db, 1);
  const names = gathered(db, 1);
  expect(planImport(names, knownLibrary(db)).conflicts).toEqual([]);
  const { result } = nameFace(context, { faceId, person: { name: "Dora" } });
  const imported = importNames(context, names);
  expect(imported.result.counts).toMatchObject({ facesNamed: 0, conflicts: 1 });
  expect(stateOf(db, faceId)?.personId).toBe(result.personId);
});

test("what the user said by comparing faces stays: not the same as Anna, the same as Ben", () => {
  const { db, context } = peopleFixture();
  const { faceIds: ofAnna } = person(db, "Anna", 5);
  const { faceIds: ofBen } = person(db, "Ben", 6);
  const [first, second] = [face(db, 1), face(db, 2)];
  judgeApart(db, [first], ofAnna);
  judgeTogether(db, [second, ...ofBen]);
  const { counts } = importNames(context, gathered(db, 1, 2)).result;
  expect(counts).toMatchObject({ facesNamed: 0, conflicts: 2 });
  expect(allJudgements(db)).toHaveLength(2);
  expect([stateOf(db, first)?.personId, stateOf(db, second)?.personId]).toEqual([null, null]);
});
