import { History, Undo2 } from "lucide-react";
import { useState } from "react";
import { sentence } from "../../api/change.ts";
import { useActionsToUndo, usePersonHistory, useUndo, type HistoryEntry } from "../../api/history.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./person-history.module.css";

/** What was done about a person, the newest first; each can be gone back to before. */
export function PersonHistory({ personId, name }: { readonly personId: number; readonly name: string }) {
  const history = usePersonHistory(personId);
  const { undo } = useUndo();
  const [asked, setAsked] = useState<HistoryEntry | null>(null);
  const askUndo = (entry: HistoryEntry) => {
    if (entry.undoes === 1) undo(entry.id);
    else setAsked(entry);
  };
  return (
    <QueryState query={history}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.entries);
        if (entries.length === 0) return <EmptyState icon={History} title={texts.person.noHistory(name)} />;
        return (
          <div className={styles["scroller"]}>
            <ol className={styles["list"]} aria-label={texts.person.history(name)}>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} onUndo={askUndo} />
              ))}
            </ol>
            {history.hasNextPage && (
              <Button
                disabled={history.isFetchingNextPage}
                focusableWhenDisabled
                onClick={() => void history.fetchNextPage()}
              >
                {texts.person.olderHistory}
              </Button>
            )}
            {asked !== null && (
              <UndoDialog
                entry={asked}
                onClose={() => {
                  setAsked(null);
                }}
                onUndo={() => {
                  setAsked(null);
                  undo(asked.id);
                }}
              />
            )}
          </div>
        );
      }}
    </QueryState>
  );
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function Entry({
  entry,
  onUndo,
}: {
  readonly entry: HistoryEntry;
  readonly onUndo: (entry: HistoryEntry) => void;
}) {
  const { summary, atMs, ago, undoes } = entry;
  const isUndone = undoes === 0;
  const undoWord = undoes === 1 ? texts.person.undo : texts.person.undoMore(undoes);
  return (
    <li className={styles["entry"]} data-undone={isUndone || undefined}>
      <span className={styles["words"]}>
        <bdi className={styles["summary"]}>{sentence(summary)}</bdi>
        <time className={styles["time"]} dateTime={new Date(atMs).toISOString()} title={dates.format(atMs)}>
          {ago}
        </time>
      </span>
      {isUndone ? (
        <span className={styles["state"]}>{texts.person.undone}</span>
      ) : (
        <Button
          size="small"
          look="quiet"
          aria-label={texts.person.undoThis(undoWord, summary)}
          onClick={() => {
            onUndo(entry);
          }}
        >
          <Undo2 size={16} aria-hidden />
          {undoWord}
        </Button>
      )}
    </li>
  );
}

interface UndoDialogProps {
  readonly entry: HistoryEntry;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** Undo goes back in order: what else it takes back is said before. */
function UndoDialog({ entry, onUndo, onClose }: UndoDialogProps) {
  const actions = useActionsToUndo(entry.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={texts.person.undoTitle(entry.undoes)}
      text={texts.person.undoText}
      actions={
        <Button look="danger" disabled={actions.data === undefined} focusableWhenDisabled onClick={onUndo}>
          {texts.person.undoAll(entry.undoes)}
        </Button>
      }
    >
      <QueryState query={actions}>
        {(found) => (
          <ol className={styles["undone"]} tabIndex={0} aria-label={texts.person.undoTitle(entry.undoes)}>
            {found.map(({ id, text }) => (
              <li key={id}>
                <bdi>{sentence(text)}</bdi>
              </li>
            ))}
            {found.length < entry.undoes && <li>{texts.person.andEarlier(entry.undoes - found.length)}</li>}
          </ol>
        )}
      </QueryState>
    </Dialog>
  );
}
