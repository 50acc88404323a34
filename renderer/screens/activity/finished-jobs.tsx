import { Ban, CircleAlert, CircleCheck, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useJobDeed, useJobReport, type Job } from "../../api/jobs.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./activity-screen.module.css";
import { Figures } from "./figures.tsx";

const icons = { done: CircleCheck, failed: CircleAlert, cancelled: Ban } as const;

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** What is over, the newest first. */
export function FinishedJobs({ jobs }: { readonly jobs: readonly Job[] }) {
  const [shown, setShown] = useState<Job | null>(null);
  return (
    <PageSection title={texts.activity.finished}>
      {jobs.length === 0 ? (
        <p className={styles["status"]}>{texts.activity.nothingFinished}</p>
      ) : (
        <ul className={styles["finished"]}>
          {jobs.map((job) => (
            <FinishedJob key={job.id} job={job} onShow={setShown} />
          ))}
        </ul>
      )}
      <JobDetails
        job={shown}
        onClose={() => {
          setShown(null);
        }}
      />
    </PageSection>
  );
}

function FinishedJob({ job, onShow }: { readonly job: Job; readonly onShow: (job: Job) => void }) {
  const { id, title, state, message, finishedAtMs } = job;
  const deed = useJobDeed();
  const outcome = state === "failed" || state === "cancelled" ? state : "done";
  const Icon = icons[outcome];
  return (
    <li className={styles["run"]}>
      <Icon size={18} className={styles[outcome]} role="img" aria-label={texts.activity.states[outcome]} />
      <div className={styles["words"]}>
        <p className={styles["name"]}>{title}</p>
        {message !== null && <p className={styles["status"]}>{message}</p>}
        {finishedAtMs !== null && (
          <p className={styles["status"]}>
            <time dateTime={new Date(finishedAtMs).toISOString()}>{dates.format(finishedAtMs)}</time>
          </p>
        )}
      </div>
      {outcome !== "done" && (
        <IconButton
          label={texts.activity.again(title)}
          onClick={() => {
            deed.mutate({ jobId: id, deed: "resume" });
          }}
        >
          <RotateCcw size={16} aria-hidden />
        </IconButton>
      )}
      {outcome === "done" && (
        <Button
          size="small"
          look="quiet"
          aria-label={texts.activity.showDetails(title)}
          onClick={() => {
            onShow(job);
          }}
        >
          {texts.activity.details}
        </Button>
      )}
    </li>
  );
}

function JobDetails({ job, onClose }: { readonly job: Job | null; readonly onClose: () => void }) {
  const report = useJobReport(job?.id ?? null);
  return (
    <Dialog
      isOpen={job !== null}
      onClose={onClose}
      title={job?.title ?? ""}
      {...(job?.message != null && { text: job.message })}
      size="wide"
      closeLabel={texts.shell.close}
    >
      <QueryState query={report}>
        {(found) =>
          found === null ? (
            <p className={styles["status"]}>{texts.activity.noDetails}</p>
          ) : (
            <>
              <Figures figures={found.figures} />
              {found.failureCount > 0 && (
                <section aria-label={texts.activity.leftOut(found.failureCount)}>
                  <h3 className={styles["name"]}>{texts.activity.leftOut(found.failureCount)}</h3>
                  <ul className={styles["leftOut"]}>
                    {found.failures.map(({ path, reason }) => (
                      <li key={path}>
                        <p className={styles["path"]}>{path}</p>
                        <p className={styles["status"]}>{reason}</p>
                      </li>
                    ))}
                    {found.failureCount > found.failures.length && (
                      <li>{texts.activity.moreLeftOut(found.failureCount - found.failures.length)}</li>
                    )}
                  </ul>
                </section>
              )}
            </>
          )
        }
      </QueryState>
    </Dialog>
  );
}
