import { describe, expect, test } from "vitest";
import { createCluster, deleteEmptyClusters, listGroups } from "../../app/db/clusters.ts";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { setCluster, setIgnored } from "../../app/db/faces.ts";
import { FaceIndex } from "../../app/people/face-index.ts";
import { groupFaces } from "../../app/people/group-faces.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { addFace, addFacesAt, clusterOf, clustersOf, group, options } from "./faces-to-group.ts";
import { atDegrees } from "./unit-vectors.ts";

describe("the first grouping", () => {
  test("puts alike faces together and everybody else into a group of one", async () => {
    const db = temporaryCatalogue();
    const [a, b, c, d, e] = addFacesAt(db, 1, 0, 10, 180, 190, 90);
    expect(await group(db)).toBe(5);
    expect(listGroups(db).map(({ faces }) => faces)).toEqual([2, 2, 1]);
    const [one, two, three] = listGroups(db).map(({ id }) => id);
    expect(
      clustersOf(
        db,
        [a, b, c, d, e].map((id) => id ?? 0),
      ),
    ).toEqual([one, one, two, two, three]);
  });

  test("of an empty catalogue does nothing", async () => {
    const db = temporaryCatalogue();
    expect(await groupFaces(db, FaceIndex.empty(2), options)).toBe(0);
    expect(listGroups(db)).toEqual([]);
  });

  test("keeps faces of one photo apart", async () => {
    const db = temporaryCatalogue();
    const twins = [0, 50].map((x) => addFace(db, 1, atDegrees(0), x));
    const other = addFace(db, 2, atDegrees(5));
    await group(db);
    const [left, right] = clustersOf(db, twins);
    expect(left).not.toBe(right);
    expect([left, right]).toContain(clusterOf(db, other));
  });

  test("leaves ignored faces out, also as a bridge", async () => {
    const db = temporaryCatalogue();
    const [a = 0, between = 0, b = 0] = addFacesAt(db, 1, 0, 35, 70);
    // With it, {0, 35} and 70 would join: (cos 70 + cos 35) / 2 = 0.58.
    setIgnored(db, between, true);
    expect(await group(db)).toBe(2);
    expect(clusterOf(db, between)).toBeNull();
    expect(clusterOf(db, a)).not.toBe(clusterOf(db, b));
  });

  test("looks only at the vectors of its own model", async () => {
    const db = temporaryCatalogue();
    const [a = 0, b = 0] = addFacesAt(db, 1, 0, 180);
    for (const faceId of [a, b]) saveEmbedding(db, faceId, "other", atDegrees(0));
    await group(db);
    expect(clusterOf(db, a)).not.toBe(clusterOf(db, b));
  });
});

describe("a later grouping", () => {
  test("lets a new face join its group, and leaves every other face where it is", async () => {
    const db = temporaryCatalogue();
    const before = addFacesAt(db, 1, 0, 10, 180, 190, 90);
    await group(db);
    const clusters = clustersOf(db, before);
    const [near = 0, alone = 0] = addFacesAt(db, 11, 5, 270);
    expect(await group(db)).toBe(2);
    expect(clustersOf(db, before)).toEqual(clusters);
    expect(clusterOf(db, near)).toBe(clusters[0]);
    expect(clusters).not.toContain(clusterOf(db, alone));
  });

  test("without new faces does nothing", async () => {
    const db = temporaryCatalogue();
    const faceIds = addFacesAt(db, 1, 0, 10, 180);
    await group(db);
    const clusters = clustersOf(db, faceIds);
    expect(await group(db)).toBe(0);
    expect(clustersOf(db, faceIds)).toEqual(clusters);
  });

  test("joins two groups through a new face: the older one takes all, the other one goes", async () => {
    const db = temporaryCatalogue();
    // 70 degrees apart: cos 70 = 0.34 is too little for two faces.
    const [left = 0, right = 0] = addFacesAt(db, 1, 0, 70);
    await group(db);
    const [older, newer] = clustersOf(db, [left, right]);
    expect(older).not.toBe(newer);
    // {0, 30, 35, 40} and 70: (cos 70 + cos 40 + cos 35 + cos 30) / 4 = 0.70.
    const between = addFacesAt(db, 11, 30, 35, 40);
    await group(db);
    const survivor = Math.min(older ?? 0, newer ?? 0);
    expect(clustersOf(db, [left, right, ...between])).toEqual(Array.from({ length: 5 }, () => survivor));
    expect(listGroups(db)).toEqual([{ id: survivor, faces: 5 }]);
    expect(deleteEmptyClusters(db)).toBe(0);
    expect(createCluster(db)).toBeGreaterThan(Math.max(older ?? 0, newer ?? 0));
  });

  test("keeps an existing group together, however unlike its faces are", async () => {
    const db = temporaryCatalogue();
    const [a = 0, b = 0] = addFacesAt(db, 1, 0, 180);
    const together = createCluster(db);
    for (const faceId of [a, b]) setCluster(db, faceId, together);
    const [near = 0] = addFacesAt(db, 11, 5);
    await group(db);
    expect(clustersOf(db, [a, b])).toEqual([together, together]);
    // The mean with both is 0, so the new face stays alone.
    expect(clusterOf(db, near)).not.toBe(together);
  });
});
