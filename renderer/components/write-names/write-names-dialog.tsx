import { useState } from "react";
import { useJob, useJobDeed } from "../../api/jobs.ts";
import {
  useExiftoolProblem,
  useNamesState,
  useRestoreFiles,
  useWriteNames,
  useWritePreview,
  type WriteInto,
  type WritePreview,
  type WriteScope,
} from "../../api/metadata.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../button.tsx";
import { ChoiceList } from "../choice-list.tsx";
import { Dialog } from "../dialog.tsx";
import { QueryState } from "../query-state.tsx";
import { isOver, RunPart } from "./run-part.tsx";
import { WritePreviewPart } from "./write-preview-part.tsx";
import styles from "./write-names.module.css";

interface WriteNamesDialogProps {
  readonly scope: WriteScope;
  readonly title: string;
  readonly onClose: () => void;
}

/** Writes the names in photos into their metadata: says first what would change, then what did, and puts it back. */
export function WriteNamesDialog({ scope, title, onClose }: WriteNamesDialogProps) {
  const [chosen, setChosen] = useState<WriteInto | null>(null);
  const [writingId, setWritingId] = useState<number | null>(null);
  const [restoringId, setRestoringId] = useState<number | null>(null);
  const state = useNamesState();
  const usual = state.data?.writing.mode === "file" ? "file" : "sidecar";
  const into = chosen ?? usual;
  const shared = { isOpen: true, onClose, title, size: "wide" } as const;
  if (writingId === null) {
    return (
      <Dialog
        {...shared}
        key="dialog"
        text={texts.names.writeDialogText}
        actions={state.data !== undefined && <WriteButton {...{ scope, into }} onBegun={setWritingId} />}
      >
        <QueryState query={state}>{() => <Choices {...{ scope, into }} onChoose={setChosen} />}</QueryState>
      </Dialog>
    );
  }
  return (
    <Dialog
      {...shared}
      key="dialog"
      closeLabel={texts.shell.close}
      actions={<RunButtons {...{ writingId, restoringId }} onRestoring={setRestoringId} />}
    >
      <RunPart
        key={restoringId ?? writingId}
        jobId={restoringId ?? writingId}
        label={restoringId === null ? texts.names.writing : texts.names.puttingBack}
      />
    </Dialog>
  );
}

interface PartProps {
  readonly scope: WriteScope;
  readonly into: WriteInto;
}

/** Where to write, and what would change then. */
function Choices({ scope, into, onChoose }: PartProps & { readonly onChoose: (into: WriteInto) => void }) {
  const problem = useExiftoolProblem().data ?? null;
  const preview = useWritePreview(scope, into);
  return (
    <>
      <ChoiceList
        label={texts.names.writeWhere}
        value={into}
        choices={(["sidecar", "file"] as const).map((value) => ({
          value,
          label: texts.names.modes[value].label,
          text: value === "file" && problem !== null ? problem : texts.names.modes[value].text,
        }))}
        onChange={onChoose}
      />
      <p className={styles["soft"]}>{texts.names.writeOnce}</p>
      <QueryState query={preview}>{(found) => <WritePreviewPart preview={found} into={into} />}</QueryState>
    </>
  );
}

function WriteButton({ scope, into, onBegun }: PartProps & { readonly onBegun: (jobId: number) => void }) {
  const problem = useExiftoolProblem().data ?? null;
  const preview = useWritePreview(scope, into).data;
  const write = useWriteNames({ onDone: onBegun });
  if (preview === undefined || !hasDeeds(preview)) return null;
  return (
    <Button
      look="main"
      disabled={write.isPending || (into === "file" && problem !== null)}
      onClick={() => {
        write.mutate({ scope, into });
      }}
    >
      {writeLabel(preview)}
    </Button>
  );
}

function hasDeeds({ counts, photos, photosRead }: WritePreview): boolean {
  return counts.planned > 0 || photosRead < photos;
}

function writeLabel({ counts, photos, photosRead }: WritePreview): string {
  return photosRead < photos ? texts.names.writePhotos(photos) : texts.names.writeFiles(counts.planned);
}

interface RunButtonsProps {
  readonly writingId: number;
  readonly restoringId: number | null;
  readonly onRestoring: (jobId: number) => void;
}

/** Stops what is being written, and puts back what was. */
function RunButtons({ writingId, restoringId, onRestoring }: RunButtonsProps) {
  const writing = useJob(writingId);
  const stop = useJobDeed();
  const restore = useRestoreFiles({ onDone: onRestoring });
  const last = useWhatItWrote(writingId);
  if (restoringId !== null) return null;
  if (last !== null) {
    return (
      <Button
        key="restore"
        disabled={restore.isPending}
        onClick={() => {
          restore.mutate(last.batch);
        }}
      >
        {texts.names.putBackFiles(last.files)}
      </Button>
    );
  }
  if (writing === null || isOver(writing)) return null;
  return (
    <Button
      key="stop"
      disabled={stop.isPending}
      onClick={() => {
        stop.mutate({ jobId: writingId, deed: "cancel" });
      }}
    >
      {texts.names.stop}
    </Button>
  );
}

/** What can be put back of what a job wrote; null = nothing, or others were written since. */
function useWhatItWrote(jobId: number): { readonly batch: number; readonly files: number } | null {
  const job = useJob(jobId);
  const last = useNamesState().data?.lastWrite ?? null;
  if (job === null || last === null || job.startedAtMs === null || job.finishedAtMs === null) return null;
  // Jobs that write run one after the other: what was written meanwhile, this one wrote.
  return last.atMs >= job.startedAtMs && last.atMs <= job.finishedAtMs ? last : null;
}
