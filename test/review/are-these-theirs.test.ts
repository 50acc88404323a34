import { describe, expect, test } from "vitest";
import { facesRejectedFor } from "../../app/db/rejections.ts";
import { allPeople } from "../../app/db/people.ts";
import { confirmedFacesOf } from "../../app/db/decided-faces.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { answerQuestion, skipQuestion } from "../../app/review/steps.ts";
import { personsOf } from "../support/people.ts";
import { between, keysInOrder, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

describe("are these Anna?", () => {
  /** Anna, a group of three and a single face that may be her. */
  async function maybeAnna() {
    const library = reviewLibrary();
    const anna = library.person("Anna", ...times(6, looks(1)));
    const ofGroup = similarityFor(0.8, "group", { faces: 6, size: 3 });
    const three = library.group(...times(3, between(1, ofGroup, 2)));
    const ofFace = similarityFor(0.6, "face", { faces: 6, size: 1 });
    const one = library.group(between(1, ofFace, 3));
    const review = await library.review();
    // The group is asked about by its name first; this is about what comes after it.
    const first = nextQuestion(review);
    if (first?.kind === "name") skipQuestion(review, first);
    const question = next(review, "assignment");
    expect(question).toMatchObject({ personId: anna.personId, faces: 4 });
    expect(question.portions.map(({ faceIds }) => faceIds)).toEqual([three.faceIds, one.faceIds]);
    return { library, review, question, anna, three, one };
  }

  test("yes settles whole groups and single faces at once", async () => {
    const { library, review, question, anna, three, one } = await maybeAnna();
    await answerQuestion(review, question, { kind: "yes" });
    expect(personsOf(library.db, [...three.faceIds, ...one.faceIds])).toEqual(Array(4).fill(anna.personId));
    expect(nextQuestion(review)).toBeNull();
  });

  test("yes, but some: those are rejected for ever", async () => {
    const { library, review, question, anna, one } = await maybeAnna();
    await answerQuestion(review, question, { kind: "yes", exceptFaceIds: one.faceIds });
    expect(confirmedFacesOf(library.db, anna.personId)).toHaveLength(9);
    expect(facesRejectedFor(library.db, anna.personId)).toEqual(one.faceIds);
    expect(keysInOrder(await library.review())).toEqual([`name-${one.groupId}`]);
  });

  test("no is never asked again, also not in another review", async () => {
    const { library, review, question, three, one } = await maybeAnna();
    await answerQuestion(review, question, { kind: "no" });
    const names = [three, one].map(({ groupId }) => `name-${groupId}`);
    expect(keysInOrder(await library.review())).toEqual(names);
  });

  test("no, only some", async () => {
    const { library, review, question, anna, three, one } = await maybeAnna();
    await answerQuestion(review, question, { kind: "no", exceptFaceIds: one.faceIds });
    expect(personsOf(library.db, [...three.faceIds, ...one.faceIds])).toEqual([
      null,
      null,
      null,
      anna.personId,
    ]);
  });

  test("they are somebody else: named, and rejected for Anna", async () => {
    const { library, review, question, anna, three, one } = await maybeAnna();
    await answerQuestion(review, question, { kind: "person", person: { name: "Bea" } });
    const bea = allPeople(library.db).find(({ name }) => name === "Bea");
    expect(personsOf(library.db, [...three.faceIds, ...one.faceIds])).toEqual(Array(4).fill(bea?.id));
    expect(facesRejectedFor(library.db, anna.personId)).toHaveLength(4);
  });

  test("nobody is asked about twice in one photo", async () => {
    const library = reviewLibrary();
    library.person("Anna", ...times(6, looks(1)));
    const photoId = library.newPhoto();
    const likely = similarityFor(0.7, "face", { faces: 6, size: 1 });
    const more = library.face(between(1, likely + 0.02, 2), photoId);
    library.face(between(1, likely, 3), photoId);
    const review = await library.review();
    expect(next(review, "assignment").portions.map(({ faceIds }) => faceIds)).toEqual([[more]]);
  });
});
