import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createReviewSessions } from "../../app/api/review-sessions.ts";
import { keepLibraryIndex } from "../../app/library/kept-index.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import { createWriteTurns } from "../../app/library/write-turns.ts";
import { openDefaultModelStore } from "../../app/models/open-default-store.ts";
import { libraryToReview, looksOf } from "../support/library-to-review.ts";

/** Longer than a window has to be painted. */
const aWhileMs = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The reviews of a library with Anna and a group of two, in which nothing is kept of what Anna looks like. */
async function reviewsOfLibrary() {
  const faces = (number: number) => [1, 2].map((photo) => ({ photo, vector: looksOf(number) }));
  const libraryFolder = await libraryToReview([
    { name: "Anna", faces: faces(1) },
    { name: null, faces: faces(2) },
  ]);
  const library = await openLibrary(libraryFolder, { command: "test" });
  library.db.exec("DELETE FROM kept_looks");
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const faceIndex = keepLibraryIndex(library, await openDefaultModelStore(), { usesGraph: true, onError });
  const closing = new AbortController();
  const reviews = createReviewSessions({
    ...{ library, faceIndex, writeTurns: createWriteTurns(), now: () => 1 },
    closing: closing.signal,
    onError,
  });
  onTestFinished(async () => {
    closing.abort();
    await reviews.idle();
    await faceIndex.close();
    library.close();
    expect(errors).toEqual([]);
  });
  const keptLooks = () => library.db.prepare("SELECT count(*) FROM kept_looks").pluck().get();
  return { reviews, closing, keptLooks };
}

test("a while after the start the next review is begun, and what people look like is kept", async () => {
  const { reviews, keptLooks } = await reviewsOfLibrary();
  reviews.prepareSoon();
  await reviews.idle();
  expect(keptLooks()).toBe(0);

  vi.advanceTimersByTime(aWhileMs);
  await reviews.idle();

  expect(keptLooks()).toBe(1);
  expect(await reviews.of("a window").state(null)).toMatchObject({
    question: { kind: "name", faces: 2 },
    left: { questions: 1 },
  });
});

test("a window that comes before gets a review, too", async () => {
  const { reviews } = await reviewsOfLibrary();
  reviews.prepareSoon();
  const { question } = await reviews.of("a window").state(null);
  expect(question).toMatchObject({ kind: "name", faces: 2 });
  // The same window later.
  expect((await reviews.of("a window").state(question?.id ?? null)).question?.id).toBe(question?.id);
});

test("nothing is begun any more when the library is closed", async () => {
  const { reviews, closing, keptLooks } = await reviewsOfLibrary();
  reviews.prepareSoon();
  closing.abort();
  vi.advanceTimersByTime(aWhileMs);
  reviews.prepareSoon();
  vi.advanceTimersByTime(aWhileMs);
  await reviews.idle();
  expect(keptLooks()).toBe(0);
});
