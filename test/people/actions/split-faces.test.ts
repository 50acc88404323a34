import { expect, test } from "vitest";
import { setIgnored } from "../../../app/db/faces.ts";
import { allJudgements } from "../../../app/db/judgements.ts";
import { allRejections } from "../../../app/db/rejections.ts";
import { mergeGroups } from "../../../app/people/actions/merge-groups.ts";
import { nameFace } from "../../../app/people/actions/name-face.ts";
import { splitFaces } from "../../../app/people/actions/split-faces.ts";
import {
  FacesNotTogetherError,
  NothingLeftBehindError,
  UnknownFaceError,
} from "../../../app/people/errors.ts";
import { errorOf } from "../../support/error-of.ts";
import { assign, clustersOf, face, group, peopleFixture, person, personsOf } from "../../support/people.ts";

test("faces leave their group for a new one, and are kept apart from the rest", () => {
  const { db, context } = peopleFixture();
  const { groupId, faceIds } = group(db, 1, 2, 3, 4);
  const [a = 0, b = 0, c = 0, d = 0] = faceIds;
  const { summary, result } = splitFaces(context, { faceIds: [d, b] });
  const created = groupId + 1;
  expect(summary).toBe("split 2 faces off their group");
  expect(result).toEqual({ faceIds: [b, d], groupIds: [created], personId: null });
  expect(clustersOf(db, faceIds)).toEqual([groupId, created, groupId, created]);
  expect(allJudgements(db)).toEqual([
    {
      id: 1,
      kind: "apart",
      sides: [
        [b, d],
        [a, c],
      ],
    },
  ]);
});

test("faces leave a person: unnamed, rejected for them, apart from what the user gave them", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1, 2, 3);
  const [a = 0, b = 0, c = 0] = anna.faceIds;
  const [assigned, stays] = [face(db, 4), face(db, 5)];
  assign(db, assigned, anna.personId);
  assign(db, stays, anna.personId);
  const { summary, result } = splitFaces(context, { faceIds: [a, assigned] });
  const created = anna.groupId + 1;
  expect(summary).toBe("split 2 faces off Anna");
  expect(result).toEqual({ faceIds: [a, assigned], groupIds: [created], personId: anna.personId });
  expect(personsOf(db, [a, b, c, assigned])).toEqual([null, anna.personId, anna.personId, null]);
  expect(clustersOf(db, [a, assigned])).toEqual([created, created]);
  expect(allRejections(db)).toEqual([
    { faceId: a, personId: anna.personId },
    { faceId: assigned, personId: anna.personId },
  ]);
  expect(allJudgements(db)).toEqual([
    {
      id: 1,
      kind: "apart",
      sides: [
        [a, assigned],
        [b, c],
      ],
    },
  ]);
});

test("two faces of one photo go into two groups", () => {
  const { db, context } = peopleFixture();
  const anna = person(db, "Anna", 1, 2, 3);
  const twin = face(db, 1);
  nameFace(context, { faceId: twin, person: { id: anna.personId }, allowTwice: true });
  const [a = 0, b = 0] = anna.faceIds;
  const { result } = splitFaces(context, { faceIds: [a, b, twin] });
  expect(result.groupIds).toEqual([anna.groupId + 1, anna.groupId + 2]);
  expect(clustersOf(db, [a, b, twin])).toEqual([anna.groupId + 1, anna.groupId + 1, anna.groupId + 2]);
});

test("a split takes back an earlier merge, as far as it goes", () => {
  const { db, context } = peopleFixture();
  const [one, two] = [group(db, 1, 2), group(db, 3, 4)];
  mergeGroups(context, { groupIds: [one.groupId, two.groupId] });
  splitFaces(context, { faceIds: two.faceIds });
  expect(allJudgements(db).map(({ kind, sides }) => ({ kind, sides }))).toEqual([
    { kind: "together", sides: [two.faceIds, []] },
    { kind: "together", sides: [one.faceIds, []] },
    { kind: "apart", sides: [two.faceIds, one.faceIds] },
  ]);
});

test("faces of several places, all of a place, ignored and unknown ones are refused", () => {
  const { db, context } = peopleFixture();
  const [one, two, anna] = [group(db, 1, 2), group(db, 3), person(db, "Anna", 4, 5)];
  const [a = 0, b = 0] = one.faceIds;
  const refusal = (faceIds: number[]) => errorOf(() => splitFaces(context, { faceIds }));
  expect(refusal([a, ...two.faceIds])).toBeInstanceOf(FacesNotTogetherError);
  expect(refusal([a, ...anna.faceIds])).toBeInstanceOf(FacesNotTogetherError);
  expect(refusal([a, b])).toBeInstanceOf(NothingLeftBehindError);
  expect(refusal(anna.faceIds)).toBeInstanceOf(NothingLeftBehindError);
  expect(refusal([99])).toBeInstanceOf(UnknownFaceError);
  setIgnored(db, a, true);
  expect(refusal([a])).toBeInstanceOf(FacesNotTogetherError);
  expect(allJudgements(db)).toEqual([]);
});
