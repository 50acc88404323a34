import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { confirmSuggestions } from "../people/actions/confirm-suggestions.ts";
import { ignoreGroup } from "../people/actions/ignore-group.ts";
import { keepTogether } from "../people/actions/keep-together.ts";
import { mergeGroups } from "../people/actions/merge-groups.ts";
import { mergePeople } from "../people/actions/merge-people.ts";
import { moveFaces } from "../people/actions/move-faces.ts";
import { nameGroup } from "../people/actions/name-group.ts";
import { rejectMerge } from "../people/actions/reject-merge.ts";
import { rejectSuggestions } from "../people/actions/reject-suggestions.ts";
import { splitFaces } from "../people/actions/split-faces.ts";
import type { PersonChoice } from "../people/choose-person.ts";
import { hideFaces } from "../people/hide-faces.ts";
import { knownFaces } from "../people/known.ts";
import { countOf } from "../people/summary-words.ts";
import { AnswerNotFittingError } from "./errors.ts";
import { nameButSome } from "./name-but-some.ts";
import {
  facesOfQuestion,
  type AssignmentQuestion,
  type MatchesQuestion,
  type MergeQuestion,
  type NameQuestion,
  type Question,
  type SplitQuestion,
} from "./question.ts";
import { sortFaces } from "./sort-faces.ts";

/** What the user says. Which kinds of question take which answers: see `performAnswer`. */
export type Answer =
  /** Yes; for an assignment and matches also: yes, but not these. */
  | { readonly kind: "yes"; readonly exceptFaceIds?: readonly number[] }
  /** No; for an assignment and matches also: no, only these. */
  | { readonly kind: "no"; readonly exceptFaceIds?: readonly number[] }
  /** It is this person; for a name question also: but not these faces. */
  | { readonly kind: "person"; readonly person: PersonChoice; readonly exceptFaceIds?: readonly number[] }
  /** Strangers: they are never asked about again. */
  | { readonly kind: "ignore" };

type YesOrNo = Extract<Answer, { readonly kind: "yes" | "no" }>;

/**
 * Does what an answer says, as one action that undo takes back.
 * - name ("who is it?"): a person (but some of the faces); ignore: the group, not what is like it.
 * - assignment ("are these Anna?"): yes (but some), no (only some), another person who they are, ignore.
 * - matches ("are these right?"): yes (but some), no (only some).
 * - merge ("one person?"): yes, no; for groups also a person who they are, ignore.
 * - split ("two people?"): yes, no; a person: that is who the smaller part is.
 * @throws AnswerNotFittingError; the errors of the actions (PeopleError).
 */
export function performAnswer(context: ActionContext, question: Question, answer: Answer): PerformedAction {
  checkExceptions(question, answer);
  switch (question.kind) {
    case "name":
      return answerName(context, question, answer);
    case "assignment":
      return answerAssignment(context, question, answer);
    case "matches":
      return answerMatches(context, question, answer);
    case "merge":
      return answerMerge(context, question, answer);
    case "split":
      return answerSplit(context, question, answer);
  }
}

/** An exception that would be overlooked is worse than one that is refused. */
function checkExceptions(question: Question, answer: Answer): void {
  const excepted = answer.kind === "ignore" ? [] : (answer.exceptFaceIds ?? []);
  if (excepted.length === 0) return;
  const takesThem =
    answer.kind === "person"
      ? question.kind === "name"
      : question.kind === "assignment" || question.kind === "matches";
  if (!takesThem) throw new AnswerNotFittingError(question.id, "It is about all of these faces, or none.");
  const asked = new Set(facesOfQuestion(question));
  const strange = excepted.filter((id) => !asked.has(id));
  if (strange.length > 0) {
    throw new AnswerNotFittingError(
      question.id,
      `It is not about ${countOf(strange.length, "face")} of these.`,
    );
  }
}

