import type { Database } from "../db/open.ts";
import { shownFaces, type ShownFace } from "../db/shown-faces.ts";
import type { Match, Party, Portion, Question } from "../review/question.ts";
import { count } from "./words.ts";

/** A face as a question shows it, or the best of several that are asked about as one. */
export interface ShownItem {
  /** What the user types to except it; null = it cannot be excepted. */
  readonly number: number | null;
  /** Who it may be; null where the sentence says it, or nobody knows. */
  readonly maybe: string | null;
  readonly face: ShownFace;
  /** All faces it stands for; at least one. */
  readonly faceIds: readonly number[];
}

/** A question as it is shown: a sentence, and rows of faces. */
export interface Layout {
  readonly question: Question;
  readonly sentence: string;
  readonly rows: readonly ShownRow[];
}

/** Faces that belong together. */
export interface ShownRow {
  /** Null = the sentence says it. */
  readonly title: string | null;
  readonly items: readonly ShownItem[];
  /** Faces that there is no room for. */
  readonly hidden: number;
}

/** Faces of one group that are shown: what one can look at without scrolling. */
const mostOfGroup = 24;
/** Of each of two that are compared. */
const mostOfSide = 8;

/** How a question is shown. Faces that are gone meanwhile are left out. */
export function layoutOf(db: Database, question: Question): Layout {
  const sentence = sentenceOf(question);
  switch (question.kind) {
    case "name": {
      const isNumbered = question.faces > 1;
      const own = rowOf(db, null, question.faceIds, mostOfGroup, isNumbered);
      const items = itemsOf(db, question.alike, own.items.length);
      const alike = { title: "Probably the same person; leave out who is not:", items, hidden: 0 };
      return { question, sentence, rows: items.length === 0 ? [own] : [own, alike] };
    }
    case "assignment":
      return {
        question,
        sentence,
        rows: [{ title: null, items: itemsOf(db, question.portions), hidden: 0 }],
      };
    case "matches":
      return { question, sentence, rows: [{ title: null, items: itemsOf(db, question.matches), hidden: 0 }] };
    case "merge": {
      const sides = [question.one, question.other];
      const rows = sides.map((side) => rowOf(db, partyName(side), side.faceIds, mostOfSide, false));
      return { question, sentence, rows };
    }
    case "split": {
      const titles = ["These", "and these"];
      const rows = question.parts.map((ids, at) => rowOf(db, titles[at] ?? null, ids, mostOfSide, false));
      return { question, sentence, rows };
    }
  }
}

/** The faces meant by these numbers of a question. Undefined = a number is none of them. */
export function facesNumbered({ rows }: Layout, numbers: readonly number[]): number[] | undefined {
  const items = rows.flatMap((row) => row.items);
  const meant = numbers.map((number) => items.find((item) => item.number === number));
  return meant.includes(undefined) ? undefined : meant.flatMap((item) => item?.faceIds ?? []);
}

/** A question in words. */
export function sentenceOf(question: Question): string {
  switch (question.kind) {
    case "name":
      return `Who is this? ${count(question.faces, "face")} of group:${question.groupId}`;
    case "assignment":
      return question.faces === 1
        ? `Is this ${question.personName}?`
        : `Are these ${question.personName}? ${count(question.faces, "face")}`;
    case "matches":
      return `Are these right? ${count(question.faces, "face")}`;
    case "merge":
      return `Are ${partyName(question.one)} and ${partyName(question.other)} one person?`;
    case "split": {
      const [stay, leave] = question.parts.map((part) => count(part.length, "face"));
      return `Are there two people in ${partyName(question.of)}: ${stay} and ${leave}?`;
    }
  }
}

function partyName(party: Party): string {
  const who = "groupId" in party ? `group:${party.groupId}` : (party.name ?? `person:${party.personId}`);
  return `${who} (${count(party.faceIds.length, "face")})`;
}

function rowOf(
  db: Database,
  title: string | null,
  faceIds: readonly number[],
  most: number,
  isNumbered: boolean,
): ShownRow {
  const faces = bestFaces(db, faceIds);
  const items = faces.slice(0, most).map((face, at) => ({
    ...{ number: isNumbered ? at + 1 : null, maybe: null, face },
    faceIds: [face.id],
  }));
  return { title, items, hidden: faces.length - items.length };
}

/** An item for each portion, numbered after those that are there already. */
function itemsOf(db: Database, portions: readonly (Portion | Match)[], numbered = 0): ShownItem[] {
  return portions.flatMap((portion, at) => {
    const [best] = bestFaces(db, portion.faceIds);
    const maybe = "personName" in portion ? portion.personName : null;
    return best === undefined
      ? []
      : [{ number: numbered + at + 1, maybe, face: best, faceIds: portion.faceIds }];
  });
}

/** The best first, equal ones oldest first. */
function bestFaces(db: Database, faceIds: readonly number[]): ShownFace[] {
  return shownFaces(db, faceIds).sort((a, b) => b.quality - a.quality || a.id - b.id);
}
