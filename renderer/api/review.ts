import { useQuery } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";
import type { ReviewState } from "../../app/api/review-session.ts";
import type { AnswerInput } from "../../app/api/review.ts";
import type { ShownQuestion } from "../../app/review/show-question.ts";
import { facePictureAddress } from "../components/face-picture.tsx";
import { texts } from "../texts/texts.ts";
import { sentence } from "./change.ts";
import { client } from "./client.ts";
import { readAnswer, RequestError } from "./read-answer.ts";
import { advanceReview, unreadReview, type ReviewProgress } from "./review-progress.ts";

const storageKey = "familiar.review";

/** What is skipped is remembered for this window, also when it is loaded anew. */
function sessionName(): string {
  const known = sessionStorage.getItem(storageKey);
  if (known !== null) return known;
  const name = [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  sessionStorage.setItem(storageKey, name);
  return name;
}

/** The review of this window. */
export interface OpenReview extends ReviewProgress {
  readonly error: Error | null;
  readonly retry: () => void;
  /** Answers the question that is shown, or one that was refused before. */
  readonly answer: (question: ShownQuestion, answer: AnswerInput) => void;
  readonly skip: (question: ShownQuestion) => void;
  readonly takeBack: () => void;
}

/**
 * `onRefused` may take care of an error itself (returns true), and then give another answer to the same question, which
 * comes back in any case.
 */
export function useReview(
  onRefused: (error: Error, answer: AnswerInput, giveInstead: (answer: AnswerInput) => void) => boolean,
  /** Side of the pictures of faces, CSS pixels: those of the next question are loaded in advance. */
  faceSize: number,
): OpenReview {
  const session = sessionName();
  const [progress, dispatch] = useReducer(advanceReview, unreadReview);
  const shownId = useRef<string | null>(null);
  const last = useRef<Promise<void>>(Promise.resolve());
  const { question } = progress;
  useEffect(() => {
    shownId.current = question?.id ?? null;
  }, [question]);

  const param = { session };
  const review = client.review[":session"];
  const state = useQuery({
    queryKey: ["review", session],
    queryFn: async () => {
      const showing = shownId.current;
      return await readAnswer(review.$get({ param, query: showing === null ? {} : { showing } }));
    },
    // What was left open an hour ago says nothing about now.
    staleTime: 0,
    structuralSharing: false,
  });
  useEffect(() => {
    if (state.data !== undefined) dispatch({ kind: "read", state: state.data });
  }, [state.data]);
  const following = useQuery({
    queryKey: ["review", session, "after", question?.id],
    queryFn: async () =>
      await readAnswer(review.after.$get({ param, query: { question: question?.id ?? "" } })),
    enabled: question !== null,
    gcTime: 60_000,
  }).data?.question;
  usePreloaded(following, faceSize);

  /** One after the other, so that the server gets answers in the order in which they were given. */
  const send = (work: () => Promise<void>) => {
    last.current = last.current.then(work);
  };
  function post(
    asked: ShownQuestion,
    said: AnswerInput | null,
    request: (showing: string | null) => Promise<{ state: ReviewState; said: string | null }>,
  ): void {
    const showing = following?.id ?? null;
    dispatch({ kind: "sent", following });
    send(async () => {
      try {
        dispatch({ kind: "confirmed", ...(await request(showing)) });
      } catch (error) {
        const reason = error instanceof Error ? error : new Error(String(error));
        const giveInstead = (other: AnswerInput) => {
          answer(asked, other);
        };
        const isTakenCareOf = said !== null && onRefused(reason, said, giveInstead);
        const message = isTakenCareOf ? "" : messageOf(reason);
        dispatch({ kind: "refused", refusal: { question: asked, answer: said, message } });
        shownId.current = asked.id;
        await state.refetch();
      }
    });
  }
  function answer(asked: ShownQuestion, said: AnswerInput): void {
    post(asked, said, async (showing) => {
      const json = { question: asked.id, answer: said, showing };
      const { action, result } = await readAnswer(review.answer.$post({ param, json }));
      return { state: result, said: sentence(action.summary) };
    });
  }
  function skip(asked: ShownQuestion): void {
    post(asked, null, async (showing) => {
      const json = { question: asked.id, showing };
      return { state: await readAnswer(review.skip.$post({ param, json })), said: texts.review.skipped };
    });
  }
  function takeBack(): void {
    dispatch({ kind: "sent", following: undefined });
    send(async () => {
      try {
        const { undone, state: now } = await readAnswer(review["take-back"].$post({ param }));
        dispatch({ kind: "confirmed", state: now, said: texts.review.takenBack(undone) });
      } catch (error) {
        dispatch({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
        shownId.current = question?.id ?? null;
        await state.refetch();
      }
    });
  }
  return {
    ...progress,
    error: state.data === undefined ? state.error : null,
    retry: () => void state.refetch(),
    ...{ answer, skip, takeBack },
  };
}

function messageOf(error: Error): string {
  const isGone = error instanceof RequestError && error.code === "QuestionGoneError";
  return isGone ? texts.review.changedMeanwhile : error.message;
}

/** Pictures of each part that are seen without scrolling. */
const preloadedFaces = 12;

function usePreloaded(question: ShownQuestion | null | undefined, faceSize: number): void {
  useEffect(() => {
    for (const { faces } of question?.parts ?? []) {
      for (const { id } of faces.slice(0, preloadedFaces)) new Image().src = facePictureAddress(id, faceSize);
    }
  }, [question, faceSize]);
}
