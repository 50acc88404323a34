import { expect, test } from "vitest";
import { allPeople } from "../../app/db/people.ts";
import { nameGroup } from "../../app/people/actions/name-group.ts";
import { AnswerNotFittingError, AnswerNotLastError, QuestionGoneError } from "../../app/review/errors.ts";
import { nextQuestion } from "../../app/review/next-question.ts";
import { countQuestions } from "../../app/review/review.ts";
import { answerQuestion, skipQuestion, takeBack } from "../../app/review/steps.ts";
import { decisionsOf } from "../support/people.ts";
import { between, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

/** A group of seven, and a group of four that may be Anna. */
function sevenAndFour() {
  const library = reviewLibrary();
  const likely = similarityFor(0.7, "group", { faces: 6, size: 4 });
  library.person("Anna", ...times(6, looks(1)));
  library.group(...times(7, looks(3)));
  library.group(...times(4, between(1, likely, 2)));
  return library;
}

const bea = { kind: "person", person: { name: "Bea" } } as const;

test("taking back the last answer goes back to its question, also several times", async () => {
  const library = sevenAndFour();
  const review = await library.review();
  const states = [decisionsOf(library.db)];
  const counts = [countQuestions(review)];
  const seven = next(review, "name");
  await answerQuestion(review, seven, bea);
  states.push(decisionsOf(library.db));
  counts.push(countQuestions(review));
  skipQuestion(review, next(review, "name"));
  const asked = next(review, "assignment");
  await answerQuestion(review, asked, { kind: "no" });

  const first = await takeBack(review);
  expect(first?.question?.id).toBe(asked.id);
  expect(first?.undone?.summary).toBe("said that 4 faces are not Anna");
  expect(next(review, "assignment").id).toBe(asked.id);
  expect(decisionsOf(library.db)).toEqual(states[1]);

  const second = await takeBack(review);
  expect(second).toMatchObject({ undone: null, question: { kind: "name", faces: 4 } });
  expect(next(review, "name").faces).toBe(4);
  expect(countQuestions(review).questions).toBe(counts[1]?.questions);

  const third = await takeBack(review);
  expect(third?.undone?.summary).toBe("named 7 faces Bea");
  expect(next(review, "name").id).toBe(seven.id);
  expect(decisionsOf(library.db)).toEqual(states[0]);
  expect(countQuestions(review).questions).toBe(counts[0]?.questions);
  expect(await takeBack(review)).toBeNull();
});

test("a question that was gone back to can be answered otherwise, and the walk goes on", async () => {
  const library = sevenAndFour();
  const review = await library.review();
  await answerQuestion(review, next(review, "name"), bea);
  await takeBack(review);
  await answerQuestion(review, next(review, "name"), { kind: "person", person: { name: "Cleo" } });
  expect(allPeople(library.db).map(({ name }) => name)).toEqual(["Anna", "Cleo"]);
  expect(next(review, "name").faces).toBe(4);
});

test("an answer that is not the last thing done is not taken back", async () => {
  const library = sevenAndFour();
  const review = await library.review();
  await answerQuestion(review, next(review, "name"), bea);
  nameGroup(library.context, { groupIds: [next(review, "name").groupId], person: { name: "Cleo" } });
  const before = decisionsOf(library.db);
  await expect(takeBack(review)).rejects.toThrow(AnswerNotLastError);
  expect(decisionsOf(library.db)).toEqual(before);
});

test("a question about other faces by now is not answered", async () => {
  const library = sevenAndFour();
  const review = await library.review();
  const question = next(review, "name");
  const more = library.face(looks(3));
  library.db.prepare("UPDATE faces SET cluster_id = ? WHERE id = ?").run(question.groupId, more);
  const before = decisionsOf(library.db);
  await expect(answerQuestion(review, question, bea)).rejects.toThrow(QuestionGoneError);
  expect(decisionsOf(library.db)).toEqual(before);
  const again = next(review, "name");
  expect(again).toMatchObject({ key: question.key, faces: 8 });
  await answerQuestion(review, again, bea);
  await expect(answerQuestion(review, again, bea)).rejects.toThrow(QuestionGoneError);
});

test("an answer that does not fit, or excepts faces that were not asked about, changes nothing", async () => {
  const library = sevenAndFour();
  const review = await library.review();
  const question = next(review, "name");
  const other = library.face(looks(9));
  const before = decisionsOf(library.db);
  const refused = [
    { kind: "yes" },
    { kind: "no" },
    { ...bea, exceptFaceIds: [question.faceIds[0] ?? 0, other] },
  ] as const;
  for (const answer of refused) {
    await expect(answerQuestion(review, question, answer)).rejects.toThrow(AnswerNotFittingError);
  }
  await answerQuestion(review, question, bea);
  skipQuestion(review, next(review, "name"));
  const asked = next(review, "assignment");
  const except = asked.portions[0]?.faceIds ?? [];
  await expect(
    answerQuestion(review, asked, { kind: "person", person: { name: "Cleo" }, exceptFaceIds: except }),
  ).rejects.toThrow("It is about all of these faces, or none.");
  await takeBack(review);
  await takeBack(review);
  expect(decisionsOf(library.db)).toEqual(before);
  expect(nextQuestion(review)?.id).toBe(question.id);
});
