import { facesOfQuestion, type Question } from "../../app/review/question.ts";

type Sides = readonly [readonly number[], readonly number[]];

/** What the user has said no to. */
export interface SaidNo {
  /** "face 7 is person 2". */
  readonly assignments: Set<string>;
  /** Faces that are not the same as those of the other side. */
  readonly merges: Sides[];
  /** Faces that are one person: no to a split. */
  readonly splits: (readonly number[])[];
  /** "1 and 2": people who are two. */
  readonly people: Set<string>;
}

/** Remembers that the user has said no to a question. */
export function noteRefusal(question: Question, saidNo: SaidNo): void {
  const noteAssignments = (faceIds: readonly number[], personId: number) => {
    for (const faceId of faceIds) saidNo.assignments.add(nameOfAssignment({ faceId, personId }));
  };
  if (question.kind === "assignment") noteAssignments(facesOfQuestion(question), question.personId);
  if (question.kind === "matches") {
    for (const { faceIds, personId } of question.matches) noteAssignments(faceIds, personId);
  }
  if (question.kind === "split") saidNo.splits.push(question.parts.flat());
  if (question.kind !== "merge") return;
  const { one, other } = question;
  if ("personId" in one) {
    if ("personId" in other) saidNo.people.add(pairOf(one.personId, other.personId));
    else noteAssignments(other.faceIds, one.personId);
  } else if ("personId" in other) noteAssignments(one.faceIds, other.personId);
  else saidNo.merges.push([one.faceIds, other.faceIds]);
}

/** What a question asks that was answered with no, in words; empty = nothing. */
export function askedAgain(question: Question, { assignments, merges, splits, people }: SaidNo): string[] {
  switch (question.kind) {
    case "assignment":
      return facesOfQuestion(question)
        .map((faceId) => nameOfAssignment({ faceId, personId: question.personId }))
        .filter((name) => assignments.has(name));
    case "matches":
      return question.matches
        .flatMap(({ faceIds, personId }) => faceIds.map((faceId) => nameOfAssignment({ faceId, personId })))
        .filter((name) => assignments.has(name));
    case "name":
      return merges
        .filter(([one, other]) => meets(one, question.faceIds) && meets(other, question.faceIds))
        .map(() => `${question.id}: who are these two?`);
    case "merge": {
      const { one, other } = question;
      const isApart = ([left, right]: Sides) =>
        (meets(left, one.faceIds) && meets(right, other.faceIds)) ||
        (meets(left, other.faceIds) && meets(right, one.faceIds));
      const areTwo =
        "personId" in one && "personId" in other && people.has(pairOf(one.personId, other.personId));
      return areTwo || merges.some(isApart) ? [`${question.id}: are they one?`] : [];
    }
    case "split": {
      const [stay, leave] = question.parts;
      const isOne = splits.some((faces) => meets(faces, stay) && meets(faces, leave));
      return isOne ? [`${question.id}: are they two?`] : [];
    }
  }
}

/** The name of a face and a person in `SaidNo.assignments`. */
export function nameOfAssignment(said: { readonly faceId: number; readonly personId: number }): string {
  return `face ${said.faceId} is person ${said.personId}`;
}

/** The name of two people in `SaidNo.people`. */
export function pairOf(one: number, other: number): string {
  return `${Math.min(one, other)} and ${Math.max(one, other)}`;
}

function meets(some: readonly number[], others: readonly number[]): boolean {
  return some.some((faceId) => others.includes(faceId));
}
