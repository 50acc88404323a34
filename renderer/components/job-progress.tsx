import { Link } from "wouter";
import { useJobs } from "../api/jobs.ts";
import { texts } from "../texts/texts.ts";
import styles from "./job-progress.module.css";
import { ProgressBar } from "./progress-bar.tsx";

/** What is going on, in the space of two lines; a way to Activity. Nothing when nothing is. */
export function JobProgress() {
  const open = useJobs().data?.open ?? [];
  const job = open.find(({ state }) => state === "running") ?? open[0];
  if (job === undefined) return null;
  const { progress, title, state } = job;
  const isRunning = state === "running";
  const left = progress?.secondsLeft ?? null;
  return (
    <Link href="/activity" className={styles["job"]} title={texts.activity.progressOf(title)}>
      <span className={styles["phase"]}>
        {isRunning
          ? (progress?.phase ?? texts.activity.starting)
          : texts.activity[state === "paused" ? "paused" : "queued"]}
      </span>
      <ProgressBar
        label={texts.activity.progressOf(title)}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
        isStill={!isRunning}
      />
      <span className={styles["left"]}>
        {left !== null
          ? texts.activity.left(left)
          : progress?.total != null
            ? texts.activity.doneOf(progress.done, progress.total)
            : title}
      </span>
    </Link>
  );
}
