import { expect, test } from "vitest";
import { addAppearance } from "../../app/people/actions/add-appearance.ts";
import { createAlbum } from "../../app/albums/actions/create-album.ts";
import { allAlbums, albumPhotos } from "../../app/db/albums.ts";
import { appearancesOf } from "../../app/db/appearances.ts";
import { allJudgements } from "../../app/db/judgements.ts";
import type { Database } from "../../app/db/open.ts";
import { allPeople } from "../../app/db/people.ts";
import { addRejection, allRejections } from "../../app/db/rejections.ts";
import { upsertFile } from "../../app/db/files.ts";
import { insertPhoto, savePhotoAnalysis } from "../../app/db/photos.ts";
import { insertFace } from "../../app/db/faces.ts";
import { addRoot } from "../../app/db/roots.ts";
import { deleteFalseFace } from "../../app/people/actions/delete-false-face.ts";
import { ignoreFaces } from "../../app/people/actions/ignore-faces.ts";
import { keepTogether } from "../../app/people/actions/keep-together.ts";
import { mergePeople } from "../../app/people/actions/merge-people.ts";
import { nameFace } from "../../app/people/actions/name-face.ts";
import { renamePerson } from "../../app/people/actions/rename-person.ts";
import { setBirthDate } from "../../app/people/actions/set-birth-date.ts";
import { SameNamesError, TransferFileError } from "../../app/transfer/errors.ts";
import { importTransfer, previewImport } from "../../app/transfer/import-transfer.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { hashOf, plainFace, plainFacts } from "../support/catalogue.ts";
import { errorOf } from "../support/error-of.ts";
import {
  face,
  group,
  peopleFixture,
  person,
  personsOf,
  photo,
  photoSize,
  type PeopleFixture,
} from "../support/people.ts";
import { exportedFile, importFile, sameScanned, toImport } from "./carry.ts";

test("what was said here stays: other names, ignored faces, a no, and a birth date are conflicts, and named", async () => {
  const there = peopleFixture();
  const anna = person(there.db, "Anna", 1, 2, 3, 4);
  setBirthDate(there.context, { personId: anna.personId, birthDate: "1961-01-01" });
  const here = sameScanned(there.db);
  const faces = here.db
    .prepare<[], number>(
      "SELECT faces.id FROM faces JOIN photos ON photos.id = photo_id ORDER BY content_hash",
    )
    .pluck()
    .all();
  const [first = 0, second = 0, third = 0, fourth = 0] = faces;
  const { result } = nameFace(here.context, { faceId: first, person: { name: "Anna" } });
  setBirthDate(here.context, { personId: result.personId, birthDate: "1962-02-02" });
  nameFace(here.context, { faceId: second, person: { name: "Ben" } });
  ignoreFaces(here.context, { faceIds: [third] });
  addRejection(here.db, { faceId: fourth, personId: result.personId });

  const imported = await importFile(here.context, exportedFile(there.db), "merge");
  expect(imported.result).toMatchObject({ people: { added: 0, here: 1 }, faces: { named: 0, alreadySo: 1 } });
  expect(imported.result.conflicts.map(({ text }) => text)).toEqual([
    "Anna was born on 1961-01-01 in the file, and on 1962-02-02 here.",
    expect.stringContaining("a face of Anna in the file is a face of Ben here."),
    expect.stringContaining("a face of Anna in the file is ignored here."),
    expect.stringContaining("a face of Anna in the file is not them, as was said here."),
  ]);
  expect(allPeople(here.db).map(({ name, birthDate }) => [name, birthDate])).toEqual([
    ["Anna", "1962-02-02"],
    ["Ben", null],
  ]);
});

