import { describe, expect, test } from "vitest";
import { markMissing, findFile } from "../../app/db/files.ts";
import { saveShot } from "../../app/db/shots.ts";
import { countStacks } from "../../app/db/stacks.ts";
import type { Database } from "../../app/db/open.ts";
import { savePhotoAnalysis } from "../../app/db/photos.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { setStackCover } from "../../app/library/actions/set-stack-cover.ts";
import { StackError } from "../../app/library/actions/stack-errors.ts";
import { stackPhotos } from "../../app/library/actions/stack-photos.ts";
import { takeOutOfStack } from "../../app/library/actions/take-out-of-stack.ts";
import { unstackPhotos } from "../../app/library/actions/unstack-photos.ts";
import { findBursts } from "../../app/library/find-bursts.ts";
import { readPhotoPage } from "../../app/library/photo-page.ts";
import { layOutPhotos, layOutSearch } from "../../app/search/photo-layout.ts";
import { actionContext } from "../support/action-context.ts";
import { addPhoto, plainFacts, temporaryCatalogue } from "../support/catalogue.ts";

/** A photo taken at this second of a minute in May 2019. */
function take(db: Database, photoId: number, second: string): void {
  const [whole = "", fraction] = second.split(".");
  const facts = { ...plainFacts, cameraModel: "R5", takenAt: `2019-05-03T10:20:${whole}` };
  savePhotoAnalysis(db, photoId, { ...facts, recipe: "r", analysedAtMs: 1 });
  const fractionMs = fraction === undefined ? null : Number(`0.${fraction}`) * 1_000;
  saveShot(db, photoId, { fractionMs, burstId: null, contentId: null });
}

/** Photos 1 to 7, of which 2, 3 and 4 are one burst, and 6 and 7 another one. */
function libraryOfBursts() {
  const context = actionContext(temporaryCatalogue());
  const { db } = context;
  const seconds = ["10.0", "20.0", "20.3", "20.6", "30.0", "40.0", "40.5"];
  seconds.forEach((second, at) => {
    take(db, addPhoto(db, at + 1, `/photos/IMG_${at + 1}.jpg`), second);
  });
  expect(findBursts(db)).toBe(true);
  return context;
}

/** What a timeline shows, newest first: a photo, or "cover: all that it stands for". */
function timeline(db: Database, query = ""): (number | string)[] {
  const { ids, stacks } = layOutSearch(db, query, "closed");
  const members = new Map(stacks.map(({ photoId, photoIds }) => [photoId, photoIds]));
  return ids.map((id) => {
    const together = members.get(id);
    return together === undefined ? id : `${id}: ${together.join(" ")}`;
  });
}

const bursts = ["6: 7 6", 5, "2: 4 3 2", 1];

describe("bursts", () => {
  test("are one tile in the timeline, all of them when stacks are opened", () => {
    const { db } = libraryOfBursts();
    expect(timeline(db)).toEqual(bursts);
    expect(layOutSearch(db, "", "closed")).toMatchObject({ total: 7, hasStacks: true });
    expect(layOutSearch(db, "", "open")).toMatchObject({ ids: [7, 6, 5, 4, 3, 2, 1], stacks: [], total: 7 });
    expect(layOutSearch(db, "", "closed").months).toEqual([{ month: "2019-05", count: 4 }]);
    expect(countStacks(db)).toBe(2);
  });

  test("are found again only when something changed, and then written only where they differ", () => {
    const { db } = libraryOfBursts();
    expect(findBursts(db)).toBe(false);
    take(db, addPhoto(db, 8, "/photos/IMG_8.jpg"), "50");
    expect(findBursts(db)).toBe(false);
    take(db, addPhoto(db, 9, "/photos/IMG_9.jpg"), "40.9");
    expect(findBursts(db)).toBe(true);
    expect(timeline(db)).toEqual([8, "6: 9 7 6", 5, "2: 4 3 2", 1]);
  });

  test("shrink when files go, and are whole when they are back", () => {
    const { db } = libraryOfBursts();
    markMissing(db, [findFile(db, "/photos/IMG_2.jpg")?.id ?? 0], 1);
    expect(timeline(db)).toEqual(["6: 7 6", 5, "3: 4 3", 1]);
    markMissing(db, [findFile(db, "/photos/IMG_3.jpg")?.id ?? 0], 1);
    expect(timeline(db)).toEqual(["6: 7 6", 5, 4, 1]);
    expect(readPhotoPage(db, 4).stack).toBeNull();
    findBursts(db);
    db.exec("UPDATE files SET missing_since_ms = NULL");
    findBursts(db);
    expect(timeline(db)).toEqual(bursts);
  });

  test("in a search and an album: what is found of them, by the cover if that is found", () => {
    const { db } = libraryOfBursts();
    expect(timeline(db, "file:IMG_4 | file:IMG_3")).toEqual(["4: 4 3"]);
    expect(timeline(db, "file:IMG_4 | file:IMG_2")).toEqual(["2: 4 2"]);
    expect(timeline(db, "file:IMG_4")).toEqual([4]);
    expect(layOutPhotos(db, [3, 1, 4], "closed")).toMatchObject({ ids: [3, 1], total: 3 });
  });
});

