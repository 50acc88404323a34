import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { decisionsOf } from "../journal/decisions-of.ts";
import {
  faceFromLeft,
  folderOfSamples,
  listFaces,
  readCatalogue,
  scan,
  type FaceRow,
} from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const home = temporaryFolderForSuite();
const library = join(home, "my library");
let photos = "";
let faces: FaceRow[] = [];

async function run(...args: string[]) {
  return await runFamiliar([...args, "--library", library], { cwd: photos });
}

/** Sample 1 shows Ben, nobody and Anna, sample 3 another Ben, Anna and nobody; nobody has a name on sample 6. */
beforeAll(async () => {
  photos = folderOfSamples(home, 1, 3, 6);
  await scan(photos, library);
  faces = await listFaces(library);
  const named: [sample: number, place: number, ...name: string[]][] = [
    [1, 2, "Anna"],
    [1, 0, "Ben"],
    [3, 0, "ben", "--new"],
    [3, 1, "person:1"],
  ];
  for (const [sample, place, ...name] of named) {
    expect(await run("name", face(sample, place), ...name)).toMatchObject({ exitCode: 0 });
  }
  expect(await run("person", "anna", "--different-from", "person:2")).toMatchObject({ exitCode: 0 });
});

/** "face:7", the number of the face of a sample that is furthest to the left, or of the next ones. */
function face(sample: number, place: number): string {
  return `face:${faceFromLeft(faces, join(photos, `sample${sample}.jpg`), place).id}`;
}

// Functions, because the numbers of the faces are known only after the scan.
const refusals: [what: string, args: () => string[], exitCode: 1 | 2, message: string | RegExp][] = [
  ["an unknown face", () => ["name", "face:999", "Carl"], 2, /^There is no face with the number 999\. .*\n$/],
  [
    "an unknown group",
    () => ["ignore", "group:999"],
    2,
    /^There is no group without a name with the number 999\./,
  ],
  ["an unknown person", () => ["merge", "Anna", "person:99"], 2, /^There is no person with the number 99\./],
  ["a name of nobody", () => ["person", "Anne"], 2, "Nobody is called Anne. Did you mean Anna?\n"],
  [
    "an unknown photo",
    () => ["face", "draw", "x.jpg", "--box", "1,2,30,40"],
    2,
    /^The library has no photo x\.jpg\./,
  ],
  [
    "an unknown folder",
    () => ["ignore", "--smaller-than", "40", "--in", home + "/x"],
    2,
    /^The library has no photos in /,
  ],
  ["no name", () => ["name", face(6, 0)], 2, /^The name is missing: familiar name face:\d+ NAME\n$/],
  ["an empty name", () => ["name", face(6, 0), " "], 2, /^The name is missing: /],
  [
    "an empty new name",
    () => ["person", "Anna", "--rename", " "],
    2,
    "The new name is missing: --rename NAME\n",
  ],
  [
    "a number of nothing",
    () => ["name", "7", "Carl"],
    2,
    "Say what 7 is the number of: group:7 or face:7.\n",
  ],
  [
    "a name for faces where a group is expected",
    () => ["ignore", "Anna"],
    2,
    /^Expected is a group \(group:14\), or a face/,
  ],
  [
    "a birth date to come",
    () => ["person", "Anna", "--birth-date", "2990-01-01"],
    1,
    /is still to come\. Check the year\.\n$/,
  ],
  [
    "a cover of somebody else",
    () => ["person", "Anna", "--cover", face(1, 0)],
    1,
    /^Face \d+ does not belong to Anna\./,
  ],
  ["several changes", () => ["person", "Anna", "--pin", "--hide"], 2, /^Change one thing at a time/],
  [
    "a box outside",
    () => ["face", "draw", "sample1.jpg", "--box", "9e4,1,50,50"],
    1,
    /^The rectangle lies outside/,
  ],
  ["a box that is none", () => ["face", "draw", "sample1.jpg", "--box", "1,2,3"], 2, /It takes four numbers/],
  [
    "a split of all",
    () => ["split", "person:2", "--faces", face(1, 0)],
    1,
    /^All faces of the group or person were chosen/,
  ],
  ["a split of others", () => ["split", "Anna", "--faces", face(1, 0)], 2, /^Not in person:1: face:\d+\.\n$/],
  ["nobody to move to", () => ["move", face(6, 0), "Dora"], 2, /Somebody new: add --new\.\n$/],
  [
    "nobody who waits",
    () => ["face", "confirm", "person:3", "--suggested"],
    2,
    "No face waits for this person.\n",
  ],
  ["nothing to show again", () => ["unignore", "sample1.jpg"], 2, "Nothing is ignored there.\n"],
  ["nothing chosen", () => ["ignore"], 2, /^Say what to ignore: /],
];

test.each(refusals)("%s: told in a line, and nothing is changed", async (_case, args, exitCode, message) => {
  const before = readCatalogue(library, decisionsOf);
  const ended = await run(...args(), "--json");
  expect(ended).toMatchObject({ exitCode, out: "" });
  expect(ended.errors).toMatch(message);
  expect(readCatalogue(library, decisionsOf)).toEqual(before);
});

test("a name that exists asks who is meant, and offers to merge", async () => {
  const before = readCatalogue(library, decisionsOf);
  const taken = await run("name", face(6, 0), "ANNA");
  expect(taken).toMatchObject({ exitCode: 2, out: "" });
  expect(taken.errors.split("\n")).toEqual([
    "There is already somebody called ANNA:",
    expect.stringMatching(/^ {2}person:1 {2}Anna {2}2 faces {2}for example in .*sample\d\.jpg$/),
    "The same person: write person:1 in place of the name, or add --existing. Somebody else of the same name: add --new.",
    "",
  ]);
  const renamed = await run("person", "person:2", "--rename", "anna");
  expect(renamed).toMatchObject({ exitCode: 2, out: "" });
  expect(renamed.errors).toContain("The same person: make them one with familiar merge person:1 person:2.");
  const several = await run("merge", "Anna", "Ben");
  expect(several).toMatchObject({ exitCode: 2, out: "" });
  expect(several.errors).toMatch(
    /^2 people are called Ben:\n {2}person:2 {2}Ben {2}.*\n {2}person:3 {2}ben {2}.*\nSay which one by the number, as it stands here\.\n$/,
  );
  expect(readCatalogue(library, decisionsOf)).toEqual(before);
});

test("what contradicts what was said is refused with the way to do it all the same", async () => {
  const before = readCatalogue(library, decisionsOf);
  const different = await run("merge", "Anna", "person:2");
  expect(different).toMatchObject({ exitCode: 1, out: "" });
  expect(different.errors).toMatch(/^You said before that Anna .* are two different people\./);
  expect(different.errors).toContain("To merge them all the same: add --different.");
  const twice = await run("merge", "Anna", "person:3");
  expect(twice).toMatchObject({ exitCode: 1, out: "" });
  expect(twice.errors).toMatch(/^The photo .*sample3\.jpg would show the same person more than once/);
  expect(twice.errors).toContain("To allow it: add --twice");
  expect(readCatalogue(library, decisionsOf)).toEqual(before);
});

test("what is so already changes nothing, and is no error", async () => {
  const before = readCatalogue(library, decisionsOf);
  const again = await run("name", face(1, 2), "person:1");
  expect(again).toMatchObject({ exitCode: 0, out: "Nothing to change: that is so already.\n", errors: "" });
  expect(readCatalogue(library, decisionsOf)).toEqual(before);
});
