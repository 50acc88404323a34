import { SingleBar } from "cli-progress";
import type { ModelChangeProgress } from "../library/change-model.ts";
import type { EmbeddingProgress } from "../library/embed-faces.ts";
import type { ScanProgress } from "../library/scan.ts";
import { count, duration } from "./words.ts";

/** What a scan, or a change of the model, says while it runs. */
export type ShownProgress = ScanProgress | Exclude<ModelChangeProgress, { readonly phase: "comparing" }>;

/** Shows how a scan goes. */
export interface ProgressView {
  show(progress: ShownProgress): void;
  close(): void;
}

/** A line that is drawn over itself on a terminal, now and then a plain line elsewhere. */
export function createProgressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? createBarView(stream) : createLineView(stream, () => performance.now());
}

/** One line of text for a state of the scan. */
export function progressLine(progress: ShownProgress): string {
  switch (progress.phase) {
    case "finding":
      return `Looking for photos: ${count(progress.files, "file")}`;
    case "reading":
      return photosLine(progress);
    case "representing":
      return `Representing known faces: ${photosLine(progress)}`;
    case "grouping":
      return `Grouping faces: ${progress.done.toLocaleString("en-US")} of ${progress.total.toLocaleString("en-US")}`;
    case "indexing":
      return `Preparing the search: ${progress.done.toLocaleString("en-US")} of ${count(progress.total, "face")}`;
  }
}

/** Photos done and faces of them, and how fast it goes. */
function photosLine({ done, total, faces, failed, perSecond, secondsLeft }: EmbeddingProgress): string {
  const parts = [
    `${done.toLocaleString("en-US")} of ${count(total, "photo")}`,
    count(faces, "face"),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(perSecond === null ? [] : [`${perSecond.toFixed(1)} photos/s`]),
    ...(secondsLeft === null || done === total ? [] : [`${duration(secondsLeft)} left`]),
  ];
  return parts.join(" · ");
}

function createBarView(stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({
    stream,
    format: "{bar} {percentage}%  {line}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    fps: 8,
  });
  bar.start(1, 0, { line: "" });
  return {
    show(progress) {
      const [done, total] = progress.phase === "finding" ? [0, 1] : [progress.done, progress.total];
      bar.setTotal(total);
      bar.update(done, { line: progressLine(progress) });
    },
    close() {
      bar.stop();
    },
  };
}

/** In a log, a line every few seconds is enough. */
const lineIntervalMs = 5_000;

/** Lines for a pipe or a log; `now` gives milliseconds. */
export function createLineView(stream: { write(text: string): unknown }, now: () => number): ProgressView {
  let lastAtMs = -Infinity;
  let lastPhase: ShownProgress["phase"] | null = null;
  return {
    show(progress) {
      const isEnd =
        (progress.phase === "reading" || progress.phase === "representing") &&
        progress.done === progress.total;
      if (progress.phase === lastPhase && !isEnd && now() - lastAtMs < lineIntervalMs) return;
      lastAtMs = now();
      lastPhase = progress.phase;
      stream.write(`${progressLine(progress)}\n`);
    },
    close() {
      // Nothing is drawn over, so nothing is to be cleared.
    },
  };
}
