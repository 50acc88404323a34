import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { addAppearance } from "../../app/db/appearances.ts";
import { setIgnored } from "../../app/db/faces.ts";
import { findFile, markMissing, markPresent, upsertFile } from "../../app/db/files.ts";
import { openCatalogue, type Database } from "../../app/db/open.ts";
import { inTransaction } from "../../app/db/transaction.ts";
import { SearchError } from "../../app/search/errors.ts";
import { countSearch, searchPhotoIds, searchPhotos } from "../../app/search/search-photos.ts";
import { errorOf } from "../support/error-of.ts";
import { addAnalysed, addFace, addPerson, familyLibrary } from "./family-library.ts";

/** The names of the photos that are found, without their endings. */
function found(db: Database, text: string): string[] {
  return searchPhotos(db, text).photos.map(({ path }) => basename(path).replace(/\..*/, ""));
}

const everything = ["newyear", "hills", "party", "rome2", "rome1", "birth", "waiting", "undated"];

describe("every condition", () => {
  test.each([
    ["", everything],
    ["anna", ["newyear", "party", "rome2", "rome1", "birth"]],
    ["Ben", ["newyear", "rome2", "rome1"]],
    ["carl", ["undated"]],
    ["anna & ben", ["newyear", "rome2", "rome1"]],
    ["anna ben 2019", ["rome2", "rome1"]],
    ["ben | carl", ["newyear", "rome2", "rome1", "undated"]],
    ["anna -ben", ["party", "birth"]],
    ["-anna -carl", ["hills", "waiting"]],
    ["-(anna | ben)", ["hills", "waiting", "undated"]],
    ["only(anna)", ["party", "birth"]],
    ["only(anna, ben)", ["newyear", "rome1"]],
    ["only(ben)", []],
    ["with(anna)", ["newyear", "rome2", "rome1"]],
    ["with(anna, ben)", []],
    ["with(carl)", []],
    ["faces = 0", ["hills", "waiting"]],
    ["faces >= 2", ["rome2", "rome1", "undated"]],
    ["faces > 2", ["rome2"]],
    ["faces != 1", ["hills", "rome2", "rome1", "waiting", "undated"]],
    ["people >= 2", ["newyear", "rome2", "rome1"]],
    ["people = 1", ["party", "birth", "undated"]],
    ["people < 1", ["hills", "waiting"]],
    ["unknown", ["rome2", "undated"]],
    ["no-people", ["hills"]],
    ["videos", ["hills"]],
    ["2021 -videos", ["newyear"]],
    ["2019", ["rome2", "rome1"]],
    ["2019-05", ["rome1"]],
    ["2019-05-03", ["rome1"]],
    ["2019-06-01..2020", ["party", "rome2"]],
    ["..2019-05", ["rome1", "birth"]],
    ["2021-12-31..", ["newyear"]],
    ["-2019..", ["birth", "waiting", "undated"]],
    ["before:2019-06-01", ["rome1", "birth"]],
    ["after:2020", ["newyear", "hills"]],
    ["has:date", ["newyear", "hills", "party", "rome2", "rome1", "birth"]],
    ["has:gps", ["rome1"]],
    ["camera:canon", ["rome1", "birth"]],
    ['camera:"Canon EOS 5D"', ["birth"]],
    ["camera:nikon", []],
    ["folder:rome", ["rome2", "rome1"]],
    ["folder:2019/ROME", ["rome2", "rome1"]],
    ["folder:2019", ["rome2", "rome1"]],
    ["folder:rom", []],
    ['folder:"rome 2"', ["party"]],
    ["folder:/photos/2021", ["newyear", "hills"]],
    ["folder:/2021", []],
    ["folder:/", everything],
    ["folder:rome1.jpg", []],
    ["folder:évora", ["hills"]],
    ["folder:E\u0301VORA", ["hills"]],
    ["file:ROME", ["rome2", "rome1"]],
    ["file:.png", ["undated"]],
    ["file:photos", []],
    ["file:r_me", []],
    ["file:%", []],
  ])("%s", (text, names) => {
    expect(found(familyLibrary().db, text)).toEqual(names);
  });
});

describe("ages, of somebody born on 2015-06-10", () => {
  test.each([
    ["age(anna) < 5", ["rome2", "rome1", "birth"]],
    ["age(anna) <= 5", ["party", "rome2", "rome1", "birth"]],
    ["age(anna) = 3", ["rome2", "rome1"]],
    ["age(anna) != 3", ["newyear", "party", "birth"]],
    ["age(anna) >= 5", ["newyear", "party"]],
    ["age(anna) > 5", ["newyear"]],
    ["age(anna) = 0", ["birth"]],
    ["age(anna) >= 9000", []],
  ])("%s", (text, names) => {
    expect(found(familyLibrary().db, text)).toEqual(names);
  });

  test("a photo from before the birth shows no age", () => {
    const { db, anna } = familyLibrary();
    addAnalysed(db, 20, "/photos/before.jpg", { takenAt: "2015-06-09T23:59:59" }, [{ confirmed: anna }]);
    expect(found(db, "age(anna) < 1")).toEqual(["birth"]);
  });

  test("born on 29 February: a year older from 1 March on", () => {
    const { db } = familyLibrary();
    const leap = addPerson(db, "Leap", { birthDate: "2016-02-29" });
    const times = [
      "2017-02-28T12:00:00",
      "2017-03-01T12:00:00",
      "2020-02-28T12:00:00",
      "2020-02-29T12:00:00",
    ];
    for (const [at, takenAt] of times.entries())
      addAnalysed(db, 20 + at, `/photos/${takenAt.slice(0, 10)}.jpg`, { takenAt }, [{ confirmed: leap }]);
    expect(found(db, "age(leap) < 1")).toEqual(["2017-02-28"]);
    expect(found(db, "age(leap) = 4")).toEqual(["2020-02-29"]);
  });

  test("without a birth date there is no age", () => {
    const error = errorOf(() => searchPhotos(familyLibrary().db, "2019 age(ben) < 5"));
    expect(error).toBeInstanceOf(SearchError);
    expect(error).toMatchObject({
      message: "When Ben was born is not known. Set the birth date first.",
      span: { start: 9, end: 12 },
    });
  });
});

