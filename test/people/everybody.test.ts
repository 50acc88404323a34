import { describe, expect, it } from "vitest";
import { bestFacesOfGroups } from "../../app/db/best-faces.ts";
import { ignoredFaces } from "../../app/db/faces-of-person.ts";
import { addAppearance } from "../../app/db/appearances.ts";
import { saveAssignment } from "../../app/db/assignments.ts";
import { setIgnored, setPerson } from "../../app/db/faces.ts";
import { filesOfPhoto, markMissing } from "../../app/db/files.ts";
import { createPerson, findPerson, listPeople, updatePerson } from "../../app/db/people.ts";
import { listEverybody } from "../../app/people/everybody.ts";
import { companionsOf, readPerson } from "../../app/people/person-page.ts";
import { listUnnamed } from "../../app/people/unnamed.ts";
import { readGroup } from "../../app/people/group-page.ts";
import { UnknownGroupError, UnknownPersonError } from "../../app/people/errors.ts";
import { createCluster } from "../../app/db/clusters.ts";
import { setCluster } from "../../app/db/faces.ts";
import { face, peopleFixture, photo } from "../support/people.ts";

/** Anna in photos 1 (twice), 2 (assigned) and 3 (without a face); Ben in 1 and, missing, in 4; nobody in 5 to 8. */
function everybody() {
  const { db } = peopleFixture();
  const [anna, ben] = [createPerson(db, "Anna"), createPerson(db, "Ben")];
  const faces = [face(db, 1), face(db, 1), face(db, 1), face(db, 2), face(db, 4)] as const;
  setPerson(db, faces[0], anna);
  setPerson(db, faces[1], anna);
  setPerson(db, faces[2], ben);
  setPerson(db, faces[4], ben);
  saveAssignment(db, { faceId: faces[3], personId: anna, probability: 0.9, level: "assigned" });
  addAppearance(db, { personId: anna, photoId: photo(db, 3) });
  const lost = filesOfPhoto(db, photo(db, 4)).map(({ id }) => id);
  markMissing(db, lost, 1);
  return { db, anna, ben, faces };
}

describe("listEverybody", () => {
  it("counts as the list of people does, whatever a face is theirs by", () => {
    const { db, anna } = everybody();
    const { people } = listEverybody(db);

    const counts = (listed: readonly { id: number; faces: number; photos: number }[]) =>
      listed.map(({ id, faces, photos }) => ({ id, faces, photos }));
    expect(counts(people)).toEqual(counts(listPeople(db)));
    expect(people[0]).toMatchObject({ id: anna, faces: 3, photos: 3, suggested: 0 });
  });

  it("follows what is decided afterwards", () => {
    const { db, anna, ben, faces } = everybody();
    listEverybody(db);
    setPerson(db, faces[1], ben);
    setIgnored(db, faces[0], true);

    expect(listEverybody(db).people.map(({ id, faces: count }) => [id, count])).toEqual([
      [ben, 2],
      [anna, 1],
    ]);
  });

  it("shows the chosen cover, else a face of a photo that is there, an assigned one when there is no other", () => {
    const { db, anna, ben, faces } = everybody();
    const shown = () => new Map(listEverybody(db).people.map(({ id, shownFaceId }) => [id, shownFaceId]));
    // Equally good ones: any of them, but not that of the missing photo.
    expect([faces[0], faces[1]]).toContain(shown().get(anna));
    expect(shown().get(ben)).toBe(faces[2]);

    const person = findPerson(db, anna);
    if (person !== undefined) updatePerson(db, { ...person, coverFaceId: faces[1] });
    expect(shown().get(anna)).toBe(faces[1]);

    if (person !== undefined) updatePerson(db, person);
    setPerson(db, faces[0], null);
    setPerson(db, faces[1], null);
    expect(shown().get(anna)).toBe(faces[3]);
  });
});

describe("listUnnamed", () => {
  it("leaves no unnamed face out: groups by size, then the single ones, then those in no group", () => {
    const { db } = everybody();
    const [two, three, one] = [createCluster(db), createCluster(db), createCluster(db)];
    const free = [5, 6, 7].map((number) => face(db, number));
    for (const id of free) setCluster(db, id, three);
    const pair = [face(db, 5), face(db, 6)];
    for (const id of pair) setCluster(db, id, two);
    const single = face(db, 8);
    setCluster(db, single, one);
    const alone = face(db, 8);

    const unnamed = listUnnamed(db);

    expect(unnamed.groups.map(({ id, faces }) => [id, faces])).toEqual([
      [three, 3],
      [two, 2],
    ]);
    expect(free).toContain(unnamed.groups[0]?.faceId);
    expect(unnamed.singles).toEqual([
      [single, one],
      [alone, null],
    ]);
    expect(unnamed.faces).toBe(7);
    expect(
      readGroup(db, two)
        .faces.map(({ id }) => id)
        .sort(),
    ).toEqual(pair.toSorted());
    expect(() => readGroup(db, 99)).toThrow(UnknownGroupError);
  });
});

describe("readPerson", () => {
  it("gives all faces, the newest photo first, with how sure Familiar is of those it added", () => {
    const { db, anna, faces } = everybody();
    const page = readPerson(db, anna);

    expect(page.faces.map(({ id, probability }) => [id, probability])).toEqual([
      [faces[3], 0.9],
      [faces[0], null],
      [faces[1], null],
    ]);
    expect(page).toMatchObject({
      photos: 3,
      firstTakenAt: "2001-06-01T12:00:00",
      lastTakenAt: "2002-06-01T12:00:00",
      ages: null,
    });
  });

  it("leaves out faces of photos that are missing, in every list", () => {
    const { db, ben, faces } = everybody();
    saveAssignment(db, { faceId: face(db, 4), personId: ben, probability: 0.9, level: "assigned" });
    saveAssignment(db, { faceId: face(db, 4), personId: ben, probability: 0.6, level: "suggested" });
    const group = createCluster(db);
    const there = face(db, 5);
    for (const id of [face(db, 4), there]) setCluster(db, id, group);
    const ignored = face(db, 4);
    setIgnored(db, ignored, true);

    const page = readPerson(db, ben);
    expect([page.faces.map(({ id }) => id), page.suggestions]).toEqual([[faces[2]], []]);
    expect(readGroup(db, group).faces.map(({ id }) => id)).toEqual([there]);
    expect(bestFacesOfGroups(db, [group])).toMatchObject([{ id: group, faces: 1, faceId: there }]);
    expect(ignoredFaces(db)).toEqual([]);
  });

  it("tells ages once the birth date is known; of nobody it throws", () => {
    const { db, anna } = everybody();
    const person = findPerson(db, anna);
    if (person !== undefined) updatePerson(db, { ...person, birthDate: "1996-05-31" });

    expect(readPerson(db, anna).ages).toEqual({ youngest: "5 years", oldest: "6 years" });
    expect(() => readPerson(db, 99)).toThrow(UnknownPersonError);
  });
});

describe("companionsOf", () => {
  it("counts photos that show both, not those that are missing, and leaves hidden people out", () => {
    const { db, anna, ben } = everybody();
    expect(companionsOf(db, anna, 10)).toEqual([{ personId: ben, photos: 1 }]);

    const person = findPerson(db, ben);
    if (person !== undefined) updatePerson(db, { ...person, isHidden: true });
    expect(companionsOf(db, anna, 10)).toEqual([]);
  });
});
