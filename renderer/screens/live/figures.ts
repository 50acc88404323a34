/** How fast pictures are looked at. */
export interface LiveFigures {
  readonly framesPerSecond: number;
  /** From the picture to the answer: the median. */
  readonly latencyMs: number;
}

/** One answered picture. */
export interface AnsweredFrame {
  readonly takenAtMs: number;
  readonly answeredAtMs: number;
}

/** Long enough to be steady, short enough to follow. */
const lookedBackMs = 3_000;

/** Those of the last seconds, with one more. */
export function withAnswer(answers: readonly AnsweredFrame[], answer: AnsweredFrame): AnsweredFrame[] {
  const since = answer.answeredAtMs - lookedBackMs;
  return [...answers.filter(({ answeredAtMs }) => answeredAtMs > since), answer];
}

/** Of the answers of the last seconds; null before there are two. */
export function figuresOf(answers: readonly AnsweredFrame[]): LiveFigures | null {
  const [first] = answers;
  const last = answers.at(-1);
  if (first === undefined || last === undefined || answers.length < 2) return null;
  const seconds = (last.answeredAtMs - first.answeredAtMs) / 1_000;
  if (seconds <= 0) return null;
  const latencies = answers
    .map(({ takenAtMs, answeredAtMs }) => answeredAtMs - takenAtMs)
    .sort((a, b) => a - b);
  return {
    framesPerSecond: (answers.length - 1) / seconds,
    latencyMs: latencies[Math.floor(latencies.length / 2)] ?? 0,
  };
}
