import type { Job } from "../jobs/job.ts";
import type { JobRunner } from "../jobs/runner.ts";
import type { Activity, ServerToShell } from "./shell-messages.ts";
import type { EventHub } from "./event-hub.ts";

/** What tray, dock and taskbar show of the jobs that are open: the one that runs, or that something waits. */
export function activityOf(open: readonly Job[]): Activity | null {
  const job = open.find(({ state }) => state === "running") ?? open.find(({ state }) => state === "queued");
  if (job === undefined) return null;
  const { phase = job.title, done = 0, total = null } = job.progress ?? {};
  return { title: phase, done, total };
}

/** What is said of a job that has come to this state; null while it is not over, and when the user ended it. */
export function endingOf(job: Job): Extract<ServerToShell, { type: "scan-ended" }> | null {
  if (job.kind !== "scan" || (job.state !== "done" && job.state !== "failed")) return null;
  const { startedAtMs, finishedAtMs, message } = job;
  const hasFailed = job.state === "failed";
  return {
    type: "scan-ended",
    title: hasFailed ? `${job.title}: it failed` : "All photos are looked at",
    body: message ?? "",
    hasFailed,
    tookMs: Math.max(0, (finishedAtMs ?? 0) - (startedAtMs ?? finishedAtMs ?? 0)),
  };
}

/** Tells the desktop app what the jobs do, from now on, each thing once. Returns what ends it. */
export function tellShell(
  context: { readonly jobs: JobRunner; readonly events: EventHub },
  say: (message: ServerToShell) => void,
): () => void {
  let told: string | null = null;
  const ended = new Set<number>();
  const tellActivity = () => {
    const activity = activityOf(context.jobs.list().open);
    const text = JSON.stringify(activity);
    if (text === told) return;
    told = text;
    say({ type: "activity", activity });
  };
  tellActivity();
  return context.events.listen((event) => {
    if (event.kind !== "job") return;
    tellActivity();
    const ending = endingOf(event.job);
    // A job that is run again may end again.
    if (ending === null) ended.delete(event.job.id);
    else if (!ended.has(event.job.id)) {
      ended.add(event.job.id);
      say(ending);
    }
  });
}
