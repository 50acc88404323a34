import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import {
  faceFromLeft,
  folderOfSamples,
  listFaces,
  listPeople,
  scan,
  type FaceRow,
} from "../support/library.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const home = temporaryFolderForSuite();
const library = join(home, "my library");
let photos = "";
let faces: FaceRow[] = [];

beforeAll(async () => {
  photos = folderOfSamples(home, 1, 3, 6);
  await scan(photos, library);
  faces = await listFaces(library);
});

/** The face of a sample that is furthest to the left, or the next ones. */
function onSample(sample: number, place: number): FaceRow {
  return faceFromLeft(faces, join(photos, `sample${sample}.jpg`), place);
}

test("every face is in a group, and the counts agree", async () => {
  const { people, groups, unknownFaces, ignoredFaces } = await listPeople(library);
  expect({ people, unknownFaces, ignoredFaces }).toEqual({ people: [], unknownFaces: 10, ignoredFaces: 0 });
  const members = Map.groupBy(faces, ({ clusterId }) => clusterId);
  expect(groups.map(({ id, faces: size }) => [id, size]).sort()).toEqual(
    [...members].map(([id, group]) => [id, group.length]).sort(),
  );
  const sizes = groups.map(({ faces: size }) => size);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test("the woman on samples 1 and 3 is one group", () => {
  const onSample1 = onSample(1, 2);
  const onSample3 = onSample(3, 1);
  expect(onSample3.clusterId).toBe(onSample1.clusterId);
  expect(faces.filter(({ clusterId }) => clusterId === onSample1.clusterId)).toHaveLength(2);
});

test("boxes lie on the faces, in pixels of the photo", () => {
  // Measured by hand on sample 1: the middle of each face.
  const middles = [0, 1, 2].map((place) => {
    const { x, y, width, height } = onSample(1, place).box;
    return [x + width / 2, y + height / 2];
  });
  const byHand: [number, number][] = [
    [500, 475],
    [930, 540],
    [1560, 330],
  ];
  for (const [at, [x, y]] of byHand.entries()) {
    expect(Math.abs((middles[at]?.[0] ?? NaN) - x)).toBeLessThan(50);
    expect(Math.abs((middles[at]?.[1] ?? NaN) - y)).toBeLessThan(50);
  }
});

test("read well", async () => {
  const people = await runFamiliar(["people", "--library", library]);
  const group = onSample(1, 2).clusterId ?? NaN;
  expect(people.exitCode).toBe(0);
  expect(people.out.split("\n")).toEqual([
    "Groups without a name",
    `Group${" ".repeat(`group:${group}`.length - 5)}  Faces  Best face in`,
    `group:${group}      2  ${join(photos, "sample1.jpg")}`,
    "",
    "10 faces without a name; 8 of them like no other (familiar faces --unnamed).",
    "",
  ]);
  const rows = (await runFamiliar(["faces", "--library", library])).out.trimEnd().split("\n");
  expect(rows[0]).toMatch(/^Face +Who +Quality +x,y,width,height +Photo$/);
  expect(rows).toHaveLength(1 + 10);
});
