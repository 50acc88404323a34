import { describe, expect, test } from "vitest";
import type { Database } from "../../app/db/open.ts";
import type { Answer } from "../../app/review/answer.ts";
import { facesOfQuestion, type Question } from "../../app/review/question.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import type { Review } from "../../app/review/review.ts";
import { answerQuestion, takeBack } from "../../app/review/steps.ts";
import { seededRandom } from "../people/unit-vectors.ts";
import { between, reviewLibrary } from "./review-library.ts";

function randomLibrary(random: () => number) {
  const library = reviewLibrary();
  const someone = () =>
    between(Math.floor(random() * 5), 0.35 + 0.6 * random(), 10 + Math.floor(random() * 50));
  for (let groups = 0; groups < 14; groups++) {
    library.group(...Array.from({ length: 1 + Math.floor(random() * 6) }, someone));
  }
  return library;
}

/** What a question is about, of which the user may have said before that it is not so. */
function pairsOf(question: Question): string[] {
  switch (question.kind) {
    case "name":
      return [];
    case "assignment":
      return facesOfQuestion(question).map((id) => `face ${id} is person ${question.personId}`);
    case "matches":
      return question.matches.flatMap(({ faceIds, personId }) =>
        faceIds.map((id) => `face ${id} is person ${personId}`),
      );
    case "merge":
      return [question.key, ...pairs("one", question.one.faceIds, question.other.faceIds)];
    case "split":
      return pairs("two", ...question.parts);
  }
}

/** What a "no" says. Of two people it says nothing of their faces: those may turn out to be somebody else's. */
function refusedBy(question: Question): string[] {
  return question.kind === "merge" && "personIds" in question.merge ? [question.key] : pairsOf(question);
}

function pairs(what: string, left: readonly number[], right: readonly number[]): string[] {
  return left.flatMap((a) => right.map((b) => `${what}: ${Math.min(a, b)} and ${Math.max(a, b)}`));
}

function randomAnswer(question: Question, db: Database, random: () => number): Answer {
  const choice = random();
  if (question.kind === "name") {
    const people = db.prepare<[], number>("SELECT id FROM people ORDER BY id").pluck().all();
    const known = people[Math.floor(random() * people.length)];
    const isKnown = choice < 0.5 && known !== undefined;
    const person = isKnown ? { id: known } : { name: `Person ${random()}` };
    const except = question.faceIds.length > 2 && random() < 0.3 ? question.faceIds.slice(0, 1) : [];
    return choice > 0.95 ? { kind: "ignore" } : { kind: "person", person, exceptFaceIds: except };
  }
  return choice < 0.4 ? { kind: "yes" } : { kind: "no" };
}

describe.each([1, 2, 3, 4, 5, 6])("a user who answers at random (%i)", (seed) => {
  test("is asked nothing twice, comes to an end", async () => {
    const random = seededRandom(seed);
    const library = randomLibrary(random);
    let review: Review = await library.review();
    const answered = new Set<string>();
    const refused = new Set<string>();
    const kinds = new Set<string>();
    let steps = 0;
    for (; ; steps++) {
      if (random() < 0.2) review = await library.review();
      const question = nextQuestion(review);
      if (question === null) break;
      if (steps === 400) throw new Error(`No end: ${question.id}`);
      kinds.add(question.kind);
      expect(answered, `asked ${question.id} again`).not.toContain(question.id);
      for (const pair of pairsOf(question)) expect(refused, `asked ${question.id} again`).not.toContain(pair);
      const answer = randomAnswer(question, library.db, random);
      await answerQuestion(review, question, answer);
      if (random() < 0.2) {
        // What the machine thinks of may have changed a little, so it may ask about other faces, or not any more.
        const back = await takeBack(review);
        expect(back?.question?.key ?? question.key).toBe(question.key);
        continue;
      }
      answered.add(question.id);
      if (answer.kind === "no") for (const pair of refusedBy(question)) refused.add(pair);
    }
    expect(steps).toBeGreaterThan(3);
    expect(kinds.size).toBeGreaterThan(1);
  });
});
