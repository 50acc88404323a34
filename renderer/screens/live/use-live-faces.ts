import { useEffect, useRef, useState } from "react";
import { closeLiveSession, openLiveSession, sendFrame, type LiveFace } from "../../api/live.ts";
import { withPictures, type FacePictures } from "./face-pictures.ts";
import { figuresOf, withAnswer, type AnsweredFrame, type LiveFigures } from "./figures.ts";
import { runFrameLoop } from "./frame-loop.ts";
import { withFaces, type RecentFace } from "./recent-faces.ts";
import { videoFrames } from "./video-frames.ts";

/** Who is before the camera. */
export interface LiveFaces {
  /** Names the session, for enrolments; null before the first picture was answered. */
  readonly sessionId: string | null;
  /** Of the newest picture. */
  readonly faces: readonly LiveFace[];
  /** Of the last moments. */
  readonly recent: readonly RecentFace[];
  /** What they look like, of those that were found. */
  readonly pictures: FacePictures<HTMLCanvasElement>;
  readonly figures: LiveFigures | null;
  /** Why faces are no longer looked for. */
  readonly problem: Error | null;
}

const nothing: LiveFaces = {
  sessionId: null,
  faces: [],
  recent: [],
  pictures: new Map(),
  figures: null,
  problem: null,
};

/** Figures that change with every picture cannot be read. */
const figuresEveryMs = 1_000;

/**
 * Looks for faces in a camera's pictures while `stream` is there; `video` shows it. What the camera saw is forgotten when
 * it is off, but not while a face of it `isNamed`.
 */
export function useLiveFaces(
  stream: MediaStream | null,
  video: HTMLVideoElement | null,
  isNamed: boolean,
): LiveFaces {
  const [state, setState] = useState(nothing);
  const lastSession = useRef<string | null>(null);

  useEffect(() => {
    if (stream === null || video === null) return;
    const ending = new AbortController();
    const frames = videoFrames(video);
    let answers: readonly AnsweredFrame[] = [];
    let recent: readonly RecentFace[] = [];
    let pictures: FacePictures<HTMLCanvasElement> = new Map();
    let figures: LiveFigures | null = null;
    let figuresAtMs = performance.now();
    const work = async () => {
      const sessionId = await openLiveSession();
      if (ending.signal.aborted) {
        closeLiveSession(sessionId);
        return;
      }
      lastSession.current = sessionId;
      await runFrameLoop({
        capture: frames.next,
        send: async ({ frame, takenAtMs }) => ({
          takenAtMs,
          view: await sendFrame(sessionId, frame, ending.signal),
        }),
        onAnswer: ({ view, takenAtMs }, { answeredAtMs }) => {
          const { faces } = view;
          if (faces === null) return;
          answers = withAnswer(answers, { takenAtMs, answeredAtMs });
          if (answeredAtMs - figuresAtMs >= figuresEveryMs) {
            figuresAtMs = answeredAtMs;
            figures = figuresOf(answers);
          }
          recent = withFaces(recent, faces, answeredAtMs);
          // The next picture is taken after this.
          pictures = withPictures(pictures, { faces, recent }, frames.cut, answeredAtMs);
          setState({ sessionId, faces, recent, pictures, figures, problem: null });
        },
        nowMs: () => performance.now(),
        wait: async (ms) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
        },
        isOver: () => ending.signal.aborted,
      });
    };
    work().catch((error: unknown) => {
      if (ending.signal.aborted) return;
      const problem = error instanceof Error ? error : new Error(String(error));
      setState({ ...nothing, problem });
    });
    return () => {
      ending.abort();
      frames.close();
      setState(nothing);
    };
  }, [stream, video]);

  useEffect(() => {
    if (stream === null && !isNamed) forget(lastSession);
  }, [stream, isNamed]);
  useEffect(
    () => () => {
      forget(lastSession);
    },
    [],
  );
  return state;
}

function forget(session: { current: string | null }): void {
  if (session.current !== null) closeLiveSession(session.current);
  session.current = null;
}
