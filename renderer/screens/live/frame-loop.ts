/** What the loop works with. */
export interface FrameLoop<Frame, Answer> {
  /** Resolves to the newest picture, once there is one that was not given yet. */
  readonly capture: () => Promise<Frame>;
  readonly send: (frame: Frame) => Promise<Answer>;
  readonly onAnswer: (
    answer: Answer,
    times: { readonly capturedAtMs: number; readonly answeredAtMs: number },
  ) => void;
  /** A time that only grows, in milliseconds. */
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly isOver: () => boolean;
}

/** More would not be seen as smoother, and the computer has other things to do. */
const leastIntervalMs = 50;

/** One picture that is not answered may be an accident; so many one after the other are none. */
const mostFailures = 3;
const pauseAfterFailureMs = 500;

/**
 * Sends pictures of a camera, one at a time: the next one is taken when the last one is answered, so pictures never pile
 * up, however slow the answers are. Resolves when `isOver`; rejects with the last error when nothing is answered any more.
 */
export async function runFrameLoop<Frame, Answer>(loop: FrameLoop<Frame, Answer>): Promise<void> {
  let failures = 0;
  while (!loop.isOver()) {
    const frame = await loop.capture();
    if (loop.isOver()) return;
    const capturedAtMs = loop.nowMs();
    try {
      const answer = await loop.send(frame);
      if (loop.isOver()) return;
      failures = 0;
      loop.onAnswer(answer, { capturedAtMs, answeredAtMs: loop.nowMs() });
    } catch (error) {
      if (loop.isOver()) return;
      failures += 1;
      if (failures >= mostFailures) throw error;
      await loop.wait(pauseAfterFailureMs);
    }
    const leftMs = leastIntervalMs - (loop.nowMs() - capturedAtMs);
    if (leftMs > 0) await loop.wait(leftMs);
  }
}
