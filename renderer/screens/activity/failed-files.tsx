import { useVirtualizer } from "@tanstack/react-virtual";
import { RotateCcw } from "lucide-react";
import { useRef } from "react";
import { useFailures, useRetry } from "../../api/jobs.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { PageSection } from "../../components/page.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";
import styles from "./activity-screen.module.css";

type Failure = NonNullable<ReturnType<typeof useFailures>["data"]>[number];

/** Files that could not be used, why, and another try. */
export function FailedFiles() {
  const failures = useFailures().data;
  const retry = useRetry();
  const { say } = useToasts();
  if (failures === undefined || failures.length === 0) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(
      failures.map(({ folder, name, reason }) => `${folder}/${name}\t${reason}`).join("\n"),
    );
    say(texts.activity.copied);
  };
  return (
    <PageSection
      title={texts.activity.failures}
      actions={
        <>
          <Button size="small" onClick={() => void copy()}>
            {texts.activity.copy}
          </Button>
          <Button
            size="small"
            disabled={retry.isPending}
            onClick={() => {
              retry.mutate(failures.map(({ fileId }) => fileId));
            }}
          >
            {failures.length === 1 ? texts.activity.retryOnly : texts.activity.retryAll(failures.length)}
          </Button>
        </>
      }
    >
      <FailureList
        failures={failures}
        onRetry={(fileId) => {
          retry.mutate([fileId]);
        }}
      />
    </PageSection>
  );
}

/** CSS pixels of a row: a name, and a folder with its reason. */
const rowHeight = 64;

interface FailureListProps {
  readonly failures: readonly Failure[];
  readonly onRetry: (fileId: number) => void;
}

function FailureList({ failures, onRetry }: FailureListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler that this warns of is not used
  const rows = useVirtualizer({
    count: failures.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    // Something to scroll must be reachable by keyboard.
    <div
      ref={scroller}
      className={styles["failures"]}
      tabIndex={0}
      role="group"
      aria-label={texts.activity.failures}
    >
      <ul className={styles["rows"]} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const failure = failures[index];
          if (failure === undefined) return null;
          const { fileId, name, folder, reason } = failure;
          return (
            <li
              key={fileId}
              className={styles["failure"]}
              style={{ height: size, transform: `translateY(${String(start)}px)` }}
            >
              <div className={styles["words"]}>
                <p className={styles["file"]} title={`${folder}/${name}`}>
                  <bdi>{name}</bdi> <span className={styles["folder"]}>{folder}</span>
                </p>
                <p className={styles["reason"]} title={reason}>
                  {reason}
                </p>
              </div>
              <IconButton
                label={texts.activity.retryOne(name)}
                size="small"
                onClick={() => {
                  onRetry(fileId);
                }}
              >
                <RotateCcw size={16} aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
