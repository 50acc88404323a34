import { expect, test } from "vitest";
import { allDifferentPeople } from "../../../app/db/different-people.ts";
import { allJudgements } from "../../../app/db/judgements.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { keepTogether } from "../../../app/people/actions/keep-together.ts";
import { rejectMerge } from "../../../app/people/actions/reject-merge.ts";
import { TooFewError, UnknownGroupError, UnknownPersonError } from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, group, peopleFixture, person, stateOf } from "../../support/people.ts";

test("two groups: their faces are apart, once, whichever comes first", () => {
  const { db, context } = peopleFixture();
  const [one, other] = [group(db, 1, 2), group(db, 3)];
  const { summary } = rejectMerge(context, {
    one: { groupId: one.groupId },
    other: { groupId: other.groupId },
  });
  expect(summary).toBe("said that two groups (2 faces and 1 face) are not one person");
  expect(allJudgements(db)).toEqual([{ id: 1, kind: "apart", sides: [one.faceIds, other.faceIds] }]);
  const again = rejectMerge(context, { one: { groupId: other.groupId }, other: { groupId: one.groupId } });
  expect(again.actionId).toBeNull();
});

test("two groups that were said to be together: the last word holds", () => {
  const { db, context } = peopleFixture();
  const [one, other] = [group(db, 1, 2), group(db, 3)];
  keepTogether(context, { faceIds: [...one.faceIds, ...other.faceIds] });
  rejectMerge(context, { one: { groupId: one.groupId }, other: { groupId: other.groupId } });
  expect(allJudgements(db).map(({ kind, sides }) => ({ kind, sides }))).toEqual([
    { kind: "together", sides: [one.faceIds, []] },
    { kind: "apart", sides: [one.faceIds, other.faceIds] },
  ]);
});

test.each(["group first", "person first"])(
  "a group and a person (%s): rejections, and no suggestion",
  (order) => {
    const { db, context } = peopleFixture();
    const [{ groupId, faceIds }, anna] = [group(db, 1, 2), person(db, "Anna", 9)];
    assign(db, faceIds[0] ?? 0, anna.personId, "suggested");
    const sides = [{ groupId }, { personId: anna.personId }] as const;
    const [one, other] = order === "group first" ? sides : [sides[1], sides[0]];
    const { summary } = rejectMerge(context, { one, other });
    expect(summary).toBe("said that a group of 2 faces is not Anna");
    expect(allRejections(db)).toEqual(faceIds.map((faceId) => ({ faceId, personId: anna.personId })));
    expect(stateOf(db, faceIds[0])?.assignment).toBeNull();
  },
);

test("two people are different people", () => {
  const { db, context } = peopleFixture();
  const [anna, ann] = [person(db, "Anna", 1), person(db, "Ann", 2)];
  const { summary } = rejectMerge(context, {
    one: { personId: ann.personId },
    other: { personId: anna.personId },
  });
  expect(summary).toBe("said that Ann and Anna are different people");
  expect(allDifferentPeople(db)).toEqual([{ personA: anna.personId, personB: ann.personId }]);
});

test("the same twice, and unknown groups and people, are refused", () => {
  const { db, context } = peopleFixture();
  const { groupId } = group(db, 1);
  const { personId } = person(db, "Anna", 2);
  const refusal = (...[one, other]: [Sides["one"], Sides["other"]]) =>
    errorOf(() => rejectMerge(context, { one, other }));
  expect(refusal({ groupId }, { groupId })).toBeInstanceOf(TooFewError);
  expect(refusal({ personId }, { personId })).toBeInstanceOf(TooFewError);
  expect(refusal({ groupId }, { groupId: 99 })).toBeInstanceOf(UnknownGroupError);
  expect(refusal({ groupId: 99 }, { personId })).toBeInstanceOf(UnknownGroupError);
  expect(refusal({ personId }, { personId: 99 })).toBeInstanceOf(UnknownPersonError);
});

type Sides = Parameters<typeof rejectMerge>[1];
