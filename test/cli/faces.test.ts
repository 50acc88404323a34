import { expect, test } from "vitest";
import { facesText, type FaceRow } from "../../app/cli/faces.ts";

const plain: FaceRow = {
  ...{
    id: 7,
    photo: "/photos/a.jpg",
    box: { x: 1.4, y: 2.5, width: 30, height: 40 },
    score: 0.9,
    quality: 0.5,
  },
  ...{ personId: null, clusterId: null, ignored: false, deleted: false, assignment: null },
};

test("no faces", () => {
  expect(facesText([], new Map())).toBe("No faces.");
});

test("whose each face is, and how sure that is", () => {
  const suggested = { personId: 3, probability: 0.637, level: "suggested" } as const;
  const rows: FaceRow[] = [
    { ...plain, personId: 3, clusterId: 5 },
    { ...plain, id: 8, personId: 3, assignment: { personId: 3, probability: 0.978, level: "assigned" } },
    { ...plain, id: 9, clusterId: 5, assignment: suggested },
    { ...plain, id: 10, clusterId: 6 },
    { ...plain, id: 11, ignored: true, personId: 4 },
    { ...plain, id: 12, personId: 4, photo: null },
    { ...plain, id: 13, clusterId: 5, deleted: true },
  ];
  expect(facesText(rows, new Map([[3, "Ada"]])).split("\n")).toEqual([
    "Face     Who                 Quality  x,y,width,height  Photo",
    "face:7   Ada                 0.50     1,3,30,40         /photos/a.jpg",
    "face:8   Ada 98 %            0.50     1,3,30,40         /photos/a.jpg",
    "face:9   group:5, Ada? 64 %  0.50     1,3,30,40         /photos/a.jpg",
    "face:10  group:6             0.50     1,3,30,40         /photos/a.jpg",
    "face:11  ignored             0.50     1,3,30,40         /photos/a.jpg",
    "face:12  person:4            0.50     1,3,30,40         -",
    "face:13  deleted             0.50     1,3,30,40         /photos/a.jpg",
  ]);
});
