import { expect, test } from "vitest";
import type { Database } from "../../app/db/open.ts";
import { savePair } from "../../app/db/photo-pairs.ts";
import { photoReference } from "../../app/db/references.ts";
import { saveBursts, stackOf } from "../../app/db/stacks.ts";
import { undo } from "../../app/journal/undo.ts";
import { joinPair } from "../../app/library/actions/join-pair.ts";
import { partPair } from "../../app/library/actions/part-pair.ts";
import { setStackCover } from "../../app/library/actions/set-stack-cover.ts";
import { stackPhotos } from "../../app/library/actions/stack-photos.ts";
import { takeOutOfStack } from "../../app/library/actions/take-out-of-stack.ts";
import { unstackPhotos } from "../../app/library/actions/unstack-photos.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { hashOf } from "../support/catalogue.ts";
import { peopleFixture, photo, type PeopleFixture } from "../support/people.ts";
import { exportedFile, exportedText, importFile, sameScanned } from "./carry.ts";

const hash = (number: number) => hashOf(number).toString("hex");

function photosOf(db: Database, ...numbers: number[]): number[] {
  return numbers.map((number) => photo(db, number));
}

/** As a scan finds them: 1, 2, 3 and 4, 5 are bursts, 9 is the raw file of 8, and 11 of 10. */
function found({ db }: PeopleFixture): void {
  const bursts = [photosOf(db, 1, 2, 3), photosOf(db, 4, 5)];
  saveBursts(
    db,
    bursts.map((photoIds) => ({ photoIds, bestPhotoId: photoIds[0] ?? 0 })),
  );
  savePair(db, { rawPhotoId: photo(db, 9), photoId: photo(db, 8) });
  savePair(db, { rawPhotoId: photo(db, 11), photoId: photo(db, 10) });
}

