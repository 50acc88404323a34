import { describe, expect, test } from "vitest";
import { facesRejectedFor } from "../../app/db/rejections.ts";
import { allPeople } from "../../app/db/people.ts";
import { confirmedFacesOf } from "../../app/db/decided-faces.ts";
import { AnswerNotFittingError } from "../../app/review/errors.ts";
import {
  answerQuestion,
  countQuestions,
  nextQuestion,
  skipQuestion,
  takeBack,
} from "../../app/review/review.ts";
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
