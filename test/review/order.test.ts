import { describe, expect, test } from "vitest";
import { nextQuestion } from "../../app/review/next-question.ts";
import { countQuestions } from "../../app/review/review.ts";
import { answerQuestion, skipQuestion } from "../../app/review/steps.ts";
import { between, keysInOrder, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

describe("the order of the questions", () => {
  test("is by the faces that one answer settles, single faces last", async () => {
    const library = reviewLibrary();
    const single = library.group(looks(1));
    const two = library.group(...times(2, looks(2)));
    const five = library.group(...times(5, looks(3)));
    const three = library.group(...times(3, looks(4)));
    const review = await library.review();
    expect(countQuestions(review)).toEqual({ questions: 3, faces: 10, singles: 1 });
    expect(keysInOrder(review)).toEqual([five, three, two, single].map(({ groupId }) => `name-${groupId}`));
  });

  test("puts all kinds of question into one order", async () => {
    const library = reviewLibrary();
    const six = library.group(...times(6, looks(1)));
    const likely = similarityFor(0.6, "group", { faces: 6, size: 4 });
    const anna = library.person("Anna", ...times(6, looks(2)));
    const maybeAnna = library.group(...times(4, between(2, likely, 3)));
    const same = similarityFor(0.9, "pair", { faces: 6, size: 5 });
    const ben = library.person("Ben", ...times(6, looks(4)));
    const bert = library.person("Bert", ...times(5, between(4, same, 5)));
    const mixed = library.person("Cleo", ...times(3, looks(6)), ...times(2, looks(7)));
    const review = await library.review();
    // Faces times the probability that the answer settles them: 6 x 0.95, 4 x 0.95, 2 x almost 1 ...
    expect(keysInOrder(review)).toEqual([
      `name-${six.groupId}`,
      `name-${maybeAnna.groupId}`,
      `split-person-${mixed.personId}`,
      // ... 4 x 0.6, for an answer and 0.4 of another one, and 5 x 0.9 of two whom the user called differently.
      `assignment-${anna.personId}`,
      `merge-people-${ben.personId}-${bert.personId}`,
    ]);
  });

  test("is the same for the same library", async () => {
    const ids: (string | undefined)[][] = [[], []];
    for (const asked of ids) {
      const library = reviewLibrary();
      for (const person of [1, 2, 3, 4]) library.group(...times(3, looks(person)));
      const review = await library.review();
      for (const name of ["A", "B", "C", "D", "none"]) {
        const question = nextQuestion(review);
        asked.push(question?.id);
        if (question) await answerQuestion(review, question, { kind: "person", person: { name } });
      }
    }
    expect(ids[0]).toHaveLength(5);
    expect(ids[0]?.[4]).toBeUndefined();
    expect(ids[1]).toEqual(ids[0]);
  });

  test("puts what was skipped behind all others, single faces too, and asks it again", async () => {
    const library = reviewLibrary();
    const four = library.group(...times(4, looks(1)));
    const two = library.group(...times(2, looks(2)));
    const single = library.group(looks(3));
    const review = await library.review();
    const order: string[] = [];
    for (let at = 0; at < 5; at++) {
      const question = next(review, "name");
      order.push(question.key);
      skipQuestion(review, question);
    }
    const keys = [four, two, single].map(({ groupId }) => `name-${groupId}`);
    expect(order).toEqual([...keys, ...keys.slice(0, 2)]);
    expect(countQuestions(review)).toEqual({ questions: 2, faces: 6, singles: 1 });
    expect(next(await library.review(), "name").groupId).toBe(four.groupId);
  });
});
