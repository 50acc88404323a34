import { describe, expect, test } from "vitest";
import type { AnalysedFace } from "../../app/analyze/messages.ts";
import { findPhotoFile } from "../../app/db/face-picture.ts";
import { filesOfPhoto } from "../../app/db/files.ts";
import type { Database } from "../../app/db/open.ts";
import { listPeople } from "../../app/db/people.ts";
import { countPairs } from "../../app/db/photo-pairs.ts";
import { countPhotos, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { joinPair } from "../../app/library/actions/join-pair.ts";
import { PairError } from "../../app/library/actions/pair-errors.ts";
import { partPair } from "../../app/library/actions/part-pair.ts";
import { carryDecisions } from "../../app/library/carry-decisions.ts";
import { pairPhotos } from "../../app/library/pair-photos.ts";
import { recipeName } from "../../app/library/recipe.ts";
import { addSixFaces, nameFaces, namesByPlace } from "../journal/action-library.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { analysed, faceAt, fileOf, photoWith, recipe, record, takeAway } from "./recorded-outcomes.ts";

const [anna, ben] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
const [rawByte, jpegByte] = [1, 2];

/** A photo of 400 x 300, or twice as large, with faces. */
function photoOf(byte: number, format: string, scale: number, ...faces: AnalysedFace[]) {
  const outcome = analysed(byte, ...faces);
  if (outcome.kind !== "analysed") throw new Error("It is not analysed.");
  const photo = { ...outcome.photo, format, width: 400 * scale, height: 300 * scale };
  return { ...outcome, photo };
}

const addRaw = (db: Database, ...faces: AnalysedFace[]) =>
  record(db, "/a/IMG_1.CR2", photoOf(rawByte, "raw", 1, ...faces));
const addJpeg = (db: Database, ...faces: AnalysedFace[]) =>
  record(db, "/a/IMG_1.JPG", photoOf(jpegByte, "jpeg", 2, ...faces));

/** The same place in a picture twice as large. */
function doubled(x: number, vector: typeof anna): AnalysedFace {
  return { ...faceAt(2 * x, vector), y: 40, width: 20, height: 20 };
}

/** The people, with faces and photos as they count. */
function peopleOf(db: Database) {
  return listPeople(db).map(({ name, faces, photos }) => ({ name, faces, photos }));
}

/** What one sees of photos that are there: "photo: files". */
function shown(db: Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT hex(substr(content_hash, 1, 1)) || ': ' || group_concat(path, ' ' ORDER BY path) FROM files
       JOIN photos ON photos.id = photo_id WHERE missing_since_ms IS NULL GROUP BY photos.id ORDER BY 1`,
    )
    .pluck()
    .all();
}

const asOne = ["02: /a/IMG_1.CR2 /a/IMG_1.JPG"];
const asTwo = ["01: /a/IMG_1.CR2", "02: /a/IMG_1.JPG"];

/** A raw file that was named first, the camera's picture that was found later, and a pair of both. */
function pairNamedBefore() {
  const context = actionContext(temporaryCatalogue());
  const { db } = context;
  addRaw(db, faceAt(0, anna), faceAt(100, ben));
  nameFaces(context, "Anna", 1);
  addJpeg(db, doubled(0, anna), doubled(100, ben));
  expect(pairPhotos(context, "m")).toHaveLength(1);
  return context;
}

describe("a raw file and the camera's picture beside it", () => {
  test("are one photo: faces, people and photos count once", () => {
    const context = actionContext(temporaryCatalogue());
    const { db } = context;
    addRaw(db, faceAt(0, anna));
    addJpeg(db, doubled(0, anna));
    expect(shown(db)).toEqual(asTwo);
    expect(pairPhotos(context, "m")).toEqual([{ rawPhotoId: 1, photoId: 2 }]);
    expect(shown(db)).toEqual(asOne);
    expect(countPhotos(db).present).toBe(1);
    expect(countPairs(db)).toBe(1);
    // Of the raw photo nobody had said anything.
    expect(db.prepare("SELECT photo_id AS photo FROM faces").all()).toEqual([{ photo: 2 }]);
    expect(pairPhotos(context, "m")).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
  });

  test("keep what was said before of either, as an action that can be undone", () => {
    const context = pairNamedBefore();
    const { db } = context;
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
    expect(namesByPlace(db)).toEqual({ "1:0": "Anna", "2:0": "Anna" });
    expect(undo(context)).toMatchObject({
      summary: "kept what you said about 1 face of a raw photo, now one with the camera's picture",
    });
    expect(namesByPlace(db)).toEqual({ "1:0": "Anna" });
    expect(shown(db)).toEqual(asOne);
    redo(context);
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
  });

  test("that were both named keep both names, each person once", () => {
    const context = actionContext(temporaryCatalogue());
    const { db } = context;
    addRaw(db, faceAt(0, anna), faceAt(100, ben), faceAt(200, ben));
    addJpeg(db, doubled(0, anna), doubled(100, ben));
    nameFaces(context, "Anna", 1);
    nameFaces(context, "Ben", 2);
    nameFaces(context, "Cleo", 3);
    // The same person, named in both; and a face that only the raw photo has.
    db.exec("UPDATE faces SET person_id = 1 WHERE id = 4");
    pairPhotos(context, "m");
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 1, photos: 1 },
      { name: "Ben", faces: 1, photos: 1 },
      { name: "Cleo", faces: 1, photos: 1 },
    ]);
    expect(namesByPlace(db)).toMatchObject({ "2:0": "Anna", "2:200": "Ben", "2:400": "Cleo" });
  });

  test("keep albums, covers and people without a face", () => {
    const context = actionContext(temporaryCatalogue());
    const { db } = context;
    addRaw(db, faceAt(0, anna));
    addJpeg(db, doubled(0, anna));
    nameFaces(context, "Anna", 1);
    db.exec(`INSERT INTO people (name) VALUES ('Ben'); INSERT INTO appearances VALUES (2, 1);
      UPDATE people SET cover_face_id = 1 WHERE id = 1;
      INSERT INTO albums (name, cover_photo_id, position) VALUES ('Best', 1, 1);
      INSERT INTO album_photos VALUES (1, 1, 5)`);
    pairPhotos(context, "m");
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 1, photos: 1 },
      { name: "Ben", faces: 0, photos: 1 },
    ]);
    expect(db.prepare("SELECT cover_face_id AS face FROM people WHERE id = 1").get()).toEqual({ face: 2 });
    expect(db.prepare("SELECT cover_photo_id AS photo FROM albums").get()).toEqual({ photo: 2 });
    expect(
      db.prepare("SELECT photo_id AS photo, position FROM album_photos WHERE photo_id = 2").all(),
    ).toEqual([{ photo: 2, position: 5 }]);
    undo(context);
    expect(db.prepare("SELECT cover_photo_id AS photo FROM albums").get()).toEqual({ photo: 1 });
  });

  test("of different shape: faces are known by their looks, others as people without a face", () => {
    const context = actionContext(temporaryCatalogue());
    const { db } = context;
    addRaw(db, faceAt(0, anna), faceAt(300, Float32Array.of(-1, 0)));
    nameFaces(context, "Anna", 1);
    nameFaces(context, "Zoe", 2);
    const wide = photoOf(jpegByte, "jpeg", 1, faceAt(50, anna));
    record(db, "/a/IMG_1.JPG", { ...wide, photo: { ...wide.photo, height: 200 } });
    pairPhotos(context, "m");
    expect(namesByPlace(db)).toMatchObject({ "2:50": "Anna" });
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 1, photos: 1 },
      { name: "Zoe", faces: 0, photos: 1 },
    ]);
  });

  test("where the picture is known, the raw file is not looked through at all", () => {
    const context = actionContext(temporaryCatalogue());
    const { db } = context;
    addJpeg(db, doubled(0, anna));
    const { photo } = photoOf(rawByte, "raw", 1);
    const file = { ...fileOf(rawByte), raw: photo };
    expect(record(db, "/a/IMG_1.CR2", { kind: "skipped", file })).toBe("added");
    expect(shown(db)).toEqual(asOne);
    expect(pairPhotos(context, "m")).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
  });
});

describe("when files come, go and change", () => {
  test("the names stay with whichever file is left, which is also what is shown", () => {
    const context = pairNamedBefore();
    const { db } = context;
    takeAway(db, "/a/IMG_1.JPG");
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
    expect(findPhotoFile(db, 2)).toMatchObject({
      ...{ path: "/a/IMG_1.CR2", format: "raw", contentHash: photoWith(db, jpegByte).contentHash },
      fileHash: photoWith(db, rawByte).contentHash,
    });
    pairPhotos(context, "m");
    expect(shown(db)).toEqual(["02: /a/IMG_1.CR2"]);
    addJpeg(db);
    takeAway(db, "/a/IMG_1.CR2");
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
    expect(findPhotoFile(db, 2)).toMatchObject({ path: "/a/IMG_1.JPG", format: "jpeg" });
    expect(countPairs(db)).toBe(0);
  });

  test("a pair that was moved, together or apart, is one photo still", () => {
    const context = pairNamedBefore();
    const { db } = context;
    takeAway(db, "/a/IMG_1.CR2");
    expect(record(db, "/raw/x.CR2", { kind: "skipped", file: fileOf(rawByte) })).toBe("moved");
    expect(pairPhotos(context, "m")).toEqual([]);
    expect(shown(db)).toEqual(["02: /a/IMG_1.JPG /raw/x.CR2"]);
    expect(filesOfPhoto(db, 2).map(({ path, rawPhotoId }) => [path, rawPhotoId])).toEqual([
      ["/a/IMG_1.JPG", null],
      ["/raw/x.CR2", 1],
      ["/a/IMG_1.CR2", 1],
    ]);
  });

  test("an edited picture takes the raw file with it, and the names", () => {
    const context = pairNamedBefore();
    const { db } = context;
    record(db, "/a/IMG_1.JPG", photoOf(3, "jpeg", 2, doubled(0, anna)));
    expect(pairPhotos(context, "m")).toEqual([{ rawPhotoId: 1, photoId: 3 }]);
    carryDecisions(context, "m");
    expect(shown(db)).toEqual(["03: /a/IMG_1.CR2 /a/IMG_1.JPG"]);
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
  });

  test("a raw file whose content changed is a pair again", () => {
    const context = pairNamedBefore();
    const { db } = context;
    record(db, "/a/IMG_1.CR2", photoOf(4, "raw", 1, faceAt(0, anna)));
    expect(pairPhotos(context, "m")).toEqual([{ rawPhotoId: 3, photoId: 2 }]);
    expect(carryDecisions(context, "m")).toBeNull();
    expect(shown(db)).toEqual(asOne);
    expect(peopleOf(db)).toEqual([{ name: "Anna", faces: 1, photos: 1 }]);
  });
});

describe("a pair that the user parts", () => {
  test("is two photos for good, both with what was said of the one, until it is undone", () => {
    const context = pairNamedBefore();
    const { db } = context;
    nameFaces(context, "Ben", 4);
    expect(partPair(context, { photoId: 2 })).toMatchObject({
      ...{ summary: "showed IMG_1.JPG and its raw file as two photos", result: { rawPhotoIds: [1] } },
    });
    expect(shown(db)).toEqual(asTwo);
    // The next scan looks through the raw photo.
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toMatchObject([{ path: "/a/IMG_1.CR2" }]);
    addRaw(db, faceAt(0, anna), faceAt(100, ben));
    expect(pairPhotos(context, "m")).toEqual([]);
    carryDecisions(context, "m");
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 2, photos: 2 },
      { name: "Ben", faces: 2, photos: 2 },
    ]);
    undo(context);
    undo(context);
    expect(shown(db)).toEqual(asOne);
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 1, photos: 1 },
      { name: "Ben", faces: 1, photos: 1 },
    ]);
    redo(context);
    expect(shown(db)).toEqual(asTwo);
  });

  test("can be joined again, with what was said meanwhile", () => {
    const context = pairNamedBefore();
    const { db } = context;
    partPair(context, { photoId: 2 });
    addRaw(db, faceAt(0, anna), faceAt(100, ben));
    const benId = db.prepare<[], number>("SELECT max(id) FROM faces WHERE photo_id = 1").pluck().get() ?? 0;
    nameFaces(context, "Ben", benId);
    expect(joinPair(context, { photoId: 1, model: "m" })).toMatchObject({
      summary: "showed a photo and its raw file as one again",
    });
    expect(shown(db)).toEqual(asOne);
    expect(peopleOf(db)).toEqual([
      { name: "Anna", faces: 1, photos: 1 },
      { name: "Ben", faces: 1, photos: 1 },
    ]);
    undo(context);
    expect(shown(db)).toEqual(asTwo);
  });

  test("must be a pair", () => {
    const context = actionContext(temporaryCatalogue());
    addSixFaces(context.db);
    expect(() => partPair(context, { photoId: 1 })).toThrow(PairError);
    expect(() => joinPair(context, { photoId: 1, model: "m" })).toThrow(PairError);
    expect(() => partPair(context, { photoId: 9 })).toThrow("no photo with the number 9");
  });
});