test("faces that are together in one library and no in the other are a conflict, whichever says which", async () => {
  const facesOf = (db: Database) =>
    db
      .prepare<[], number>(
        "SELECT faces.id FROM faces JOIN photos ON photos.id = photo_id ORDER BY content_hash",
      )
      .pluck()
      .all();
  const together = (fixture: PeopleFixture) =>
    keepTogether(fixture.context, { faceIds: facesOf(fixture.db) });
  const apart = (fixture: PeopleFixture) => {
    const [first = 0, second = 0] = facesOf(fixture.db);
    const { result } = nameFace(fixture.context, { faceId: first, person: { name: "Anna" } });
    addRejection(fixture.db, { faceId: second, personId: result.personId });
  };
  const [saysTogether, saysNo] = [peopleFixture(), peopleFixture()];
  for (const { db } of [saysTogether, saysNo]) group(db, 1, 2);
  const [no, yes] = [sameScanned(saysTogether.db), sameScanned(saysNo.db)];
  together(saysTogether);
  apart(saysNo);
  apart(no);
  together(yes);
  nameFace(yes.context, { faceId: facesOf(yes.db)[0] ?? 0, person: { name: "Anna" } });

  const ofJudgement = await importFile(no.context, exportedFile(saysTogether.db), "merge");
  const ofNo = await importFile(yes.context, exportedFile(saysNo.db), "merge");

  expect(ofJudgement.result).toMatchObject({
    judgements: 0,
    conflicts: [{ text: "Faces that are together in the file are not so here." }],
  });
  expect(ofNo.result).toMatchObject({ faces: { rejected: 0 } });
  expect(ofNo.result.conflicts.map(({ text }) => text)).toEqual([
    expect.stringContaining("a face that is not Anna in the file is theirs here."),
  ]);
  expect([allJudgements(no.db), allRejections(yes.db)]).toEqual([[], []]);
});

test("people are found again by their identity: renamed, and merged since", async () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1);
  const ann = person(db, "Ann", 2);
  const file = exportedFile(db);
  renamePerson(context, { personId: anna.personId, name: "Johanna" });
  mergePeople(context, { intoId: anna.personId, fromIds: [ann.personId] });
  const before = decisionsOf(db);
  expect((await importFile(context, file)).actionId).toBeNull();
  expect(decisionsOf(db)).toEqual(before);
});

test("equal names are not equal people: nothing is imported until it is said, and each answer holds", async () => {
  const there = peopleFixture();
  const anna = person(there.db, "Anna", 1);
  const file = exportedFile(there.db);
  const library = () => {
    const here = sameScanned(there.db);
    const other = face(here.db, 5);
    nameFace(here.context, { faceId: other, person: { name: "anna" } });
    return here;
  };
  const asked = library();
  const before = decisionsOf(asked.db);
  const wanted = await toImport(file);
  expect(errorOf(() => importTransfer(asked.context, wanted))).toBeInstanceOf(SameNamesError);
  expect(previewImport(asked.db, wanted).sameNames).toMatchObject([
    { name: "Anna", faces: anna.faceIds.length, namesakes: [{ name: "anna" }] },
  ]);
  expect(decisionsOf(asked.db)).toEqual(before);

  for (const [answer, people] of [
    ["merge", ["anna"]],
    ["separate", ["anna", "Anna"]],
  ] as const) {
    const here = library();
    await importFile(here.context, file, answer);
    expect(allPeople(here.db).map(({ name }) => name)).toEqual(people);
    // It is known from now on, so nobody is asked again.
    expect((await importFile(here.context, file)).actionId).toBeNull();
  }
});

test("faces that both libraries have named tell who is who, whatever the names are", async () => {
  const there = peopleFixture();
  person(there.db, "Mum", 1, 2, 3);
  const here = sameScanned(there.db);
  const [first = 0, second = 0] = here.db
    .prepare<[], number>("SELECT id FROM faces ORDER BY id")
    .pluck()
    .all();
  const { result } = nameFace(here.context, { faceId: first, person: { name: "Ann" } });
  nameFace(here.context, { faceId: second, person: { id: result.personId } });
  await importFile(here.context, exportedFile(there.db));
  expect(allPeople(here.db).map(({ name }) => name)).toEqual(["Ann"]);
  expect(personsOf(here.db, [1, 2, 3])).toEqual([result.personId, result.personId, result.personId]);
});

