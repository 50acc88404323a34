import { describe, expect, test } from "vitest";
import { createCluster } from "../../app/db/clusters.ts";
import { iterateEmbeddings } from "../../app/db/embeddings.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { addFace, addFacesAt, clusterOf, clustersOf, group } from "./faces-to-group.ts";
import { atDegrees, randomUnitVectors, seededRandom, unitVector } from "./unit-vectors.ts";

describe("a cancelled grouping", () => {
  test.each([
    ["before it begins", 0],
    ["in the middle", 16],
  ])("changes nothing (%s)", async (_when, lastDone) => {
    const db = temporaryCatalogue();
    const before = addFacesAt(db, 1, 0, 90);
    await group(db);
    const clusters = clustersOf(db, before);
    const later = addFacesAt(db, 11, ...Array.from({ length: 40 }, (_, at) => at));
    const stop = new AbortController();
    const reason = new Error("Ctrl+C");
    const progress: [number, number][] = [];
    if (lastDone === 0) stop.abort(reason);
    const stopped = group(db, {
      signal: stop.signal,
      onProgress: (done, total) => {
        progress.push([done, total]);
        if (done === lastDone) stop.abort(reason);
      },
    });
    await expect(stopped).rejects.toBe(reason);
    expect(progress.at(-1)).toEqual(lastDone === 0 ? undefined : [16, 40]);
    expect(clustersOf(db, before)).toEqual(clusters);
    expect(clustersOf(db, later).filter((clusterId) => clusterId !== null)).toEqual([]);
    expect(createCluster(db)).toBe(Math.max(...clusters.map(Number)) + 1);
    expect(await group(db)).toBe(40);
  });
});

test("the same faces give the same groups, in whatever order they were found", async () => {
  const people = randomUnitVectors(12, 16, 1);
  const random = seededRandom(2);
  const crowd = randomUnitVectors(120, 16, 3).map((own, at) => ({
    photo: (at % 40) + 1,
    x: at,
    vector: unitVector(
      ...own.map((number, axis) => number * 0.8 + (people[Math.floor(random() * 12)]?.[axis] ?? 0)),
    ),
  }));
  const groupsAfter = async (faces: typeof crowd) => {
    const db = temporaryCatalogue();
    const placeOf = new Map(
      faces.map(({ photo, x, vector }) => [addFace(db, photo, vector, x), `${photo}:${x}`]),
    );
    await group(db);
    const byCluster = Map.groupBy(iterateEmbeddings(db, "m"), ({ clusterId }) => clusterId);
    return [...byCluster.values()]
      .map((members) => members.map(({ faceId }) => placeOf.get(faceId)).sort())
      .sort();
  };
  const groups = await groupsAfter(crowd);
  expect(groups.length).toBeGreaterThan(5);
  expect(groups.length).toBeLessThan(110);
  expect(await groupsAfter(crowd.toReversed())).toEqual(groups);
  expect(await groupsAfter(crowd.toSorted((a, b) => ((a.x * 37) % 120) - ((b.x * 37) % 120)))).toEqual(
    groups,
  );
});

test("a tie is decided by where the faces are, not by which was found first", async () => {
  const winnerAfter = async (...places: readonly (readonly [photo: number, x: number])[]) => {
    const db = temporaryCatalogue();
    const faceIds = new Map(
      places.map(([photo, x]) => [`${photo}:${x}`, addFace(db, photo, atDegrees(0), x)]),
    );
    await group(db);
    const third = clusterOf(db, faceIds.get("2:0") ?? 0);
    return ["1:0", "1:50"].filter((place) => clusterOf(db, faceIds.get(place) ?? 0) === third);
  };
  // Two faces of one photo that look the same, and a third that could go with either.
  expect(await winnerAfter([1, 0], [1, 50], [2, 0])).toEqual(["1:0"]);
  expect(await winnerAfter([2, 0], [1, 50], [1, 0])).toEqual(["1:0"]);
});