/** The second of the first burst stands for it and its third is out; the other burst is none; 6 and 7 are stacked. */
function libraryWithStacks(): PeopleFixture {
  const fixture = peopleFixture();
  const { db, context } = fixture;
  photosOf(db, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  found(fixture);
  takeOutOfStack(context, { photoId: photo(db, 3) });
  setStackCover(context, { photoId: photo(db, 2) });
  unstackPhotos(context, { photoId: photo(db, 4) });
  stackPhotos(context, { photoIds: photosOf(db, 7, 6) });
  for (const number of [8, 10]) partPair(context, { photoId: photo(db, number) });
  joinPair(context, { photoId: photo(db, 10), model: "mobilefacenet" });
  return fixture;
}

/** The stack of a photo: the numbers of its photos in this library, with their ranks. */
function stackHere(db: Database, number: number): [number, number][] {
  const numberOf = (photoId: number) =>
    [1, 2, 3, 4, 5, 6, 7, 12].find((known) => hash(known) === photoReference(db, photoId)) ?? 0;
  return stackOf(db, photo(db, number)).map(({ photoId, rank }) => [numberOf(photoId), rank]);
}

test("an export tells which photos are stacked, out of a burst, covers, and parted", () => {
  const { db } = libraryWithStacks();
  const { photos } = JSON.parse(exportedText(db)) as { photos: Record<string, unknown>[] };
  const said = photos.map(({ hash: of, stackedWith, unstacked, stackCover, partedFrom }) =>
    Object.fromEntries(
      Object.entries({ of, stackedWith, unstacked, stackCover, partedFrom }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  );
  expect(new Set(said)).toEqual(
    new Set([
      { of: hash(2), stackCover: true },
      { of: hash(3), unstacked: true },
      { of: hash(4), unstacked: true },
      { of: hash(5), unstacked: true },
      { of: hash(6), stackedWith: hash(7) },
      { of: hash(7), stackedWith: hash(7) },
      { of: hash(8) },
      { of: hash(9), partedFrom: hash(8) },
    ]),
  );
});

test("another library shows the same stacks and pairs after an import, before again after its undo", async () => {
  const there = libraryWithStacks();
  const here = sameScanned(there.db);
  found(here);
  const untouched = decisionsOf(here.db);
  const file = exportedFile(there.db);
  const { result } = await importFile(here.context, file);
  expect(result).toMatchObject({ stacks: 6, partedPairs: 1, conflictCount: 0, photos: { here: 8 } });
  expect([1, 3, 4, 6].map((number) => stackHere(here.db, number))).toEqual([
    [
      [1, 1],
      [2, 0],
    ],
    [],
    [],
    [
      [6, 2],
      [7, 1],
    ],
  ]);
  const pairs = () =>
    here.db
      .prepare<[], number[]>("SELECT raw_photo_id, photo_id FROM photo_pairs ORDER BY photo_id")
      .raw()
      .all();
  expect(pairs()).toEqual([photosOf(here.db, 11, 10)]);
  expect((await importFile(here.context, file)).actionId).toBeNull();
  undo(here.context);
  expect(decisionsOf(here.db)).toEqual(untouched);
  expect(stackHere(here.db, 4)).toEqual([
    [4, 1],
    [5, 2],
  ]);
  expect(pairs()).toHaveLength(2);
});

test("photos that are not here are counted, and their stacks and pairs wait for them", async () => {
  const there = libraryWithStacks();
  const here = peopleFixture();
  const { result } = await importFile(here.context, exportedFile(there.db));
  expect(result).toMatchObject({ stacks: 6, partedPairs: 1, photos: { here: 0, waiting: 8 } });
  // Found by a scan: `photo` finds what is known by its hash.
  expect(stackHere(here.db, 7)).toEqual([
    [6, 2],
    [7, 1],
  ]);
});

test("stacks, covers and pairs that were decided otherwise here stay; a stack by hand is filled up", async () => {
  const there = libraryWithStacks();
  const here = sameScanned(there.db);
  found(here);
  const { db, context } = here;
  setStackCover(context, { photoId: photo(db, 1) });
  setStackCover(context, { photoId: photo(db, 4) });
  stackPhotos(context, { photoIds: photosOf(db, 12, 6) });
  savePair(db, { rawPhotoId: photo(db, 9), photoId: photo(db, 12) });
  partPair(context, { photoId: photo(db, 12) });
  const { result } = await importFile(context, exportedFile(there.db));
  expect(result).toMatchObject({ stacks: 3, partedPairs: 0 });
  expect(result.conflicts.map(({ text }) => text).sort()).toEqual([
    "/photos/2.jpg: stands for its stack in the file; another photo was chosen here.",
    "/photos/4.jpg: by itself in the file, and chosen to stand for its stack here.",
    "/photos/9.jpg: parted from another picture here than in the file.",
  ]);
  expect([stackHere(db, 1)[0], stackHere(db, 6)]).toEqual([
    [1, 0],
    [
      [6, 2],
      [7, 2],
      [12, 1],
    ],
  ]);
});

test("photos of one stack in the file that are in several here, or by themselves, are a conflict", async () => {
  const there = libraryWithStacks();
  const apart = sameScanned(there.db);
  stackPhotos(apart.context, { photoIds: photosOf(apart.db, 6, 1) });
  stackPhotos(apart.context, { photoIds: photosOf(apart.db, 7, 2) });
  const alone = sameScanned(there.db);
  saveBursts(alone.db, [{ photoIds: photosOf(alone.db, 6, 12), bestPhotoId: photo(alone.db, 6) }]);
  unstackPhotos(alone.context, { photoId: photo(alone.db, 6) });
  for (const { context, db } of [apart, alone]) {
    const before = [stackHere(db, 6), stackHere(db, 7)];
    const { result } = await importFile(context, exportedFile(there.db));
    expect(result.conflicts.map(({ text }) => text)).toContain(
      "/photos/6.jpg: its stack of 2 in the file is not one here.",
    );
    // The cover that was chosen in the file, of the burst, comes along.
    expect([stackHere(db, 6), stackHere(db, 7)].flat().map(([number]) => number)).toEqual(
      before.flat().map(([number]) => number),
    );
  }
});