function answerName(context: ActionContext, question: NameQuestion, answer: Answer): PerformedAction {
  const groupIds = [question.groupId];
  if (answer.kind === "ignore") return ignoreGroup(context, { groupIds });
  if (answer.kind !== "person") {
    throw new AnswerNotFittingError(question.id, "Say who it is, ignore these faces, or skip the question.");
  }
  const { person, exceptFaceIds = [] } = answer;
  const alikeFaceIds = question.alike.flatMap(({ faceIds }) => faceIds);
  return nameButSome(context, { faceIds: question.faceIds, alikeFaceIds, exceptFaceIds, person });
}

function answerAssignment(
  context: ActionContext,
  question: AssignmentQuestion,
  answer: Answer,
): PerformedAction {
  const { personId } = question;
  const faceIds = facesOfQuestion(question);
  if (answer.kind === "ignore") return ignoreThese(context, faceIds);
  if (answer.kind === "person") {
    const isThem = "id" in answer.person && answer.person.id === personId;
    if (isThem) return confirmSuggestions(context, { faceIds, personId });
    return sortFaces(context, [{ personId, yes: [], no: faceIds, othersAre: answer.person }]);
  }
  const { yes, no } = sortedBy(answer, faceIds);
  if (no.length === 0) return confirmSuggestions(context, { faceIds: yes, personId });
  if (yes.length === 0) return rejectSuggestions(context, { faceIds: no, personId });
  return sortFaces(context, [{ personId, yes, no }]);
}

function answerMatches(
  context: ActionContext,
  { id, matches }: MatchesQuestion,
  answer: Answer,
): PerformedAction {
  if (answer.kind !== "yes" && answer.kind !== "no") {
    throw new AnswerNotFittingError(id, "Say yes (but not some), no (but some), or skip the question.");
  }
  const ofPerson = Map.groupBy(matches, ({ personId }) => personId);
  const sorted = [...ofPerson].map(([personId, own]) => ({
    personId,
    ...sortedBy(
      answer,
      own.flatMap(({ faceIds }) => faceIds),
    ),
  }));
  return sortFaces(context, sorted);
}

/** Which of the faces are the person, and which are not. */
function sortedBy(answer: YesOrNo, faceIds: readonly number[]): { yes: number[]; no: number[] } {
  const excepted = new Set(answer.exceptFaceIds ?? []);
  const some = faceIds.filter((id) => excepted.has(id));
  const rest = faceIds.filter((id) => !excepted.has(id));
  return answer.kind === "yes" ? { yes: rest, no: some } : { yes: some, no: rest };
}

function answerMerge(
  context: ActionContext,
  { id, one, other }: MergeQuestion,
  answer: Answer,
): PerformedAction {
  if (answer.kind === "no") return rejectMerge(context, { one, other });
  if ("personId" in one && "personId" in other) {
    if (answer.kind === "yes")
      return mergePeople(context, { intoId: one.personId, fromIds: [other.personId] });
    throw new AnswerNotFittingError(id, "Say yes (one person) or no (two people), or skip the question.");
  }
  const groupIds = [one, other].flatMap((side) => ("groupId" in side ? [side.groupId] : []));
  if (answer.kind === "person") return nameGroup(context, { groupIds, person: answer.person });
  return answer.kind === "ignore" ? ignoreGroup(context, { groupIds }) : mergeGroups(context, { groupIds });
}

function answerSplit(context: ActionContext, { id, parts }: SplitQuestion, answer: Answer): PerformedAction {
  const [stay, leave] = parts;
  if (answer.kind === "no") return keepTogether(context, { faceIds: [...stay, ...leave] });
  if (answer.kind === "yes") return splitFaces(context, { faceIds: leave });
  if (answer.kind === "person") return moveFaces(context, { faceIds: leave, person: answer.person });
  throw new AnswerNotFittingError(id, "Say yes (two people) or no (one person), or who the second is.");
}

function ignoreThese(context: ActionContext, faceIds: readonly number[]): PerformedAction {
  const summary = (hidden: readonly number[]) => `ignored ${countOf(hidden.length, "face")}`;
  return act(context, { kind: "ignore-faces", summary }, () =>
    hideFaces(context.db, knownFaces(context.db, faceIds), "ignored"),
  );
}
