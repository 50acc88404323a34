// A user who knows everybody and answers without mistakes, and what each answer costs.
import type { Database } from "../../../app/db/open.ts";
import type { ActionContext } from "../../../app/journal/act.ts";
import { moveFaces } from "../../../app/people/actions/move-faces.ts";
import type { PersonChoice } from "../../../app/people/choose-person.ts";
import type { Answer } from "../../../app/review/answer.ts";
import type {
  AssignmentQuestion,
  Match,
  MatchesQuestion,
  NameQuestion,
  Portion,
  Question,
} from "../../../app/review/question.ts";

/** What the user has done so far. */
export interface Work {
  /**
   * An answer is a click: yes, no, choosing somebody who is there, beginning a name. Each exception is one more: a face,
   * or a whole portion. To look at faces and to type is not counted here.
   */
  clicks: number;
  /** Names typed, each once; to begin one is a click, to type it is counted here. */
  names: number;
  /** How often somebody who has a name already had to be found among all people. A yes to a suggestion saves that. */
  lookUps: number;
  questions: number;
  /** Faces that were marked as exceptions, or taken out of a person later. */
  corrections: number;
}

/** A user, with what they remember: whom they called what. */
export interface SimulatedUser {
  readonly work: Work;
  readonly answer: (question: Question) => Answer;
  /** Notes who a new person is, after an answer that made one. */
  readonly remember: (db: Database) => void;
  /** Gives a face that Familiar gave to the wrong person to the right one: to mark it, and to say who it is. */
  readonly correct: (context: ActionContext, faceId: number) => void;
  /** The label of a person. */
  readonly labelOf: (personId: number) => string | undefined;
}

/** A user who knows the person of each face. */
export function createSimulatedUser(truth: ReadonlyMap<number, string>): SimulatedUser {
  const idByLabel = new Map<string, number>();
  const labelById = new Map<number, string>();
  const work: Work = { clicks: 0, names: 0, lookUps: 0, questions: 0, corrections: 0 };
  const labelOfFace = (faceId: number) => truth.get(faceId) ?? "";
  const choose = (label: string): PersonChoice => {
    const id = idByLabel.get(label);
    if (id !== undefined) {
      work.lookUps += 1;
      return { id };
    }
    work.names += 1;
    return { name: label };
  };
  const say = (answer: Answer, exceptions = 0): Answer => {
    work.questions += 1;
    work.clicks += 1 + exceptions;
    work.corrections += exceptions;
    return answer;
  };
  const name = ({ faceIds, alike }: NameQuestion): Answer => {
    const [label] = mostOf(faceIds, labelOfFace);
    const isWrong = (id: number) => labelOfFace(id) !== label;
    const exceptFaceIds = [...faceIds, ...alike.flatMap((portion) => portion.faceIds)].filter(isWrong);
    const exceptions = faceIds.filter(isWrong).length + clicksToMark(alike, isWrong);
    return say({ kind: "person", person: choose(label), exceptFaceIds }, exceptions);
  };
  /** Marks what is wrong and says yes; where most is wrong, marks all with one click and takes off what is right. */
  const sort = (portions: readonly Portion[], right: readonly number[], wrong: readonly number[]): Answer => {
    if (right.length === 0) return say({ kind: "no" });
    const toMark = (ids: ReadonlySet<number>) => clicksToMark(portions, (id) => ids.has(id));
    const marks = Math.min(toMark(new Set(wrong)), 1 + toMark(new Set(right)));
    return say({ kind: "yes", exceptFaceIds: wrong }, marks);
  };
  const assign = ({ personId, portions }: AssignmentQuestion): Answer => {
    const wanted = labelById.get(personId);
    const faceIds = portions.flatMap((portion) => portion.faceIds);
    const [label, count] = mostOf(faceIds, labelOfFace);
    // All of one other person: it costs no more to say who.
    if (label !== wanted && count === faceIds.length) return say({ kind: "person", person: choose(label) });
    const right = faceIds.filter((id) => labelOfFace(id) === wanted);
    const wrong = faceIds.filter((id) => labelOfFace(id) !== wanted);
    return sort(portions, right, wrong);
  };
  const check = ({ matches }: MatchesQuestion): Answer => {
    const isRight = ({ personId, faceIds }: Match) => {
      const wanted = labelById.get(personId);
      return faceIds.map((id) => [id, labelOfFace(id) === wanted] as const);
    };
    const all = matches.flatMap(isRight);
    const idsWhere = (wanted: boolean) => all.filter(([, is]) => is === wanted).map(([id]) => id);
    return sort(matches, idsWhere(true), idsWhere(false));
  };
  return {
    work,
    answer: (question) => {
      switch (question.kind) {
        case "name":
          return name(question);
        case "assignment":
          return assign(question);
        case "matches":
          return check(question);
        case "merge": {
          const [[one], [other]] = [
            mostOf(question.one.faceIds, labelOfFace),
            mostOf(question.other.faceIds, labelOfFace),
          ];
          return say({ kind: one === other ? "yes" : "no" });
        }
        case "split": {
          const [stay, leave] = question.parts;
          const [[larger], [smaller, count]] = [mostOf(stay, labelOfFace), mostOf(leave, labelOfFace)];
          if (larger === smaller) return say({ kind: "no" });
          return count === leave.length
            ? say({ kind: "person", person: choose(smaller) })
            : say({ kind: "yes" });
        }
      }
    },
    remember: (db) => {
      const people = db.prepare<[], { id: number; name: string }>("SELECT id, name FROM people").all();
      for (const { id, name: label } of people) {
        labelById.set(id, label);
        idByLabel.set(label, id);
      }
    },
    correct: (context, faceId) => {
      work.clicks += 2;
      work.corrections += 1;
      moveFaces(context, { faceIds: [faceId], person: choose(labelOfFace(faceId)) });
    },
    labelOf: (personId) => labelById.get(personId),
  };
}

/** A portion is marked with one click when all of it is meant, else face by face. */
function clicksToMark(portions: readonly Portion[], isMeant: (faceId: number) => boolean): number {
  return portions
    .map(({ faceIds }) => (faceIds.every(isMeant) ? 1 : faceIds.filter(isMeant).length))
    .reduce((sum, clicks) => sum + clicks, 0);
}

/** The most frequent label of some faces, and how many have it; of equal ones the first. */
function mostOf(faceIds: readonly number[], labelOf: (id: number) => string): [label: string, count: number] {
  let most: [string, number] = ["", 0];
  for (const [label, ids] of Map.groupBy(faceIds, labelOf))
    if (ids.length > most[1]) most = [label, ids.length];
  return most;
}
