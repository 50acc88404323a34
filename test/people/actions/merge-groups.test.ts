import { expect, test } from "vitest";
import { setIgnored, setPerson } from "../../../app/db/faces.ts";
import { allJudgements } from "../../../app/db/judgements.ts";
import { createPerson } from "../../../app/db/people.ts";
import { mergeGroups } from "../../../app/people/actions/merge-groups.ts";
import { rejectMerge } from "../../../app/people/actions/reject-merge.ts";
import {
  NothingChosenError,
  TooFewError,
  TwiceInPhotoError,
  UnknownGroupError,
} from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { clustersOf, face, group, peopleFixture } from "../../support/people.ts";

test("all go into the largest, and are remembered as one person", () => {
  const { db, context } = peopleFixture();
  const [small, large, single] = [group(db, 1), group(db, 2, 3), group(db, 4)];
  const { summary, result } = mergeGroups(context, {
    groupIds: [small.groupId, large.groupId, single.groupId, small.groupId],
  });
  const faceIds = [...small.faceIds, ...large.faceIds, ...single.faceIds];
  expect(summary).toBe("merged 3 groups (4 faces)");
  expect(result).toEqual({ groupId: large.groupId, faceIds, groups: 3 });
  expect(clustersOf(db, faceIds)).toEqual(faceIds.map(() => large.groupId));
  expect(allJudgements(db)).toEqual([{ id: 1, kind: "together", sides: [faceIds, []] }]);
});

test("ignored faces come along without being judged, named ones stay", () => {
  const { db, context } = peopleFixture();
  const [one, two] = [group(db, 1, 2, 3), group(db, 4)];
  const [shown = 0, ignored = 0, named = 0] = one.faceIds;
  setIgnored(db, ignored, true);
  setPerson(db, named, createPerson(db, "Anna"));
  mergeGroups(context, { groupIds: [two.groupId, one.groupId] });
  expect(clustersOf(db, [...one.faceIds, ...two.faceIds])).toEqual([
    one.groupId,
    one.groupId,
    one.groupId,
    one.groupId,
  ]);
  expect(allJudgements(db)[0]?.sides[0]).toEqual([shown, ...two.faceIds]);
});

test("a later merge holds an earlier one in it, and lifts what kept them apart", () => {
  const { db, context } = peopleFixture();
  const [one, two, three] = [group(db, 1, 2), group(db, 3), group(db, 4)];
  rejectMerge(context, { one: { groupId: one.groupId }, other: { groupId: three.groupId } });
  mergeGroups(context, { groupIds: [one.groupId, two.groupId] });
  mergeGroups(context, { groupIds: [one.groupId, three.groupId] });
  const all = [...one.faceIds, ...two.faceIds, ...three.faceIds];
  expect(allJudgements(db).map(({ kind, sides }) => ({ kind, sides }))).toEqual([
    { kind: "together", sides: [all, []] },
  ]);
});

test("groups with faces of one photo, one group, none and unknown ones are refused", () => {
  const { db, context } = peopleFixture();
  const [one, two] = [group(db, 1), group(db, 1)];
  face(db, 1);
  const refusal = (groupIds: number[]) => errorOf(() => mergeGroups(context, { groupIds }));
  const twice = refusal([one.groupId, two.groupId]);
  expect(twice).toBeInstanceOf(TwiceInPhotoError);
  expect(twice).toMatchObject({ photo: "/photos/1.jpg", faceIds: [...one.faceIds, ...two.faceIds] });
  expect(refusal([one.groupId, one.groupId])).toBeInstanceOf(TooFewError);
  expect(refusal([])).toBeInstanceOf(NothingChosenError);
  expect(refusal([one.groupId, 99])).toBeInstanceOf(UnknownGroupError);
});
