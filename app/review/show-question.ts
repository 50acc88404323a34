import type { Database } from "../db/open.ts";
import { askedFaces, bestConfirmedFaces, type AskedFace } from "../db/asked-faces.ts";
import type { Match, Party, Portion, Question } from "./question.ts";

/** Faces that are asked about as one. */
export interface ShownPart {
  /** The group that they are of; null = a person's, or a face without a group. */
  readonly groupId: number | null;
  /** Whose they are by the user's word, or, of matches, may be; null = nobody's yet. */
  readonly person: { readonly id: number; readonly name: string } | null;
  /** Of matches: a face that the user gave to the person, to compare with. Else null. */
  readonly known: AskedFace | null;
  /** That they are the person asked about, 0 to 1; null where that is not the question. */
  readonly probability: number | null;
  /** All of them, the best first. */
  readonly faces: readonly AskedFace[];
}

/** A question with all that a window shows of it. */
export interface ShownQuestion {
  readonly id: string;
  readonly key: string;
  readonly kind: Question["kind"];
  /** Faces that an answer settles, if it settles them. */
  readonly faces: number;
  /** Who is asked about; null where that is not the question. */
  readonly person: {
    readonly id: number;
    readonly name: string;
    /** Faces that the user gave them, to compare with. */
    readonly known: readonly AskedFace[];
  } | null;
  /**
   * name: the group, then those that are like it. assignment, matches: the portions. merge: the two. split: the part
   * that stays and the one that would leave.
   */
  readonly parts: readonly ShownPart[];
  /** The user put it behind the others before. */
  readonly wasSkipped: boolean;
}

/** Faces of a person beside which others are shown. */
const mostKnown = 8;

/** What a window shows of a question. Faces that are gone meanwhile are left out. */
export function showQuestion(db: Database, question: Question, wasSkipped: boolean): ShownQuestion {
  const { id, key, kind, faces } = question;
  return { id, key, kind, faces, person: personOf(db, question), parts: partsOf(db, question), wasSkipped };
}

function personOf(db: Database, question: Question): ShownQuestion["person"] {
  if (question.kind !== "assignment") return null;
  const { personId, personName } = question;
  return { id: personId, name: personName, known: bestConfirmedFaces(db, personId, mostKnown) };
}

function partsOf(db: Database, question: Question): ShownPart[] {
  switch (question.kind) {
    case "name": {
      const { groupId, faceIds, alike } = question;
      const own = partOf(db, faceIds, { groupId, person: null, probability: null });
      return [own, ...alike.map((portion) => portionPart(db, portion))];
    }
    case "assignment":
      return question.portions.map((portion) => portionPart(db, portion));
    case "matches":
      return question.matches.map((match) => matchPart(db, match));
    case "merge":
      return [question.one, question.other].map((party) => partOf(db, party.faceIds, sideOf(party)));
    case "split":
      return question.parts.map((faceIds) => partOf(db, faceIds, sideOf(question.of)));
  }
}

function matchPart(db: Database, { personId, personName, ...portion }: Match): ShownPart {
  const [known = null] = bestConfirmedFaces(db, personId, 1);
  return { ...portionPart(db, portion), person: { id: personId, name: personName }, known };
}

function portionPart(db: Database, { groupId, faceIds, probability }: Portion): ShownPart {
  return partOf(db, faceIds, { groupId, person: null, probability });
}

function sideOf(party: Party): Pick<ShownPart, "groupId" | "person" | "probability"> {
  return "groupId" in party
    ? { groupId: party.groupId, person: null, probability: null }
    : { groupId: null, person: { id: party.personId, name: party.name ?? "" }, probability: null };
}

function partOf(
  db: Database,
  faceIds: readonly number[],
  facts: Pick<ShownPart, "groupId" | "person" | "probability">,
): ShownPart {
  return { ...facts, known: null, faces: askedFaces(db, faceIds) };
}
