import { useState } from "react";
import { useJob, useJobDeed, useJobs, type Job } from "../../api/jobs.ts";
import {
  exportAddress,
  useExportNames,
  useExports,
  useImportPreview,
  useUploadNames,
  type ExportFormat,
} from "../../api/transfer.ts";
import { Button } from "../../components/button.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { statusOf } from "../../components/job-status.ts";
import { PageSection } from "../../components/page.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { texts } from "../../texts/texts.ts";
import { ImportNamesDialog } from "./import-names-dialog.tsx";
import styles from "./settings-screen.module.css";

const formats: readonly ExportFormat[] = ["json", "csv", "people"];

/** By which an export of this format is known among the files that can be saved. */
const prefixes: Readonly<Record<ExportFormat, string>> = {
  ...{ json: "familiar-names-", csv: "familiar-faces-", people: "familiar-people-" },
};

/** Names out of the library, and into it. */
export function TransferSection() {
  return (
    <PageSection title={texts.transfer.title}>
      <p className={styles["soft"]}>{texts.transfer.text}</p>
      <ExportRows />
      <ImportNames />
    </PageSection>
  );
}

/** Jobs that need the file that was handed over: another would take its place. */
const importKinds: ReadonlySet<string> = new Set(["preview-import", "import-library"]);

/** Chooses a file; what its import would do is found out in the background, and shown once it is known. */
function ImportNames() {
  const [jobId, setJobId] = useState<number | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const upload = useUploadNames(setJobId);
  const preview = useImportPreview().data ?? null;
  const open = useJobs().data?.open.filter(({ kind }) => importKinds.has(kind)) ?? [];
  const begun = useJob(jobId);
  return (
    <>
      <div className={styles["deed"]}>
        <FileButton
          label={upload.isPending ? texts.transfer.sending : texts.transfer.import}
          accept=".json,application/json"
          disabled={upload.isPending || open.length > 0}
          onFile={(file) => {
            setJobId(null);
            upload.mutate(file);
          }}
        >
          {upload.isPending ? texts.transfer.sending : texts.transfer.import}
        </FileButton>
        <p className={styles["soft"]}>{texts.transfer.importText}</p>
      </div>
      {open.map((job) => (
        <OpenImport key={job.id} job={job} />
      ))}
      {begun?.state === "failed" && (
        <p role="alert" className={styles["warning"]}>
          {begun.message}
        </p>
      )}
      {preview !== null && preview.upload !== answered && (
        <ImportNamesDialog
          key={preview.upload}
          preview={preview}
          onAnswer={() => {
            setAnswered(preview.upload);
          }}
        />
      )}
    </>
  );
}

function OpenImport({ job }: { readonly job: Job }) {
  const { id, title, state, progress } = job;
  const deed = useJobDeed();
  return (
    <div className={styles["open"]}>
      <div className={styles["far"]}>
        <p className={styles["name"]}>{title}</p>
        <ProgressBar
          label={texts.activity.progressOf(title)}
          done={progress?.done ?? 0}
          total={progress?.total ?? null}
          isStill={state !== "running"}
          text={statusOf(job)}
        />
        <p className={styles["soft"]}>{statusOf(job)}</p>
      </div>
      <Button
        size="small"
        aria-label={texts.activity.cancel(title)}
        disabled={deed.isPending}
        onClick={() => {
          deed.mutate({ jobId: id, deed: "cancel" });
        }}
      >
        {texts.activity.cancelShort}
      </Button>
    </div>
  );
}

function ExportRows() {
  const exports = useExports().data ?? [];
  const exportNames = useExportNames();
  return (
    <ul className={styles["rows"]}>
      {formats.map((format) => {
        const { name, text, export: label } = texts.transfer.formats[format];
        const kept = exports.find((file) => file.name.startsWith(prefixes[format]));
        return (
          <li key={format} className={styles["row"]}>
            <div className={styles["words"]}>
              <p className={styles["name"]}>{name}</p>
              <p className={styles["soft"]}>{text}</p>
              {kept !== undefined && (
                <a href={exportAddress(kept.name)} download={kept.name}>
                  {texts.transfer.save(kept.name, kept.sizeBytes)}
                </a>
              )}
            </div>
            <Button
              size="small"
              aria-label={label}
              onClick={() => {
                exportNames.mutate(format);
              }}
            >
              {texts.transfer.exportShort}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
