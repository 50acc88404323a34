import { useState } from "react";
import {
  useForgetUpload,
  useImportNames,
  type ImportPreview,
  type ImportReport,
} from "../../api/transfer.ts";
import { Button } from "../../components/button.tsx";
import { ChoiceList } from "../../components/choice-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { texts } from "../../texts/texts.ts";
import { Figures } from "../activity/figures.tsx";
import styles from "./settings-screen.module.css";

interface ImportNamesDialogProps {
  readonly preview: ImportPreview;
  /** The user said whether to import it. */
  readonly onAnswer: () => void;
}

/** Conflicts that are shown; all of them are in the report of the job. */
const shownConflicts = 5;

/** What an import would do, and who is who, before anything is done. */
export function ImportNamesDialog({
  preview: { upload, fileName, preview },
  onAnswer,
}: ImportNamesDialogProps) {
  const importNames = useImportNames();
  const forget = useForgetUpload();
  const [same, setSame] = useState<ReadonlySet<string>>(new Set());
  const figures = figuresOf(preview);
  const isNothing = figures.length === 0;
  return (
    <Dialog
      isOpen
      size="wide"
      onClose={() => {
        forget.mutate(upload);
        onAnswer();
      }}
      title={texts.transfer.previewTitle(fileName)}
      text={isNothing ? texts.transfer.nothing : texts.transfer.previewText}
      actions={
        isNothing ? undefined : (
          <Button
            look="main"
            onClick={() => {
              importNames.mutate({ upload, fileName, samePeople: [...same] });
              onAnswer();
            }}
          >
            {texts.transfer.doImport}
          </Button>
        )
      }
    >
      {!isNothing && <Figures figures={figures} />}
      {preview.sameNames.length > 0 && (
        <SameNames questions={preview.sameNames} same={same} onChange={setSame} />
      )}
      {preview.conflictCount > 0 && <Conflicts preview={preview} />}
    </Dialog>
  );
}

interface SameNamesProps {
  readonly questions: ImportReport["sameNames"];
  readonly same: ReadonlySet<string>;
  readonly onChange: (same: ReadonlySet<string>) => void;
}

function SameNames({ questions, same, onChange }: SameNamesProps) {
  return (
    <section aria-label={texts.transfer.who}>
      <h3 className={styles["task"]}>{texts.transfer.who}</h3>
      <div className={styles["deed"]}>
        <p className={styles["soft"]}>{texts.transfer.whoText}</p>
        {questions.length > 1 && (
          <>
            <Button
              size="small"
              onClick={() => {
                onChange(new Set(questions.map(({ id }) => id)));
              }}
            >
              {texts.transfer.allSame}
            </Button>
            <Button
              size="small"
              onClick={() => {
                onChange(new Set());
              }}
            >
              {texts.transfer.allOther}
            </Button>
          </>
        )}
      </div>
      <ul className={styles["rows"]}>
        {questions.map(({ id, name, faces, birthDate }) => {
          const label = texts.transfer.question(name, faces, birthDate);
          return (
            <li key={id} className={styles["row"]}>
              <p className={styles["words"]}>{label}</p>
              <ChoiceList
                label={label}
                value={same.has(id) ? "same" : "other"}
                choices={[
                  { value: "same", label: texts.transfer.same },
                  { value: "other", label: texts.transfer.other },
                ]}
                onChange={(answer) => {
                  const others = [...same].filter((known) => known !== id);
                  onChange(new Set(answer === "same" ? [...others, id] : others));
                }}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Conflicts({ preview: { conflicts, conflictCount } }: { readonly preview: ImportReport }) {
  const shown = conflicts.slice(0, shownConflicts);
  return (
    <div>
      <p className={styles["warning"]}>{texts.transfer.conflicts(conflictCount)}</p>
      <ul className={styles["soft"]}>
        {shown.map(({ text }, at) => (
          <li key={`${String(at)} ${text}`}>{text}</li>
        ))}
        {conflictCount > shown.length && (
          <li>{texts.transfer.moreConflicts(conflictCount - shown.length)}</li>
        )}
      </ul>
    </div>
  );
}

function figuresOf({ people, photos, faces, albums, looks, ...rest }: ImportReport) {
  const added = [
    people.added,
    faces.named,
    faces.ignored,
    faces.notFaces,
    faces.rejected,
    faces.added,
    looks,
  ];
  const others = [albums.added, albums.filled, rest.appearances, rest.judgements, rest.differentPeople];
  const shown = [rest.stacks, rest.partedPairs];
  if ([...added, ...others, ...shown].every((number) => number === 0)) return [];
  const rows = [
    [texts.transfer.figures.newPeople, people.added],
    [texts.transfer.figures.people, people.here],
    [texts.transfer.figures.named, faces.named],
    [texts.transfer.figures.ignored, faces.ignored],
    [texts.transfer.figures.notFaces, faces.notFaces],
    [texts.transfer.figures.albums, albums.added],
    [texts.transfer.figures.stacks, rest.stacks],
    [texts.transfer.figures.partedPairs, rest.partedPairs],
    [texts.transfer.figures.looks, looks],
    [texts.transfer.figures.waiting, photos.waiting],
    [texts.transfer.figures.byPath, photos.byPath],
  ] as const;
  return rows
    .filter(([, value]) => value > 0)
    .map(([label, value]) => ({ label, value: texts.units.number(value) }));
}
