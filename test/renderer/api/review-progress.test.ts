import { describe, expect, it } from "vitest";
import type { ReviewState } from "../../../app/api/review-session.ts";
import type { ShownQuestion } from "../../../app/review/show-question.ts";
import { advanceReview, unreadReview, type ReviewEvent } from "../../../renderer/api/review-progress.ts";

function question(key: string): ShownQuestion {
  return { id: `${key}-1`, key, kind: "name", faces: 1, person: null, parts: [], wasSkipped: false };
}

function state(key: string | null, answers = 0): ReviewState {
  return {
    question: key === null ? null : question(key),
    left: { questions: 5 - answers, faces: 9, singles: 0 },
    done: { answers, faces: answers },
  };
}

function after(...events: ReviewEvent[]) {
  return events.reduce(advanceReview, unreadReview);
}

const read: ReviewEvent = { kind: "read", state: state("a") };
const refused: ReviewEvent = {
  kind: "refused",
  refusal: { question: question("a"), answer: { kind: "yes" }, message: "No." },
};

describe("the review as the window shows it", () => {
  it("shows the next question before the answer is confirmed, and waits when it is not known", () => {
    expect(after(read, { kind: "sent", following: question("b") })).toMatchObject({
      question: { key: "b" },
      isWaiting: false,
    });
    expect(after(read, { kind: "sent", following: undefined })).toMatchObject({
      question: null,
      isWaiting: true,
    });
  });

  it("leaves the shown question alone while another answer is on its way", () => {
    const ahead = after(
      read,
      { kind: "sent", following: question("b") },
      { kind: "sent", following: question("c") },
      { kind: "confirmed", state: state("b", 1), said: "Done" },
      { kind: "read", state: state("b", 1) },
    );

    expect(ahead).toMatchObject({ question: { key: "c" }, pending: 1, done: { answers: 1 } });
    const settled = advanceReview(ahead, { kind: "confirmed", state: state("d", 2), said: null });
    expect(settled).toMatchObject({ question: { key: "d" }, pending: 0, said: "Done" });
  });

  it("brings a refused question back with the reason, also when the next was answered meanwhile", () => {
    const back = after(
      read,
      { kind: "sent", following: question("b") },
      { kind: "sent", following: question("c") },
      refused,
      { kind: "confirmed", state: state("c", 1), said: null },
      { kind: "read", state: state("a", 1) },
    );

    expect(back).toMatchObject({ question: { key: "a" }, pending: 0, refusal: { message: "No." } });
  });

  it("keeps the words of a refusal when its question is gone", () => {
    const gone = after(read, { kind: "sent", following: question("b") }, refused, {
      kind: "read",
      state: state("b"),
    });

    expect(gone).toMatchObject({ question: { key: "b" }, refusal: null, said: "No." });
  });
});
