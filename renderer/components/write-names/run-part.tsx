import { useEffect, useRef } from "react";
import { useJob, useJobReport, type Job } from "../../api/jobs.ts";
import { texts } from "../../texts/texts.ts";
import { ProgressBar } from "../progress-bar.tsx";
import styles from "./write-names.module.css";

/** As many files as are listed here; Activity has more. */
const mostFailures = 100;

/** Did the run come to an end, good or bad? */
export function isOver({ state }: Job): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** How far a run is, then what came of it, file by file where it failed. */
export function RunPart({ jobId, label }: { readonly jobId: number; readonly label: string }) {
  const job = useJob(jobId);
  const top = useRef<HTMLDivElement>(null);
  // The button that began it is gone, and the focus with it.
  useEffect(() => {
    top.current?.focus();
  }, []);
  return (
    <div ref={top} tabIndex={-1} className={styles["run"]}>
      {job !== null && isOver(job) ? <Outcome job={job} /> : <Running job={job} label={label} />}
    </div>
  );
}

function Running({ job, label }: { readonly job: Job | null; readonly label: string }) {
  const { done = 0, total = null } = job?.progress ?? {};
  const status =
    job?.state === "paused" || job?.state === "queued"
      ? texts.activity[job.state]
      : total === null
        ? texts.activity.starting
        : texts.activity.doneOf(done, total);
  return (
    <>
      <ProgressBar
        {...{ label, done, total }}
        isStill={job !== null && job.state !== "running"}
        text={status}
      />
      <p className={styles["soft"]}>{status}</p>
      <p className={styles["soft"]}>{texts.names.goesOn}</p>
    </>
  );
}

function Outcome({ job: { id, state, message } }: { readonly job: Job }) {
  const report = useJobReport(id).data ?? null;
  const failures = report?.failures.slice(0, mostFailures) ?? [];
  const more = (report?.failureCount ?? 0) - failures.length;
  return (
    <>
      <p role="status" className={styles[state === "failed" ? "warn" : "headline"]}>
        {[
          ...(state === "cancelled" ? [texts.names.wasStopped] : []),
          ...(message === null ? [] : [texts.names.outcome(message)]),
        ].join(" ")}
      </p>
      {failures.length > 0 && (
        <section aria-label={texts.names.leftAsBefore(report?.failureCount ?? 0)}>
          <ul className={styles["files"]} tabIndex={0}>
            {failures.map(({ path, reason }) => (
              <li key={path} className={styles["file"]}>
                <p className={styles["warn"]}>{reason}</p>
              </li>
            ))}
            {more > 0 && <li className={styles["file"]}>{texts.names.moreInActivity(more)}</li>}
          </ul>
        </section>
      )}
    </>
  );
}
