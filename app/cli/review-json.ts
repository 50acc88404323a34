import { z } from "zod";
import type { Party, Portion, Question } from "../review/question.ts";
import type { QuestionCount } from "../review/review.ts";
import type { Layout } from "./review-layout.ts";
import type { LineTerminal } from "./review-lines.ts";
import type { Outcome, Reviewer, ReviewEnd } from "./review-session.ts";
import type { Reply } from "./review-typed.ts";
import { UsageError } from "./usage-error.ts";

const id = z.int().positive();
const faceIds = z.array(id).min(1);
const left = z.strictObject({ questions: z.int(), faces: z.int(), singles: z.int() });

/** A line that `familiar review --json` reads: the answer to the question printed last. */
export const answerLineSchema = z.discriminatedUnion("answer", [
  /** `except`: faces of an assignment, or of matches, for which the other answer holds. */
  z.strictObject({
    question: z.string().optional(),
    answer: z.enum(["yes", "no"]),
    except: faceIds.optional(),
  }),
  z.strictObject({
    question: z.string().optional(),
    answer: z.literal("person"),
    /** Somebody who is there, or somebody new; `isAnother`: although there is somebody of that name. */
    person: z.union([
      z.strictObject({ id }),
      z.strictObject({ name: z.string(), isAnother: z.boolean().optional() }),
    ]),
    /** Faces of a group who are somebody else. */
    except: faceIds.optional(),
  }),
  z.strictObject({
    question: z.string().optional(),
    answer: z.enum(["ignore", "skip", "undo", "quit"]),
  }),
]);

const shownFace = z.strictObject({
  id,
  /** The path of its photo, null when that is gone. */
  photo: z.string().nullable(),
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  quality: z.number(),
  /** "2019-05-31T12:00:00" at the camera, null = unknown. */
  takenAt: z.string().nullable(),
});

/** Faces that are asked about as one. */
const part = z.strictObject({
  groupId: id.nullable(),
  personId: id.nullable(),
  /** That these faces are the person asked about, or may be named with the first part; null = not the question. */
  probability: z.number().nullable(),
  /** All of them; `shown` are the best. */
  faceIds,
});

/** A line that `familiar review --json` prints. */
export const reviewLineSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("question"),
    question: z.string(),
    /**
     * name: who is it? assignment: are these `person`? matches: is each part its `personId`? merge: are the parts one
     * person? split: two people?
     */
    kind: z.enum(["name", "assignment", "matches", "merge", "split"]),
    text: z.string(),
    person: z.strictObject({ id, name: z.string() }).nullable(),
    parts: z.array(part).min(1),
    shown: z.array(shownFace),
    /** A picture of the faces shown, in this order, eight in a line; null with --no-pictures. */
    picture: z.string().nullable(),
    /** How many faces the answer is expected to settle: the order of the questions. */
    expectedFaces: z.number(),
    left,
  }),
  /** `action` null = it changed nothing. */
  z.strictObject({
    type: z.literal("answered"),
    question: z.string(),
    action: id.nullable(),
    summary: z.string(),
  }),
  z.strictObject({ type: z.literal("skipped"), question: z.string() }),
  /** `summary` null = it was skipped, or had changed nothing. */
  z.strictObject({
    type: z.literal("undone"),
    question: z.string().nullable(),
    summary: z.string().nullable(),
  }),
  /** Nothing was changed; the question is printed again. */
  z.strictObject({ type: z.literal("refused"), message: z.string() }),
  z.strictObject({ type: z.literal("end"), reason: z.enum(["nothing-left", "quit"]), left }),
]);

export type ReviewLine = z.infer<typeof reviewLineSchema>;

