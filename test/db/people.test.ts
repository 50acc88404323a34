import { expect, test } from "vitest";
import { addAppearance } from "../../app/db/appearances.ts";
import { insertFace, personOf, setFalse, setIgnored, setPerson, allFaceRows } from "../../app/db/faces.ts";
import { filesOfPhoto, markMissing } from "../../app/db/files.ts";
import {
  allPeople,
  countFaces,
  countPhotosOf,
  createPerson,
  findPerson,
  listPeople,
  updatePerson,
} from "../../app/db/people.ts";
import { addPhoto, plainFace, temporaryCatalogue } from "../support/catalogue.ts";
import { assign } from "../support/people.ts";

test("what is said of a person is kept", () => {
  const db = temporaryCatalogue();
  const id = createPerson(db, "Ada");
  const faceId = insertFace(db, addPhoto(db, 1), plainFace);
  const ada = {
    ...{ id, name: "Ada L", birthDate: "1815-12-10", coverFaceId: faceId },
    ...{ isPinned: true, isHidden: false, isPrivate: true },
  };
  updatePerson(db, ada);
  expect(findPerson(db, id)).toEqual(ada);
  expect(allPeople(db)).toEqual([ada]);
  expect(findPerson(db, id + 1)).toBeUndefined();
  expect(() => {
    updatePerson(db, { ...ada, birthDate: "10.12.1815" });
  }).toThrow("CHECK");
});

test("people have confirmed and assigned faces, and photos without a face; nothing else counts", () => {
  const db = temporaryCatalogue();
  const [one, two, three, gone] = [1, 2, 3, 4].map((byte) => addPhoto(db, byte, `/${byte}.jpg`));
  const [ada, grace] = [createPerson(db, "Ada"), createPerson(db, "Grace")];
  const add = (photoId = 0) => insertFace(db, photoId, plainFace);
  const [confirmed, assigned, suggested, unnamed, ignored, none, missing] = [
    ...[add(one), add(two), add(two), add(three), add(three), add(three), add(gone)],
  ];
  setPerson(db, confirmed ?? 0, ada);
  setPerson(db, missing ?? 0, ada);
  assign(db, assigned ?? 0, ada);
  assign(db, suggested ?? 0, ada, "suggested");
  setIgnored(db, ignored ?? 0, true);
  setFalse(db, none ?? 0, true);
  for (const photoId of [one, three, gone]) addAppearance(db, { personId: ada, photoId: photoId ?? 0 });
  markMissing(
    db,
    filesOfPhoto(db, gone ?? 0).map(({ id }) => id),
    1,
  );
  expect(listPeople(db).map(({ id, faces, photos }) => ({ id, faces, photos }))).toEqual([
    { id: ada, faces: 2, photos: 3 },
    { id: grace, faces: 0, photos: 0 },
  ]);
  expect([ada, grace].map((id) => countPhotosOf(db, id))).toEqual([3, 0]);
  expect(countFaces(db)).toEqual({ unknownFaces: 2, ignoredFaces: 1 });
  const owners = new Map(allFaceRows(db).map((face) => [face.id, personOf(face)]));
  expect([confirmed, assigned, suggested, unnamed].map((id) => owners.get(id ?? 0))).toEqual([
    ada,
    ada,
    null,
    null,
  ]);
  expect(allFaceRows(db).find(({ id }) => id === suggested)?.assignment).toEqual({
    ...{ personId: ada, probability: 0.9, level: "suggested" },
  });
});
