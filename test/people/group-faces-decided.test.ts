import { describe, expect, test } from "vitest";
import { setPerson } from "../../app/db/faces.ts";
import { insertJudgement } from "../../app/db/judgements.ts";
import { createPerson } from "../../app/db/people.ts";
import { nameFaces } from "../../app/people/actions/name-faces.ts";
import { actionContext } from "../support/action-context.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import { addFace, addFacesAt, clusterOf, clustersOf, group, options } from "./faces-to-group.ts";
import { atDegrees } from "./unit-vectors.ts";

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
