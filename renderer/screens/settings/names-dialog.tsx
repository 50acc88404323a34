import { useState } from "react";
import { useImportNames, useNamesPreview, type NameChoices, type NamesPreview } from "../../api/metadata.ts";
import { usePeople } from "../../api/people.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./names-dialog.module.css";

type Person = NamesPreview["people"][number];
type Who = NameChoices[number]["who"];

/** What taking over names would do; who is meant by each can be chosen. */
export function NamesDialog({
  timesRead,
  onClose,
}: {
  readonly timesRead: number;
  readonly onClose: () => void;
}) {
  const [choices, setChoices] = useState<NameChoices>([]);
  const preview = useNamesPreview(timesRead, choices);
  const take = useImportNames({ onDone: onClose });
  const deeds = deedsOf(preview.data ?? null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={texts.names.preview}
      actions={
        deeds > 0 && (
          <Button
            look="main"
            disabled={take.isPending || preview.isPlaceholderData}
            onClick={() => {
              take.mutate(choices);
            }}
          >
            {texts.names.takeOver(deeds)}
          </Button>
        )
      }
    >
      <QueryState query={preview}>
        {(found) =>
          found === null ? null : (
            <Found
              found={found}
              onChoose={(key, who) => {
                setChoices((before) => [
                  ...before.filter((choice) => choice.key !== key),
                  ...(who === null ? [] : [{ key, who }]),
                ]);
              }}
            />
          )
        }
      </QueryState>
    </Dialog>
  );
}

function deedsOf(preview: NamesPreview | null): number {
  if (preview === null) return 0;
  const { facesNamed, facesDrawn, photosWithoutFace } = preview.counts;
  return facesNamed + facesDrawn + photosWithoutFace;
}

interface FoundProps {
  readonly found: NamesPreview;
  readonly onChoose: (key: string, who: Who | null) => void;
}

function Found({ found, onChoose }: FoundProps) {
  const { counts, people, conflicts, problems, problemCount } = found;
  const open = people.filter(
    (person) => isBusy(person) || ["several-people", "left-out"].includes(person.target.kind),
  );
  return (
    <>
      <p>{headline(found)}</p>
      {open.length > 0 && (
        <ul className={styles["people"]}>
          {open.map((person) => (
            <PersonRow key={person.key} person={person} onChoose={onChoose} />
          ))}
        </ul>
      )}
      {counts.importedBefore > 0 && (
        <p className={styles["soft"]}>{texts.names.importedBefore(counts.importedBefore)}</p>
      )}
      {counts.photosNotScanned > 0 && (
        <p className={styles["soft"]}>{texts.names.notScanned(counts.photosNotScanned)}</p>
      )}
      {conflicts.length > 0 && (
        <Details
          title={texts.names.conflicts(counts.conflicts)}
          lines={conflicts.map(({ name, file, reason }) =>
            texts.names.conflict(name, file, texts.names.reasons[reason]),
          )}
        />
      )}
      {problems.length > 0 && (
        <Details
          title={texts.names.problems(problemCount)}
          lines={problems.map(({ file, reason }) => `${file}: ${reason}`)}
        />
      )}
    </>
  );
}

function headline(preview: NamesPreview): string {
  const { counts } = preview;
  if (counts.photosWithNames === 0) return texts.names.none;
  if (deedsOf(preview) === 0) return texts.names.nothingNew;
  return texts.names.summary(
    counts.facesNamed + counts.facesDrawn + counts.photosWithoutFace,
    counts.peopleNew + counts.peopleExisting,
    counts.photosWithNames,
  );
}

function isBusy({ facesNamed, facesDrawn, photosWithoutFace }: Person): boolean {
  return facesNamed + facesDrawn + photosWithoutFace > 0;
}

function PersonRow({
  person,
  onChoose,
}: {
  readonly person: Person;
  readonly onChoose: FoundProps["onChoose"];
}) {
  const { key, name, target, facesNamed, facesDrawn, photosWithoutFace } = person;
  const known = usePeople().data?.people ?? [];
  const value = target.kind === "existing" ? String(target.personId) : target.kind;
  return (
    <li className={styles["person"]}>
      <span className={styles["name"]}>{name}</span>
      <span className={styles["soft"]}>{texts.names.faces(facesNamed, facesDrawn, photosWithoutFace)}</span>
      <select
        className={styles["who"]}
        aria-label={texts.names.who(name)}
        value={value}
        onChange={({ target: { value: chosen } }) => {
          if (chosen === "new") onChoose(key, "new");
          else if (chosen === "left-out") onChoose(key, "leave-out");
          else onChoose(key, { personId: Number(chosen) });
        }}
      >
        {value === "several-people" && <option value="several-people">{texts.names.choose}</option>}
        <option value="new">{texts.names.newPerson}</option>
        <option value="left-out">{texts.names.leaveOut}</option>
        {known.map(({ id, name: called }) => (
          <option key={id} value={String(id)}>
            {texts.names.existing(called, id)}
          </option>
        ))}
      </select>
    </li>
  );
}

function Details({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <details>
      <summary>{title}</summary>
      <ul className={styles["lines"]}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
