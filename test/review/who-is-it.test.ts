import { describe, expect, test } from "vitest";
import { nextQuestion } from "../../app/review/next-question.ts";
import { countQuestions } from "../../app/review/review.ts";
import { answerQuestion } from "../../app/review/steps.ts";
import { personsOf } from "../support/people.ts";
import { between, keysInOrder, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

describe("who is it?", () => {
  test("a name settles the group and others who are like it", async () => {
    const library = reviewLibrary();
    const likely = similarityFor(0.7, "group", { faces: 6, size: 4 });
    const six = library.group(...times(6, looks(1)));
    const four = library.group(...times(4, between(1, likely, 2)));
    const review = await library.review();
    const question = next(review, "name");
    expect(question).toMatchObject({ groupId: six.groupId, faces: 10, alike: [{ faceIds: four.faceIds }] });
    const performed = await answerQuestion(review, question, { kind: "person", person: { name: "Anna" } });
    expect(performed.summary).toBe("named 10 faces Anna");
    expect(personsOf(library.db, [...six.faceIds, ...four.faceIds])).toEqual(Array(10).fill(1));
    expect(nextQuestion(review)).toBeNull();
    expect(countQuestions(review)).toEqual({ questions: 0, faces: 0, singles: 0 });
  });

  test("a group is not offered with one that somebody else is as much like", async () => {
    const library = reviewLibrary();
    const likely = similarityFor(0.7, "group", { faces: 6, size: 4 });
    library.group(...times(6, looks(1)));
    library.group(...times(4, between(1, likely, 2)));
    library.group(...times(5, looks(2)));
    const review = await library.review();
    // The four are more like the five than like the six.
    expect(next(review, "name").alike).toEqual([]);
  });

  test("but some: the others become single faces, and are never asked about as that person", async () => {
    const library = reviewLibrary();
    const { faceIds } = library.group(...times(4, looks(1)));
    const [, odd = 0] = faceIds;
    const review = await library.review();
    await answerQuestion(review, next(review, "name"), {
      ...{ kind: "person", person: { name: "Anna" }, exceptFaceIds: [odd] },
    });
    expect(next(review, "name")).toMatchObject({ faceIds: [odd], faces: 1 });
    expect(keysInOrder(await library.review())).toEqual([next(review, "name").key]);
  });

  test("strangers are ignored, and gone", async () => {
    const library = reviewLibrary();
    library.group(...times(2, looks(1)));
    const review = await library.review();
    await answerQuestion(review, next(review, "name"), { kind: "ignore" });
    expect(nextQuestion(review)).toBeNull();
    expect(nextQuestion(await library.review())).toBeNull();
  });
});
