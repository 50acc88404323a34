import { describe, expect, it } from "vitest";
import type { LiveFace, LiveIdentity } from "../../../app/library/live/name-faces.ts";
import { cameraFailureOf } from "../../../renderer/screens/live/camera-failure.ts";
import { withPictures, type FacePictures } from "../../../renderer/screens/live/face-pictures.ts";
import { figuresOf, withAnswer, type AnsweredFrame } from "../../../renderer/screens/live/figures.ts";
import { runFrameLoop } from "../../../renderer/screens/live/frame-loop.ts";
import { withFaces } from "../../../renderer/screens/live/recent-faces.ts";

/** A camera, a server and a clock that all do as they are told. */
function loop(options: { readonly answers: readonly (number | Error)[]; readonly answerMs: number }) {
  let nowMs = 0;
  let at = 0;
  const sentAtMs: number[] = [];
  const answered: number[] = [];
  const done = runFrameLoop<number, number>({
    capture: () => Promise.resolve(at),
    send: (frame) => {
      sentAtMs.push(nowMs);
      nowMs += options.answerMs;
      const answer = options.answers[frame] ?? 0;
      at += 1;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    onAnswer: (answer) => answered.push(answer),
    nowMs: () => nowMs,
    wait: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    isOver: () => at > options.answers.length,
  });
  return { done, sentAtMs, answered };
}

describe("pictures of the camera", () => {
  it("are sent one after the other, twenty a second at most", async () => {
    const { done, sentAtMs, answered } = loop({ answers: [1, 2, 3], answerMs: 10 });
    await done;
    expect(sentAtMs).toEqual([0, 50, 100, 150]);
    expect(answered).toEqual([1, 2, 3]);
  });

  it("are sent as slowly as they are answered", async () => {
    const { done, sentAtMs } = loop({ answers: [1, 2], answerMs: 300 });
    await done;
    expect(sentAtMs).toEqual([0, 300, 600]);
  });

  it("go on after a failure, and end after three in a row", async () => {
    const [first, last] = [new Error("first"), new Error("last")];
    const { done, answered } = loop({ answers: [first, first, 7, first, first, last, 8], answerMs: 10 });
    await expect(done).rejects.toBe(last);
    expect(answered).toEqual([7]);
  });
});

describe("figures", () => {
  it("are of the last three seconds: rate, and the median of the times to the answer", () => {
    let answers: readonly AnsweredFrame[] = [];
    expect(figuresOf(answers)).toBeNull();
    for (let at = 0; at < 100; at++) {
      const takenAtMs = at * 100;
      answers = withAnswer(answers, { takenAtMs, answeredAtMs: takenAtMs + (at % 2 === 0 ? 20 : 60) });
    }
    expect(answers.length).toBeLessThan(33);
    const figures = figuresOf(answers);
    expect(figures?.framesPerSecond).toBeCloseTo(10, 0);
    expect([20, 60]).toContain(figures?.latencyMs);
  });
});

describe("the list of faces", () => {
  const face = (track: number, identity: LiveIdentity): LiveFace => ({
    track,
    box: { x: 0, y: 0, width: 0.1, height: 0.1 },
    identity,
  });
  const anna: LiveIdentity = { kind: "known", personId: 1, name: "Anna", probability: 0.99 };
  const unknown: LiveIdentity = { kind: "unknown" };
  const tracksOf = (recent: ReturnType<typeof withFaces>) => recent.map(({ face: { track } }) => track);

  it("keeps its order, and a face that is gone for a moment", () => {
    let recent = withFaces([], [face(1, unknown), face(2, anna)], 0);
    recent = withFaces(recent, [face(3, unknown), face(2, anna)], 500);
    expect(tracksOf(recent)).toEqual([1, 2, 3]);
    recent = withFaces(recent, [face(3, unknown), face(2, anna)], 2_100);
    expect(tracksOf(recent)).toEqual([2, 3]);
  });

  it("has a person once who came back, and forgets what was not known yet", () => {
    let recent = withFaces(
      [],
      [face(1, anna), face(2, { kind: "looking" }), face(3, { kind: "unclear" })],
      0,
    );
    recent = withFaces(recent, [face(4, anna)], 100);
    expect(tracksOf(recent)).toEqual([4]);
  });
});

describe("what faces look like", () => {
  it("is cut out when they come, and anew now and then, and forgotten with them", () => {
    const face = (track: number): LiveFace => ({
      ...{ track, box: { x: 0, y: 0, width: 0.1, height: 0.1 } },
      identity: { kind: "unknown" },
    });
    let cuts = 0;
    let recent: ReturnType<typeof withFaces> = [];
    let pictures: FacePictures<number> = new Map();
    const show = (faces: readonly LiveFace[], nowMs: number) => {
      recent = withFaces(recent, faces, nowMs);
      pictures = withPictures(pictures, { faces, recent }, () => ++cuts, nowMs);
      return [...pictures].map(([track, { picture }]) => [track, picture]);
    };
    expect(show([face(1), face(2)], 0)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(show([face(1)], 500)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(show([face(1)], 1_200)).toEqual([
      [1, 3],
      [2, 2],
    ]);
    expect(show([face(1)], 1_900)).toEqual([[1, 3]]);
  });
});

describe("a camera that does not start", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "none"],
    ["OverconstrainedError", "none"],
    ["NotReadableError", "busy"],
    ["TypeError", "other"],
  ])("%s: %s", (name, failure) => {
    expect(cameraFailureOf(Object.assign(new Error("no"), { name }))).toBe(failure);
    expect(cameraFailureOf("no")).toBe("other");
  });
});