/** Asks in JSON, one document a line: `reviewLineSchema` is written, `answerLineSchema` read. */
export function createJsonReviewer(
  { nextLine, write }: LineTerminal,
  saveFaces: (layout: Layout) => Promise<string | null>,
): Reviewer {
  const print = (line: ReviewLine) => {
    write(`${JSON.stringify(line)}\n`);
  };
  return {
    ask: async (layout, leftNow) => {
      print(questionLine(layout, leftNow, await saveFaces(layout)));
      for (;;) {
        const line = await nextLine();
        if (line === null) return { kind: "quit" };
        if (line.trim() !== "") return replyOf(line, layout.question.id);
      }
    },
    tell: (outcome) => {
      print(outcomeLine(outcome));
    },
  };
}

/** The last line. */
export function endLine(end: ReviewEnd): ReviewLine {
  return { type: "end", ...end };
}

function replyOf(line: string, questionId: string): Exclude<Reply, { kind: "help" }> {
  const said = parseAnswer(line);
  if (said.question !== undefined && said.question !== questionId) {
    throw new UsageError(`The question is ${questionId}, not ${said.question}.`);
  }
  switch (said.answer) {
    case "skip":
    case "undo":
    case "quit":
      return { kind: said.answer };
    case "ignore":
      return { kind: "answer", answer: { kind: "ignore" } };
    case "yes":
    case "no":
      return { kind: "answer", answer: { kind: said.answer, exceptFaceIds: said.except ?? [] } };
    case "person": {
      const person =
        "id" in said.person
          ? said.person
          : { name: said.person.name, allowSameName: said.person.isAnother ?? false };
      return { kind: "answer", answer: { kind: "person", person, exceptFaceIds: said.except ?? [] } };
    }
  }
}

function parseAnswer(line: string): z.infer<typeof answerLineSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError('That is not JSON. An answer is a line such as {"answer":"yes"}.', { cause: error });
  }
  const parsed = answerLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`That is no answer: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`);
}

function questionLine(
  { question, sentence, rows }: Layout,
  leftNow: QuestionCount,
  picture: string | null,
): ReviewLine {
  const shown = rows
    .flatMap((row) => row.items)
    .map(({ face }) => ({
      id: face.id,
      photo: face.path,
      box: face.box,
      quality: face.quality,
      takenAt: face.takenAt,
    }));
  return {
    ...{ type: "question", question: question.id, kind: question.kind, text: sentence },
    person: question.kind === "assignment" ? { id: question.personId, name: question.personName } : null,
    ...{ parts: partsOf(question), shown, picture },
    ...{ expectedFaces: question.expectedFaces, left: leftNow },
  };
}

function partsOf(question: Question): z.infer<typeof part>[] {
  switch (question.kind) {
    case "name":
      return [
        { ...sideOf(question), probability: null, faceIds: [...question.faceIds] },
        ...question.alike.map((portion) => portionPart(portion, null)),
      ];
    case "assignment":
      return question.portions.map((portion) => portionPart(portion, null));
    case "matches":
      return question.matches.map((match) => portionPart(match, match.personId));
    case "merge":
      return [question.one, question.other].map((side) => partOf(side, side.faceIds));
    case "split":
      return question.parts.map((ids) => partOf(question.of, ids));
  }
}

function portionPart({ groupId, probability, faceIds: ids }: Portion, personId: number | null) {
  return { groupId, personId, probability, faceIds: [...ids] };
}

function partOf(side: Party, ids: readonly number[]): z.infer<typeof part> {
  return { ...sideOf(side), probability: null, faceIds: [...ids] };
}

function sideOf(side: { readonly groupId: number } | { readonly personId: number }) {
  return "groupId" in side
    ? { groupId: side.groupId, personId: null }
    : { groupId: null, personId: side.personId };
}

function outcomeLine(outcome: Outcome): ReviewLine {
  switch (outcome.kind) {
    case "answered":
      return {
        ...{ type: "answered", question: outcome.questionId },
        ...{ action: outcome.actionId, summary: outcome.summary },
      };
    case "skipped":
      return { type: "skipped", question: outcome.questionId };
    case "undone":
      return { type: "undone", question: outcome.questionId, summary: outcome.summary };
    case "refused":
      return { type: "refused", message: outcome.message };
  }
}