describe("what the user says of stacks", () => {
  test("a cover, until it is undone", () => {
    const context = libraryOfBursts();
    const { db } = context;
    setStackCover(context, { photoId: 3 });
    expect(timeline(db)).toEqual(["6: 7 6", 5, "3: 4 3 2", 1]);
    setStackCover(context, { photoId: 4 });
    expect(readPhotoPage(db, 2).stack).toEqual({
      isByHand: false,
      photos: [
        { id: 2, file: "IMG_2.jpg", isCover: false },
        { id: 3, file: "IMG_3.jpg", isCover: false },
        { id: 4, file: "IMG_4.jpg", isCover: true },
      ],
    });
    undo(context);
    expect(timeline(db)).toEqual(["6: 7 6", 5, "3: 4 3 2", 1]);
    undo(context);
    expect(timeline(db)).toEqual(bursts);
    redo(context);
    expect(timeline(db)).toEqual(["6: 7 6", 5, "3: 4 3 2", 1]);
  });

  test("that a burst is none, whatever scans find, until it is undone", () => {
    const context = libraryOfBursts();
    const { db } = context;
    expect(unstackPhotos(context, { photoId: 4 })).toMatchObject({ summary: "unstacked 3 photos" });
    take(db, addPhoto(db, 8, "/photos/IMG_8.jpg"), "20.9");
    findBursts(db);
    expect(timeline(db)).toEqual(["6: 7 6", 5, 8, 4, 3, 2, 1]);
    undo(context);
    expect(timeline(db)).toEqual(["6: 7 6", 5, "2: 8 4 3 2", 1]);
  });

  test("that one photo is not of it", () => {
    const context = libraryOfBursts();
    const { db } = context;
    takeOutOfStack(context, { photoId: 2 });
    expect(timeline(db)).toEqual(["6: 7 6", 5, "3: 4 3", 2, 1]);
    undo(context);
    expect(timeline(db)).toEqual(bursts);
  });

  test("that photos are a stack, with all that is stacked with them; unstacked, bursts are bursts again", () => {
    const context = libraryOfBursts();
    const { db } = context;
    expect(stackPhotos(context, { photoIds: [5, 3] })).toMatchObject({
      ...{ summary: "stacked 4 photos", result: { coverPhotoId: 5, photoIds: [5, 3, 2, 4] } },
    });
    expect(timeline(db)).toEqual(["6: 7 6", "5: 5 4 3 2", 1]);
    findBursts(db);
    stackPhotos(context, { photoIds: [1, 5] });
    expect(timeline(db)).toEqual(["6: 7 6", "1: 5 4 3 2 1"]);
    takeOutOfStack(context, { photoId: 1 });
    expect(timeline(db)).toEqual(["6: 7 6", "2: 5 4 3 2", 1]);
    unstackPhotos(context, { photoId: 5 });
    expect(timeline(db)).toEqual(bursts);
    for (let steps = 0; steps < 3; steps++) undo(context);
    expect(timeline(db)).toEqual(["6: 7 6", "5: 5 4 3 2", 1]);
    undo(context);
    expect(timeline(db)).toEqual(bursts);
  });

  test("is refused where there is no stack, or it is one already", () => {
    const context = libraryOfBursts();
    for (const photoId of [1, 5])
      for (const deed of [unstackPhotos, takeOutOfStack, setStackCover])
        expect(() => deed(context, { photoId })).toThrow(StackError);
    expect(() => stackPhotos(context, { photoIds: [1] })).toThrow("at least two photos");
    expect(() => stackPhotos(context, { photoIds: [2, 4] })).toThrow("one stack already");
    expect(() => stackPhotos(context, { photoIds: [1, 99] })).toThrow("no photo with the number 99");
    expect(timeline(context.db)).toEqual(bursts);
  });
});
