import { describe, expect, test } from "vitest";
import { createCluster, deleteEmptyClusters, listGroups } from "../../app/db/clusters.ts";
import { iterateEmbeddings, saveEmbedding } from "../../app/db/embeddings.ts";
import { insertFace, setCluster, setIgnored, setPerson } from "../../app/db/faces.ts";
import { insertJudgement } from "../../app/db/judgements.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { findPhotoByHash } from "../../app/db/photos.ts";
import { FaceIndex } from "../../app/people/face-index.ts";
import { groupFaces, type GroupingOptions } from "../../app/people/group-faces.ts";
import { openFaceIndex } from "../../app/people/open-index.ts";
import { nameFaces } from "../../app/people/actions/name-faces.ts";
import { actionContext } from "../support/action-context.ts";
import { addPhoto, hashOf, plainFace, temporaryCatalogue } from "../support/catalogue.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { atDegrees, randomUnitVectors, seededRandom, unitVector } from "./unit-vectors.ts";

const options: GroupingOptions = {
  model: "m",
  cluster: {
    ...{ singleThreshold: 0.5, groupThreshold: 0.25, minimumWeight: 0.1, poorQuality: 0.1 },
    // Nobody looks like anybody.
    ...{ lookalikeSimilarity: 1, lookalikeCaution: 0, rivalMargin: -2 },
  },
};

/** Adds a face to the photo with this byte as its hash (and the photo, when there is none); returns its id. */
function addFace(db: Database, photo: number, vector: Float32Array, x = 0): number {
  const photoId = findPhotoByHash(db, hashOf(photo))?.id ?? addPhoto(db, photo, `/${photo}.jpg`);
  const faceId = insertFace(db, photoId, { ...plainFace, quality: 1, box: { ...plainFace.box, x } });
  saveEmbedding(db, faceId, "m", vector);
  return faceId;
}

/** Faces at these angles, each in a photo of its own; returns their ids. */
function addFacesAt(db: Database, firstPhoto: number, ...degrees: readonly number[]): number[] {
  return degrees.map((angle, at) => addFace(db, firstPhoto + at, atDegrees(angle)));
}

async function group(db: Database, changes: Partial<GroupingOptions> = {}): Promise<number> {
  const faces = [...iterateEmbeddings(db, "m")];
  const dimensions = faces[0]?.vector.length ?? 2;
  const identity = { folder: temporaryFolder(), model: "m", dimensions, revision: 0 };
  const { index } = await openFaceIndex(identity, () => faces);
  return await groupFaces(db, index, { ...options, ...changes });
}

function clusterOf(db: Database, faceId: number): number | null | undefined {
  return [...iterateEmbeddings(db, "m")].find((face) => face.faceId === faceId)?.clusterId;
}

function clustersOf(db: Database, faceIds: readonly number[]): (number | null | undefined)[] {
  return faceIds.map((faceId) => clusterOf(db, faceId));
}

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

describe("faces with a name", () => {
  test("are not placed, and draw nobody into their group: that is for suggestions to do", async () => {
    const db = temporaryCatalogue();
    const [ada = 0, bob = 0] = addFacesAt(db, 1, 0, 180);
    for (const faceId of [ada, bob]) setPerson(db, faceId, createPerson(db, "Ada"));
    const [near = 0, nearer = 0] = addFacesAt(db, 11, 5, 4);
    expect(await group(db)).toBe(2);
    expect(clustersOf(db, [ada, bob])).toEqual([null, null]);
    expect(clusterOf(db, near)).toBe(clusterOf(db, nearer));
  });

  test("leave the others of their group a group", async () => {
    const db = temporaryCatalogue();
    const faceIds = addFacesAt(db, 1, 0, 2, 4);
    await group(db);
    setPerson(db, faceIds[0] ?? 0, createPerson(db, "Ada"));
    const [near = 0] = addFacesAt(db, 11, 3);
    await group(db);
    expect(clusterOf(db, near)).toBe(clusterOf(db, faceIds[1] ?? 0));
  });

  test("warn of others in the same photo who look alike", async () => {
    const careful = { cluster: { ...options.cluster, lookalikeSimilarity: 0.3, lookalikeCaution: 2 } };
    const sharesAGroup = async (isNamed: boolean): Promise<boolean> => {
      const db = temporaryCatalogue();
      const one = addFace(db, 1, atDegrees(0));
      const sister = addFace(db, isNamed ? 1 : 2, atDegrees(60), 50);
      if (isNamed) setPerson(db, sister, createPerson(db, "Ada"));
      const other = addFace(db, 3, atDegrees(-27));
      await group(db, careful);
      return clusterOf(db, one) === clusterOf(db, other);
    };
    // cos 27 = 0.89; with the sister in the photo, 0.5 + 2 x (0.5 - 0.3) = 0.9 is needed.
    expect(await sharesAGroup(false)).toBe(true);
    expect(await sharesAGroup(true)).toBe(false);
  });
});

describe("what the user said", () => {
  test("keeps faces apart that look the same", async () => {
    const db = temporaryCatalogue();
    const [a = 0, b = 0] = addFacesAt(db, 1, 0, 1);
    insertJudgement(db, { kind: "apart", sides: [[a], [b]] });
    await group(db);
    expect(clusterOf(db, a)).not.toBe(clusterOf(db, b));
  });

  test("brings a new face into the group that it belongs to, however unlike", async () => {
    const db = temporaryCatalogue();
    const [a = 0, b = 0] = addFacesAt(db, 1, 0, 5);
    await group(db);
    const [unlike = 0] = addFacesAt(db, 11, 180);
    insertJudgement(db, { kind: "together", sides: [[a, unlike], []] });
    await group(db);
    expect(clustersOf(db, [a, b, unlike])).toEqual([clusterOf(db, a), clusterOf(db, a), clusterOf(db, a)]);
  });
});

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

test("what the user decides while faces are grouped holds; the groups concerned wait for the next run", async () => {
  const db = temporaryCatalogue();
  const alike = addFacesAt(db, 1, 0, 1, 2, 3, 4, 5, 6, 7);
  const others = addFacesAt(db, 11, 180, 181, 182);
  const [named, ...rest] = alike;
  let isDecided = false;

  const placed = await group(db, {
    onProgress: () => {
      if (isDecided) return;
      isDecided = true;
      nameFaces(actionContext(db), { faceIds: [named ?? 0], person: { name: "Anna" } });
    },
  });

  expect(isDecided).toBe(true);
  expect(placed).toBe(others.length);
  expect(new Set(clustersOf(db, others)).size).toBe(1);
  expect(clustersOf(db, rest)).toEqual(rest.map(() => null));
  expect(await group(db)).toBe(rest.length);
  expect(new Set(clustersOf(db, rest)).size).toBe(1);
  expect(clusterOf(db, named ?? 0)).toBeNull();
});
