import { expect, test } from "vitest";
import { albumContentText, albumListText, exportText } from "../../app/cli/album-output.ts";

const byHand = { id: 1, name: "Best", query: null, photos: 1200, coverPhotoId: 5, problem: null };
const itself = { id: 12, name: "The two", query: "anna & ben", photos: 3, coverPhotoId: 6, problem: null };
const ada = { personId: 3, name: "Ada", query: "person:3", photos: 10, coverFaceId: null, isPinned: false };

test("albums and people", () => {
  const people = [ada, { ...ada, personId: 4, name: "Grace" }];
  expect(albumListText({ albums: [byHand, itself], people }, 1).split("\n")).toEqual([
    "Album     Name     Photos  Filled by",
    "album:1   Best       1200",
    "album:12  The two       3  anna & ben",
    "",
    "Person    Name  Photos",
    "person:3  Ada       10",
    "",
    "... and 1 more person",
  ]);
});

test("no albums yet, and one that does not work", () => {
  expect(albumListText({ albums: [], people: [] }, 20)).toBe(
    "No albums yet. Make one with: familiar album create NAME",
  );
  const broken = { ...itself, photos: 0, problem: "There is no person with the number 3 any more." };
  expect(
    albumListText({ albums: [broken], people: [] }, 20)
      .split("\n")
      .at(-1),
  ).toBe("The two: There is no person with the number 3 any more.");
});

test("what is in an album", () => {
  const photos = [{ id: 6, path: "/a.jpg", takenAt: null, people: [] }];
  expect(albumContentText({ album: itself, photos, total: 3 }).split("\n")).toEqual([
    "The two",
    "Filled by: anna & ben",
    "",
    "/a.jpg",
    "... and 2 more (--limit shows them)",
    "3 photos",
  ]);
});

const exported = {
  ...{ folder: "/out", photos: 4, copied: 4, linked: 0, skipped: 0, failed: [] },
  ...{ linkProblem: null, isCancelled: false },
};

test("what an export did", () => {
  expect(exportText(exported)).toBe("4 photos copied: /out");
  expect(exportText({ ...exported, copied: 0, linked: 1, skipped: 3 })).toBe(
    "1 photo linked, 3 there already: /out",
  );
  const failed = [{ path: "/a.jpg", reason: "it is not there any more" }];
  const linkProblem = "the folder is on another drive than the photos";
  expect(exportText({ ...exported, copied: 1, failed, linkProblem, isCancelled: true }).split("\n")).toEqual([
    "1 photo copied, 1 failed: /out",
    "Files were copied that were to be linked: the folder is on another drive than the photos.",
    "/a.jpg: it is not there any more",
    "Stopped before all were done. The same command goes on with the rest.",
  ]);
});
