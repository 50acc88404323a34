import { expect, test } from "vitest";
import { ignoreGroup } from "../../../app/people/actions/ignore-group.ts";
import { UnknownGroupError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { face, group, peopleFixture, stateOf } from "../../support/people.ts";

test("all faces of the groups are ignored, and no others", () => {
  const { db, context } = peopleFixture();
  const [one, two, other] = [group(db, 1, 2), group(db, 3), face(db, 1)];
  const { summary, result } = ignoreGroup(context, { groupIds: [one.groupId, two.groupId] });
  expect(summary).toBe("ignored 2 groups (3 faces)");
  expect(result).toEqual({ faceIds: [...one.faceIds, ...two.faceIds], groups: 2 });
  expect(result.faceIds.map((id) => stateOf(db, id)?.ignored)).toEqual([true, true, true]);
  expect(stateOf(db, other)?.ignored).toBe(false);
  expect(errorOf(() => ignoreGroup(context, { groupIds: [one.groupId] }))).toBeInstanceOf(UnknownGroupError);
});