test("a page, with who is in the photos and how many there are in all", () => {
  const { db, anna, ben } = familyLibrary();
  expect(searchPhotos(db, "anna&ben", { offset: 1, limit: 1 })).toEqual({
    query: "anna & ben",
    photos: [
      {
        id: 3,
        path: "/photos/2019/Rome/rome2.jpg",
        takenAt: "2019-06-01T00:00:00",
        people: [
          { id: anna, name: "Anna" },
          { id: ben, name: "Ben" },
        ],
      },
    ],
    total: 3,
  });
  expect(searchPhotos(db, "anna", { offset: 5 })).toMatchObject({ photos: [], total: 5 });
});

test("all ids, and the count with the newest", () => {
  const { db } = familyLibrary();
  expect(searchPhotoIds(db, "anna")).toEqual([6, 4, 3, 2, 1]);
  expect(countSearch(db, "anna")).toEqual({ total: 5, newestPhotoId: 6 });
  expect(countSearch(db, "camera:nikon")).toEqual({ total: 0, newestPhotoId: null });
});

test("a photo with two files is found once, by the first path that is there", () => {
  const { db } = familyLibrary();
  upsertFile(db, { path: "/a.jpg", sizeBytes: 1, modifiedAtMs: 1, photoId: 1, failure: null });
  expect(searchPhotos(db, "camera:5D")).toMatchObject({ photos: [{ path: "/a.jpg" }], total: 1 });
  expect(found(db, "folder:birth")).toEqual(["a"]);
});

test("equal names: any of these people; a number: that one", () => {
  const { db, anna } = familyLibrary();
  const other = addPerson(db, "ANNA");
  addAnalysed(db, 20, "/other.jpg", { takenAt: "2022-01-01T00:00:00" }, [{ confirmed: other }]);
  expect(found(db, "anna")).toEqual(["other", "newyear", "party", "rome2", "rome1", "birth"]);
  expect(found(db, `person:${other}`)).toEqual(["other"]);
  expect(found(db, `person:${anna}+${other} 2020..`)).toEqual(["other", "newyear", "party"]);
  expect(found(db, "only(anna)")).toEqual(["other", "party", "birth"]);
  expect(found(db, "age(anna) >= 0")).toEqual(["newyear", "party", "rome2", "rome1", "birth"]);
});

test("the same person twice in a photo is one", () => {
  const { db, anna } = familyLibrary();
  addAnalysed(db, 20, "/mirror.jpg", {}, [{ confirmed: anna }, { confirmed: anna }]);
  expect(found(db, "faces = 2 people = 1 -unknown")).toEqual(["mirror"]);
});

test("the user's word comes before an assignment that is left over", () => {
  const { db, anna, ben } = familyLibrary();
  const photoId = addAnalysed(db, 20, "/left.jpg", { takenAt: "2022-01-01T00:00:00" });
  const faceId = addFace(db, photoId, { assigned: ben });
  db.prepare("UPDATE faces SET person_id = ? WHERE id = ?").run(anna, faceId);
  expect(found(db, "2022 anna")).toEqual(["left"]);
  expect(found(db, "2022 ben")).toEqual([]);
  expect(found(db, "2022 only(anna) people = 1")).toEqual(["left"]);
  expect(searchPhotos(db, "2022").photos[0]?.people).toEqual([{ id: anna, name: "Anna" }]);
});

describe("what is kept in memory is never older than the catalogue", () => {
  const queries = ["anna", "only(anna)", "unknown", "faces >= 1", "2019", "no-people"];

  function foundByAll(db: Database): string[][] {
    return queries.map((text) => found(db, text));
  }

  test("after changes on this connection", () => {
    const { db, anna } = familyLibrary();
    foundByAll(db);
    addFace(db, 5, { confirmed: anna });
    expect(found(db, "anna")).toEqual(["newyear", "hills", "party", "rome2", "rome1", "birth"]);
    expect(found(db, "no-people")).toEqual([]);
    setIgnored(db, 1, true);
    expect(found(db, "only(anna)")).toEqual(["hills", "party"]);
    markPresent(db, [findFile(db, "/photos/2019/Rome/gone.jpg")?.id ?? 0]);
    expect(found(db, "2019")).toEqual(["gone", "rome2", "rome1"]);
    markMissing(db, [1], 1);
    expect(found(db, "has:date -anna")).toEqual([]);
  });

  test("after changes on another connection", () => {
    const { db, carl } = familyLibrary();
    const writer = openCatalogue(db.name);
    try {
      const before = foundByAll(db);
      addAppearance(writer, { personId: carl, photoId: 5 });
      expect(found(db, "carl")).toEqual(["hills", "undated"]);
      expect(foundByAll(db)).toEqual(before.with(-1, []));
    } finally {
      writer.close();
    }
  });

  test("after a transaction that was rolled back", () => {
    const { db, anna } = familyLibrary();
    const before = foundByAll(db);
    const work = () => {
      addFace(db, 5, { confirmed: anna });
      expect(found(db, "anna")).toContain("hills");
      throw new Error("never mind");
    };
    expect(() => {
      inTransaction(db, work);
    }).toThrow("never mind");
    expect(foundByAll(db)).toEqual(before);
  });
});
