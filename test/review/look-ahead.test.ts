import { expect, test } from "vitest";
import { saveStrictness } from "../../app/people/strictness.ts";
import { nextQuestion, seekAhead, seekQuestion } from "../../app/review/next-question.ts";
import type { Review } from "../../app/review/review.ts";
import { giveAnswer, noticeAssignments, skipQuestion, weighAnew } from "../../app/review/steps.ts";
import { between, looks, next, reviewLibrary, similarityFor, times } from "./review-library.ts";

/** Three people, whom to look at may bring more than any question that is known, and groups that are like nobody. */
function peopleAndGroups() {
  const library = reviewLibrary();
  for (const [number, name] of ["Anna", "Ben", "Cleo"].entries())
    library.person(name, ...times(9, looks(number)));
  for (const [number, size] of [5, 4, 3].entries()) library.group(...times(size, looks(number + 4)));
  return library;
}

function keysOf({ queues }: Review): string[] {
  return [...queues.questions.entries()].map(({ key }) => key).sort();
}

/** Goes on until all is found out, or so many steps; how many these were. */
function seek(review: Review, mostSteps = Infinity): number {
  const seeking = seekAhead(review, 3);
  let steps = 0;
  while (steps < mostSteps && seeking.next().done !== true) steps += 1;
  seeking.return();
  return steps;
}

test("what is found while nobody waits makes the next question be there at once", async () => {
  const review = await peopleAndGroups().review();
  expect(seekQuestion(review, () => true).next().done).toBe(false);
  seek(review);
  expect(seekQuestion(review, () => true).next()).toMatchObject({
    done: true,
    value: { kind: "name", faces: 5 },
  });
});

test("it can be left after any step, and loses no question", async () => {
  const library = peopleAndGroups();
  const steps = seek(await library.review());
  expect(steps).toBeGreaterThan(3);
  for (let left = 0; left < steps; left++) {
    const review = await library.review();
    seek(review, left);
    expect(keysOf(review)).toEqual(expect.arrayContaining(["name-4", "name-5", "name-6"]));
    expect(nextQuestion(review)).toMatchObject({ kind: "name", faces: 5 });
  }
});

/** A group of six, and a face that may be the same person, though rather not. */
async function sixAndOne() {
  const library = reviewLibrary();
  saveStrictness(library.db, "normal");
  const six = library.group(...times(6, looks(1)));
  const one = library.group(between(1, similarityFor(0.45, "face", { faces: 6, size: 1 }), 3));
  return { six, one, review: await library.review(), other: await library.review() };
}

const isAnna = { kind: "person", person: { name: "Anna" } } as const;

test("an answer is there before the faces that are like it are weighed; then these are asked about", async () => {
  const { six, one, review } = await sixAndOne();
  const question = next(review, "name");
  expect(question.groupId).toBe(six.groupId);

  const { performed, changes } = giveAnswer(review, question, isAnna);

  expect(performed.summary).toBe("named 6 faces Anna");
  const meanwhile = next(review, "name");
  expect(meanwhile.groupId).toBe(one.groupId);
  skipQuestion(review, meanwhile);
  await weighAnew(review, changes);
  expect(next(review, "assignment")).toMatchObject({
    personName: "Anna",
    portions: [{ faceIds: one.faceIds }],
  });
});

test("another review asks about what was weighed when it is told", async () => {
  const { one, review, other } = await sixAndOne();
  const { changes } = giveAnswer(review, next(review, "name"), isAnna);
  await weighAnew(review, changes);
  const { personId } = next(review, "assignment");

  noticeAssignments(other, { faceIds: one.faceIds, personIds: [personId], weighedPersonIds: [personId] });

  expect(next(other, "assignment")).toMatchObject({ personId, portions: [{ faceIds: one.faceIds }] });
});
