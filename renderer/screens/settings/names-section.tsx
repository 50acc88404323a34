import { useState } from "react";
import { useJobs } from "../../api/jobs.ts";
import {
  useExiftoolProblem,
  useNamesState,
  useReadNames,
  useRestoreFiles,
  useSetWriting,
  type WriteSetting,
} from "../../api/metadata.ts";
import { Button } from "../../components/button.tsx";
import { ChoiceList } from "../../components/choice-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PageSection } from "../../components/page.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { SwitchField } from "../../components/switch-field.tsx";
import { texts } from "../../texts/texts.ts";
import { NamesDialog } from "./names-dialog.tsx";
import styles from "./settings-screen.module.css";

/** Names in photos: taking over those of other programs, and writing one's own. */
export function NamesSection() {
  const state = useNamesState();
  return (
    <PageSection title={texts.names.title}>
      <p className={styles["soft"]}>{texts.names.readText}</p>
      <Reading timesRead={state.data?.timesRead ?? 0} />
      <p className={styles["soft"]}>{texts.names.writeText}</p>
      <QueryState query={state}>
        {({ writing, filesWritten, lastWrite }) => (
          <>
            <Writing writing={writing} />
            {filesWritten > 0 && <p className={styles["soft"]}>{texts.names.written(filesWritten)}</p>}
            {lastWrite !== null && <PuttingBack {...lastWrite} />}
          </>
        )}
      </QueryState>
    </PageSection>
  );
}

/** Reads first; what was found is shown once it is read. */
function Reading({ timesRead }: { readonly timesRead: number }) {
  const read = useReadNames();
  const [readBefore, setReadBefore] = useState<number | null>(null);
  const running = useJobs().data?.open.find(({ kind }) => kind === "read-names");
  const isOpen = readBefore !== null && timesRead > readBefore;
  return (
    <>
      <div className={styles["deed"]}>
        <Button
          disabled={running !== undefined}
          onClick={() => {
            setReadBefore(timesRead);
            read.mutate();
          }}
        >
          {texts.names.read}
        </Button>
      </div>
      {running !== undefined && (
        <ProgressBar
          label={texts.names.reading}
          done={running.progress?.done ?? 0}
          total={running.progress?.total ?? null}
        />
      )}
      {isOpen && (
        <NamesDialog
          timesRead={timesRead}
          onClose={() => {
            setReadBefore(null);
          }}
        />
      )}
    </>
  );
}

const modes = ["off", "sidecar", "file"] as const;

function Writing({ writing }: { readonly writing: WriteSetting }) {
  const set = useSetWriting();
  const problem = useExiftoolProblem().data ?? null;
  const [isAsking, setAsking] = useState(false);
  const choose = (mode: WriteSetting["mode"]) => {
    set.mutate({ ...writing, mode });
  };
  return (
    <>
      <ChoiceList
        label={texts.names.title}
        value={writing.mode}
        choices={modes.map((mode) => ({
          value: mode,
          label: texts.names.modes[mode].label,
          text: mode === "file" && problem !== null ? problem : texts.names.modes[mode].text,
        }))}
        onChange={(mode) => {
          if (mode === "file") setAsking(true);
          else choose(mode);
        }}
      />
      {writing.mode === "file" && (
        <SwitchField
          label={texts.names.keepTime}
          text={texts.names.keepTimeText}
          isOn={writing.keepsModifiedTime}
          onChange={(keepsModifiedTime) => {
            set.mutate({ ...writing, keepsModifiedTime });
          }}
        />
      )}
      <Dialog
        isOpen={isAsking}
        onClose={() => {
          setAsking(false);
        }}
        title={texts.names.intoFilesTitle}
        text={problem ?? texts.names.intoFilesText}
        actions={
          <Button
            look="main"
            disabled={problem !== null}
            onClick={() => {
              setAsking(false);
              choose("file");
            }}
          >
            {texts.names.write}
          </Button>
        }
      />
    </>
  );
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

interface PuttingBackProps {
  readonly batch: number;
  readonly atMs: number;
  readonly files: number;
}

function PuttingBack({ batch, atMs, files }: PuttingBackProps) {
  const restore = useRestoreFiles();
  return (
    <div className={styles["deed"]}>
      <Button
        disabled={restore.isPending}
        onClick={() => {
          restore.mutate(batch);
        }}
      >
        {texts.names.putBack}
      </Button>
      <p className={styles["soft"]}>{texts.names.putBackText(files, dates.format(atMs))}</p>
    </div>
  );
}
