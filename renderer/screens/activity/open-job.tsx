import { Pause, Play, X } from "lucide-react";
import { useJobDeed, type Job } from "../../api/jobs.ts";
import { IconButton } from "../../components/button.tsx";
import { statusOf } from "../../components/job-status.ts";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./activity-screen.module.css";

/** A job that runs, waits or rests. */
export function OpenJob({ job }: { readonly job: Job }) {
  const { id, title, state, progress } = job;
  const deed = useJobDeed();
  const act = (name: "pause" | "resume" | "cancel") => () => {
    deed.mutate({ jobId: id, deed: name });
  };
  return (
    <li className={styles["card"]}>
      <div className={styles["head"]}>
        <h3 className={styles["name"]}>{title}</h3>
        {state === "paused" ? (
          <IconButton label={texts.activity.resume(title)} disabled={deed.isPending} onClick={act("resume")}>
            <Play size={18} aria-hidden />
          </IconButton>
        ) : (
          <IconButton label={texts.activity.pause(title)} disabled={deed.isPending} onClick={act("pause")}>
            <Pause size={18} aria-hidden />
          </IconButton>
        )}
        <IconButton label={texts.activity.cancel(title)} disabled={deed.isPending} onClick={act("cancel")}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <ProgressBar
        label={texts.activity.progressOf(title)}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
        isStill={state !== "running"}
        text={statusOf(job)}
      />
      <p className={styles["status"]}>{statusOf(job)}</p>
    </li>
  );
}
