import { describe, expect, test } from "vitest";
import { facesRejectedFor } from "../../app/db/rejections.ts";
import { confirmedFacesOf } from "../../app/db/decided-faces.ts";
import { AnswerNotFittingError } from "../../app/review/errors.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { answerQuestion, takeBack } from "../../app/review/steps.ts";
import { personsOf } from "../support/people.ts";
import { between, keysInOrder, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

describe("are these right?", () => {
  /** Anna and Ben, and single faces that may be theirs: two of Anna, one of Ben. */
  async function maybeBoth() {
    const library = reviewLibrary();
    const anna = library.person("Anna", ...times(6, looks(1)));
    const ben = library.person("Ben", ...times(6, looks(2)));
    const likely = similarityFor(0.8, "face", { faces: 6, size: 1 });
    const [sure, other] = [library.group(between(1, likely + 0.02, 3)), library.group(between(1, likely, 4))];
    const bens = library.group(between(2, likely + 0.01, 5));
    const review = await library.review();
    const question = next(review, "matches");
    return { library, review, question, anna, ben, sure, other, bens };
  }

  test("asks about the surest faces of several people at once", async () => {
    const { question, anna, ben, sure, other, bens } = await maybeBoth();
    expect(question.matches).toMatchObject([
      { personName: "Anna", personId: anna.personId, faceIds: sure.faceIds },
      { personName: "Ben", personId: ben.personId, faceIds: bens.faceIds },
      { personName: "Anna", faceIds: other.faceIds },
    ]);
    expect(question.faces).toBe(3);
  });

  test("yes settles all of them as one action that is taken back at once", async () => {
    const { library, review, question, anna, ben, sure, other, bens } = await maybeBoth();
    const faceIds = [...sure.faceIds, ...other.faceIds, ...bens.faceIds];
    const { summary } = await answerQuestion(review, question, { kind: "yes" });
    expect(summary).toBe("confirmed 3 faces of Anna and Ben");
    expect(personsOf(library.db, faceIds)).toEqual([anna.personId, anna.personId, ben.personId]);
    expect(nextQuestion(review)).toBeNull();
    const back = await takeBack(review);
    expect(back?.question?.id).toBe(question.id);
    expect(personsOf(library.db, faceIds)).toEqual([null, null, null]);
  });

  test("yes, but some: each of those is rejected for its own person only", async () => {
    const { library, review, question, anna, ben, other, bens } = await maybeBoth();
    const { summary } = await answerQuestion(review, question, {
      ...{ kind: "yes", exceptFaceIds: [...other.faceIds, ...bens.faceIds] },
    });
    expect(summary).toBe("confirmed 1 face of Anna and said that 2 faces are not Anna and Ben");
    expect(facesRejectedFor(library.db, anna.personId)).toEqual(other.faceIds);
    expect(facesRejectedFor(library.db, ben.personId)).toEqual(bens.faceIds);
    expect(keysInOrder(await library.review())).toEqual(
      [other, bens].map(({ groupId }) => `name-${groupId}`),
    );
  });

  test("no, only some: the others are rejected", async () => {
    const { library, review, question, ben, bens, anna } = await maybeBoth();
    await answerQuestion(review, question, { kind: "no", exceptFaceIds: bens.faceIds });
    expect(confirmedFacesOf(library.db, ben.personId)).toHaveLength(7);
    expect(facesRejectedFor(library.db, anna.personId)).toHaveLength(2);
  });

  test("takes neither a name nor an ignore for all of them", async () => {
    const { review, question } = await maybeBoth();
    for (const answer of [{ kind: "ignore" }, { kind: "person", person: { name: "Cleo" } }] as const) {
      await expect(answerQuestion(review, question, answer)).rejects.toThrow(AnswerNotFittingError);
    }
    expect(nextQuestion(review)?.id).toBe(question.id);
  });

  test("of one person there is the question about that person", async () => {
    const library = reviewLibrary();
    library.person("Anna", ...times(6, looks(1)));
    const likely = similarityFor(0.8, "face", { faces: 6, size: 1 });
    for (const odd of [3, 4]) library.group(between(1, likely, odd));
    expect(keysInOrder(await library.review())).not.toContain("matches");
  });
});
