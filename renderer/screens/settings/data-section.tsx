import { useState } from "react";
import { useBackUp, useRestore, useSettings, useStorage } from "../../api/settings.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { useToasts } from "../../components/use-toasts.ts";
import { texts } from "../../texts/texts.ts";
import { Figures } from "../activity/figures.tsx";
import styles from "./settings-screen.module.css";

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

interface Backup {
  readonly name: string;
  readonly madeAtMs: number;
  readonly sizeBytes: number;
  /** What was done after it was made. */
  readonly actionsSince: number;
}

/** How large the library is; backups, and going back to one. */
export function DataSection() {
  const storage = useStorage().data;
  const settings = useSettings();
  const backUp = useBackUp();
  const { say } = useToasts();
  const [asked, setAsked] = useState<Backup | null>(null);
  const close = () => {
    setAsked(null);
  };
  const restore = useRestore(() => {
    if (asked !== null) say(texts.settings.restored(dates.format(asked.madeAtMs)));
    close();
  });
  return (
    <PageSection
      title={texts.settings.data}
      actions={
        <Button
          onClick={() => {
            backUp.mutate();
          }}
        >
          {texts.settings.backUp}
        </Button>
      }
    >
      {storage !== undefined && (
        <Figures
          figures={storage.parts.map(({ part, sizeBytes }) => ({
            label: texts.settings.parts[part],
            value: sizeBytes === null ? texts.settings.measuring : texts.settings.size(sizeBytes),
          }))}
        />
      )}
      <p className={styles["soft"]}>{texts.settings.backupText}</p>
      <QueryState query={settings}>
        {({ backups, restoreProblem }) => (
          <>
            {restoreProblem !== null && (
              <p role="alert" className={styles["notice"]}>
                {restoreProblem}
              </p>
            )}
            <Backups backups={backups} onRestore={setAsked} />
          </>
        )}
      </QueryState>
      <Dialog
        isOpen={asked !== null}
        onClose={close}
        title={texts.settings.restoreTitle}
        text={
          asked === null ? "" : texts.settings.restoreText(dates.format(asked.madeAtMs), asked.actionsSince)
        }
        actions={
          <Button
            look="main"
            disabled={restore.isPending}
            focusableWhenDisabled
            onClick={() => {
              if (asked !== null) restore.mutate(asked.name);
            }}
          >
            {restore.isPending ? texts.settings.restoring : texts.settings.restoreShort}
          </Button>
        }
      />
    </PageSection>
  );
}

interface BackupsProps {
  readonly backups: readonly Backup[];
  readonly onRestore: (backup: Backup) => void;
}

function Backups({ backups, onRestore }: BackupsProps) {
  if (backups.length === 0) return <p className={styles["soft"]}>{texts.settings.noBackups}</p>;
  return (
    <ul className={styles["rows"]}>
      {backups.map((backup) => {
        const date = dates.format(backup.madeAtMs);
        return (
          <li key={backup.name} className={styles["row"]}>
            <div className={styles["words"]}>
              <p className={styles["name"]}>{date}</p>
              <p className={styles["soft"]}>{texts.settings.size(backup.sizeBytes)}</p>
            </div>
            <Button
              size="small"
              aria-label={texts.settings.restore(date)}
              onClick={() => {
                onRestore(backup);
              }}
            >
              {texts.settings.restoreShort}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
