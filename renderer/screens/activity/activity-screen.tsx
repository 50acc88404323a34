import { Activity } from "lucide-react";
import { useFolders, useScan } from "../../api/folders.ts";
import { useJobs, type Job } from "../../api/jobs.ts";
import { Button } from "../../components/button.tsx";
import { Page, PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./activity-screen.module.css";
import { FailedFiles } from "./failed-files.tsx";
import { FinishedJobs } from "./finished-jobs.tsx";
import { LastScan } from "./last-scan.tsx";
import { OpenJob } from "./open-job.tsx";

/** What Familiar is doing, what it has done, and what it could not do. */
export function ActivityScreen() {
  const jobs = useJobs();
  const scan = useScan();
  const folders = useFolders().data?.folders ?? [];
  return (
    <Page
      title={texts.activity.title}
      actions={
        <Button
          disabled={folders.length === 0}
          onClick={() => {
            scan.mutate(null);
          }}
        >
          {texts.activity.lookNow}
        </Button>
      }
    >
      <QueryState query={jobs}>
        {({ open, finished }) => (
          <>
            <PageSection title={texts.activity.now}>
              <OpenJobs jobs={open} hasFolders={folders.length > 0} />
            </PageSection>
            <FailedFiles />
            <LastScan finished={finished} />
            <FinishedJobs jobs={finished} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function OpenJobs({ jobs, hasFolders }: { readonly jobs: readonly Job[]; readonly hasFolders: boolean }) {
  if (jobs.length === 0) {
    return (
      <p className={styles["idle"]}>
        <Activity size={20} aria-hidden />
        <span>
          <strong>{texts.activity.idle}</strong>
          <br />
          {hasFolders ? texts.activity.idleText : texts.activity.noFolders}
        </span>
      </p>
    );
  }
  return (
    <ul className={styles["cards"]}>
      {jobs.map((job) => (
        <OpenJob key={job.id} job={job} />
      ))}
    </ul>
  );
}
