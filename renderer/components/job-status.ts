import type { Job } from "../api/jobs.ts";
import { texts } from "../texts/texts.ts";

/** How far a job is, in one line. */
export function statusOf({ state, progress }: Job): string {
  if (state === "queued") return texts.activity.queued;
  if (state === "paused") return texts.activity.paused;
  if (progress === null) return texts.activity.starting;
  const { phase, done, total, perSecond, secondsLeft, detail } = progress;
  return [
    phase,
    ...(total === null ? [] : [texts.activity.doneOf(done, total)]),
    ...(detail === null ? [] : [detail]),
    ...(perSecond === null ? [] : [texts.activity.rate(perSecond)]),
    ...(secondsLeft === null ? [] : [texts.activity.left(secondsLeft)]),
  ].join(" · ");
}
