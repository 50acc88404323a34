import { useState } from "react";
import { useBackUp, usePlanRestore, useSettings, useStorage } from "../../api/settings.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PageSection } from "../../components/page.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import { Figures } from "../activity/figures.tsx";
import styles from "./settings-screen.module.css";

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

interface Backup {
  readonly name: string;
  readonly madeAtMs: number;
  readonly sizeBytes: number;
}

/** How large the library is; backups, and going back to one. */
export function DataSection() {
  const storage = useStorage().data;
  const settings = useSettings();
  const backUp = useBackUp();
  const plan = usePlanRestore();
  const [asked, setAsked] = useState<Backup | null>(null);
  const close = () => {
    setAsked(null);
  };
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
            value: texts.settings.size(sizeBytes),
          }))}
        />
      )}
      <p className={styles["soft"]}>{texts.settings.backupText}</p>
      <QueryState query={settings}>
        {({ backups, plannedRestore }) => (
          <Backups
            backups={backups}
            planned={plannedRestore}
            onRestore={setAsked}
            onKeep={() => {
              plan.mutate(null);
            }}
          />
        )}
      </QueryState>
      <Dialog
        isOpen={asked !== null}
        onClose={close}
        title={texts.settings.restoreTitle}
        text={asked === null ? "" : texts.settings.restoreText(dates.format(asked.madeAtMs))}
        actions={
          <Button
            look="main"
            onClick={() => {
              if (asked !== null) plan.mutate(asked.name);
              close();
            }}
          >
            {texts.settings.restoreShort}
          </Button>
        }
      />
    </PageSection>
  );
}

interface BackupsProps {
  readonly backups: readonly Backup[];
  readonly planned: string | null;
  readonly onRestore: (backup: Backup) => void;
  readonly onKeep: () => void;
}

function Backups({ backups, planned, onRestore, onKeep }: BackupsProps) {
  const next = backups.find(({ name }) => name === planned);
  if (backups.length === 0) return <p className={styles["soft"]}>{texts.settings.noBackups}</p>;
  return (
    <>
      {next !== undefined && (
        <p role="status" className={styles["notice"]}>
          <span>{texts.settings.planned(dates.format(next.madeAtMs))}</span>
          <Button size="small" onClick={onKeep}>
            {texts.settings.keepAsIs}
          </Button>
        </p>
      )}
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
    </>
  );
}