test("a photo whose content changed is found by its path, if size and date are the same", async () => {
  const there = peopleFixture();
  addRoot(there.db, "/photos", 1);
  person(there.db, "Anna", 1);
  const here = peopleFixture();
  addRoot(here.db, "/elsewhere", 1);
  const photoId = insertPhoto(here.db, { contentHash: hashOf(99), sizeBytes: 120 });
  const takenAt = "2001-06-01T12:00:00";
  savePhotoAnalysis(here.db, photoId, { ...plainFacts, ...photoSize, takenAt, recipe: "r", analysedAtMs: 1 });
  upsertFile(here.db, { path: "/elsewhere/1.jpg", sizeBytes: 120, modifiedAtMs: 1, photoId, failure: null });
  const faceId = insertFace(here.db, photoId, { ...plainFace, box: { x: 2, y: 1, width: 98, height: 101 } });
  const { result } = await importFile(here.context, exportedFile(there.db));
  expect(result.photos).toEqual({ here: 1, byPath: 1, waiting: 0 });
  expect(personsOf(here.db, [faceId])).toEqual([1]);
});

test("albums of one name are filled up, or kept apart when they are filled in other ways", async () => {
  const there = peopleFixture();
  const [one, two] = [photo(there.db, 1), photo(there.db, 2)];
  createAlbum(there.context, { name: "Trip", photoIds: [one, two] });
  createAlbum(there.context, { name: "Groups", query: "faces > 2" });
  const here = sameScanned(there.db);
  const known = photo(here.db, 2);
  createAlbum(here.context, { name: "trip", photoIds: [known] });
  createAlbum(here.context, { name: "Groups", query: "faces > 3" });
  const file = exportedFile(there.db);
  await importFile(here.context, file);
  expect(allAlbums(here.db).map(({ name, query }) => [name, query])).toEqual([
    ["trip", null],
    ["Groups", "faces > 3"],
    ["Groups (imported)", "faces > 2"],
  ]);
  expect(albumPhotos(here.db, 1).map(({ photoId }) => photoId)).toEqual([known, photo(here.db, 1)]);
  expect((await importFile(here.context, file)).actionId).toBeNull();
});

test("people without a face, false faces and rejections come along", async () => {
  const there = peopleFixture();
  const anna = person(there.db, "Anna", 1);
  const { faceIds } = group(there.db, 2, 3);
  addRejection(there.db, { faceId: faceIds[0] ?? 0, personId: anna.personId });
  deleteFalseFace(there.context, { faceIds: [faceIds[1] ?? 0] });
  addAppearance(there.context, { person: { id: anna.personId }, photoIds: [photo(there.db, 4)] });
  const here = sameScanned(there.db);
  const { result } = await importFile(here.context, exportedFile(there.db));
  expect(result).toMatchObject({ appearances: 1, faces: { named: 1, notFaces: 1, rejected: 1 } });
  expect(appearancesOf(here.db, 1)).toEqual([photo(here.db, 4)]);
  expect(allRejections(here.db)).toHaveLength(1);
});

test("a file that names somebody it does not describe, or holds odd looks, is refused as a whole", async () => {
  const { db, context } = peopleFixture();
  person(db, "Anna", 1);
  const wanted = await toImport(exportedFile(db));
  const { transfer } = wanted;
  const nobody = { ...transfer, differentPeople: [["x", "y"] as [string, string]] };
  expect(errorOf(() => importTransfer(context, { ...wanted, transfer: nobody }))).toBeInstanceOf(
    TransferFileError,
  );
  const look = { model: "m", vector: Buffer.alloc(16).toString("base64"), faces: 1, weight: 1 };
  const odd = { ...transfer, people: transfer.people.map((known) => ({ ...known, looks: [look] })) };
  expect(errorOf(() => importTransfer(context, { ...wanted, transfer: odd }))).toBeInstanceOf(
    TransferFileError,
  );
});
