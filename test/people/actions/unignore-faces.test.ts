import { expect, test } from "vitest";
import { setCluster } from "../../../app/db/faces.ts";
import { ignoreFaces } from "../../../app/people/actions/ignore-faces.ts";
import { unignoreFaces } from "../../../app/people/actions/unignore-faces.ts";
import { UnknownFaceError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { clustersOf, face, group, peopleFixture, person, stateOf } from "../../support/people.ts";

test("ignored faces come back, without a name, into their group", () => {
  const { db, context } = peopleFixture();
  const [anna, other] = [person(db, "Anna", 1), face(db, 2)];
  ignoreFaces(context, { faceIds: anna.faceIds });
  const { summary, result } = unignoreFaces(context, { faceIds: [...anna.faceIds, other] });
  expect(summary).toBe("stopped ignoring 1 face");
  expect(result.faceIds).toEqual(anna.faceIds);
  expect(stateOf(db, anna.faceIds[0])).toMatchObject({
    ...{ ignored: false, personId: null, clusterId: anna.groupId },
  });
  expect(unignoreFaces(context, { faceIds: [other] }).actionId).toBeNull();
  expect(errorOf(() => unignoreFaces(context, { faceIds: [99] }))).toBeInstanceOf(UnknownFaceError);
});

test("a group into which another face of the photo has come is not gone back to", () => {
  const { db, context } = peopleFixture();
  const { groupId, faceIds } = group(db, 1);
  ignoreFaces(context, { faceIds });
  setCluster(db, face(db, 1), groupId);
  unignoreFaces(context, { faceIds });
  expect(clustersOf(db, faceIds)).toEqual([null]);
});
