import { describe, expect, test } from "vitest";
import { allPeople } from "../../app/db/people.ts";
import { confirmedFacesOf } from "../../app/db/decided-faces.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { answerQuestion, skipQuestion } from "../../app/review/steps.ts";
import { personsOf } from "../support/people.ts";
import { countJudgements, keysInOrder, looks, next, reviewLibrary, times } from "./review-library.ts";

describe("are these two people?", () => {
  async function twoInOne(isNamed: boolean) {
    const library = reviewLibrary();
    const vectors = [...times(8, looks(1)), ...times(6, looks(2))];
    const of = isNamed ? library.person("Anna", ...vectors) : library.group(...vectors);
    const review = await library.review();
    if (!isNamed) skipQuestion(review, next(review, "name"));
    const question = next(review, "split");
    expect(question.parts).toEqual([of.faceIds.slice(0, 8), of.faceIds.slice(8)]);
    expect(question.faces).toBe(6);
    return { library, review, question, of };
  }

  test("yes: the smaller part leaves its group", async () => {
    const { library, review, question, of } = await twoInOne(false);
    await answerQuestion(review, question, { kind: "yes" });
    // What was skipped still comes last, with the faces that stayed.
    expect(next(review, "name").faceIds).toEqual(of.faceIds.slice(8));
    const again = await library.review();
    expect(next(again, "name").faceIds).toEqual(of.faceIds.slice(0, 8));
    expect(keysInOrder(again).map((key) => key.split("-")[0])).toEqual(["name", "name"]);
  });

  test("yes: the smaller part leaves its person, and is not suggested again", async () => {
    const { library, review, question, of } = await twoInOne(true);
    await answerQuestion(review, question, { kind: "yes" });
    expect(personsOf(library.db, of.faceIds.slice(8))).toEqual(Array(6).fill(null));
    expect(next(review, "name").faceIds).toEqual(of.faceIds.slice(8));
    expect(keysInOrder(await library.review())).toHaveLength(1);
  });

  test("no is never asked again", async () => {
    for (const isNamed of [false, true]) {
      const { library, review, question } = await twoInOne(isNamed);
      await answerQuestion(review, question, { kind: "no" });
      expect(countJudgements(library.db, "together")).toBe(1);
      expect(keysInOrder(await library.review()).filter((key) => key.startsWith("split"))).toEqual([]);
    }
  });

  test("a name: that is who the smaller part is", async () => {
    const { library, review, question, of } = await twoInOne(true);
    await answerQuestion(review, question, { kind: "person", person: { name: "Bea" } });
    const bea = allPeople(library.db).find(({ name }) => name === "Bea");
    expect(confirmedFacesOf(library.db, bea?.id ?? 0)).toEqual(of.faceIds.slice(8));
    expect(nextQuestion(review)).toBeNull();
  });
});
