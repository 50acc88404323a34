import { describe, expect, test } from "vitest";
import { allPeople } from "../../app/db/people.ts";
import { confirmedFacesOf } from "../../app/db/decided-faces.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { answerQuestion, skipQuestion } from "../../app/review/steps.ts";
import { personsOf } from "../support/people.ts";
import {
  between,
  countJudgements,
  keysInOrder,
  looks,
  next,
  reviewLibrary,
  similarityFor,
  times,
} from "./review-library.ts";

describe("are these two one person?", () => {
  async function twoPeople() {
    const library = reviewLibrary();
    const similarity = similarityFor(0.8, "pair", { faces: 5, size: 3 });
    const ann = library.person("Ann", ...times(3, between(1, similarity, 2)));
    const anna = library.person("Anna", ...times(5, looks(1)));
    const review = await library.review();
    const question = next(review, "merge");
    expect(question).toMatchObject({
      ...{ one: { personId: anna.personId, name: "Anna" }, other: { personId: ann.personId, name: "Ann" } },
      faces: 3,
    });
    return { library, review, question, anna, ann };
  }

  test("yes makes two people one, the larger one", async () => {
    const { library, review, question, anna } = await twoPeople();
    await answerQuestion(review, question, { kind: "yes" });
    expect(allPeople(library.db).map(({ id }) => id)).toEqual([anna.personId]);
    expect(confirmedFacesOf(library.db, anna.personId)).toHaveLength(8);
    expect(nextQuestion(review)).toBeNull();
  });

  test("no is never asked again", async () => {
    const { library, review, question } = await twoPeople();
    await answerQuestion(review, question, { kind: "no" });
    expect(nextQuestion(review)).toBeNull();
    expect(nextQuestion(await library.review())).toBeNull();
  });

  test("who was said to be somebody else is not asked about as the same person", async () => {
    const library = reviewLibrary();
    library.person("Anna", ...times(6, looks(1)));
    const likely = similarityFor(0.7, "group", { faces: 6, size: 3 });
    library.group(...times(3, between(1, likely, 2)));
    const review = await library.review();
    skipQuestion(review, next(review, "name"));
    await answerQuestion(review, next(review, "assignment"), { kind: "person", person: { name: "Bea" } });
    expect(nextQuestion(review)).toBeNull();
    expect(nextQuestion(await library.review())).toBeNull();
  });

  test("two groups: no keeps their faces apart, also when a group has grown", async () => {
    const library = reviewLibrary();
    const similarity = similarityFor(0.8, "pair", { faces: 4, size: 4 });
    const one = library.group(...times(4, looks(1)));
    const other = library.group(...times(4, between(1, similarity, 2)));
    const review = await library.review();
    for (const group of [one, other]) {
      const question = next(review, "name");
      expect(question.groupId).toBe(group.groupId);
      skipQuestion(review, question);
    }
    await answerQuestion(review, next(review, "merge"), { kind: "no" });
    expect(countJudgements(library.db, "apart")).toBe(1);
    const grown = library.face(looks(1));
    library.db.prepare("UPDATE faces SET cluster_id = ? WHERE id = ?").run(one.groupId, grown);
    expect(keysInOrder(await library.review())).toEqual([one, other].map(({ groupId }) => `name-${groupId}`));
  });

  test("two groups: yes makes one group; a name names both", async () => {
    for (const answer of ["yes", "name"] as const) {
      const library = reviewLibrary();
      const similarity = similarityFor(0.8, "pair", { faces: 4, size: 4 });
      const one = library.group(...times(4, looks(1)));
      const other = library.group(...times(4, between(1, similarity, 2)));
      const review = await library.review();
      skipQuestion(review, next(review, "name"));
      skipQuestion(review, next(review, "name"));
      const question = next(review, "merge");
      if (answer === "yes") {
        await answerQuestion(review, question, { kind: "yes" });
        expect(next(review, "name")).toMatchObject({ groupId: one.groupId, faces: 8 });
      } else {
        await answerQuestion(review, question, { kind: "person", person: { name: "Anna" } });
        expect(personsOf(library.db, [...one.faceIds, ...other.faceIds])).toEqual(Array(8).fill(1));
        expect(nextQuestion(review)).toBeNull();
      }
    }
  });

  test("two groups with faces in one photo are never one", async () => {
    const library = reviewLibrary();
    const photoId = library.newPhoto();
    for (const person of [1, 2]) {
      const { groupId } = library.group(...times(3, between(1, person === 1 ? 1 : 0.9, 2)));
      const inPhoto = library.face(looks(person), photoId);
      library.db.prepare("UPDATE faces SET cluster_id = ? WHERE id = ?").run(groupId, inPhoto);
    }
    expect(keysInOrder(await library.review()).filter((key) => key.startsWith("merge"))).toEqual([]);
  });
});
