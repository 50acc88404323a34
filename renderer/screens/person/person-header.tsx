import { ArrowLeft, Pencil, Pin, PinOff } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { PersonFaces, PersonHeader as Header } from "../../../app/people/person-page.ts";
import { useMarkPeople } from "../../api/people.ts";
import { IconButton } from "../../components/button.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { useMerging } from "../../components/use-merging.tsx";
import { WriteNamesDialog } from "../../components/write-names/write-names-dialog.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { BirthDateDialog } from "./birth-date-dialog.tsx";
import { MergeIntoDialog } from "./merge-into-dialog.tsx";
import { PersonMenu, type PersonDialog } from "./person-menu.tsx";
import styles from "./person.module.css";
import { RenameField } from "./rename-field.tsx";

/** Who it is, and what can be done with the person as a whole. */
export function PersonHeader({ person }: { readonly person: Header & PersonFaces }) {
  const { id, shownFaceId } = person;
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<PersonDialog | null>(null);
  const merging = useMerging((intoId) => {
    navigate(`/people/${String(intoId)}`);
  });
  const toPeople = () => {
    navigate("/people");
  };
  const rename = () => {
    setOpen("rename");
  };
  const close = () => {
    setOpen(null);
  };
  const mergeInto = (intoId: number) => {
    close();
    merging.merge({ intoId, fromIds: [id] });
  };
  useShortcuts(texts.person.title, [
    { keys: "F2", label: texts.people.rename, run: rename },
    { keys: "Escape", label: texts.person.toPeople, run: toPeople },
  ]);
  return (
    <header className={styles["header"]}>
      <IconButton label={texts.person.toPeople} onClick={toPeople}>
        <ArrowLeft size={18} aria-hidden />
      </IconButton>
      <span className={styles["cover"]}>
        {shownFaceId !== null && <FacePicture faceId={shownFaceId} name="" size={72} isRound />}
      </span>
      <div className={styles["identity"]}>
        {open === "rename" ? (
          <RenameField personId={id} name={person.name} onDone={close} onSame={mergeInto} />
        ) : (
          <Name name={person.name} onRename={rename} />
        )}
        <Facts person={person} />
      </div>
      <div className={styles["marks"]}>
        <PinMark person={person} />
        <PersonMenu person={person} onOpen={setOpen} />
      </div>
      <OpenedDialog {...{ open, person }} onClose={close} onMerge={mergeInto} />
      {merging.dialogs}
    </header>
  );
}

interface OpenedDialogProps {
  readonly open: PersonDialog | null;
  readonly person: Header;
  readonly onClose: () => void;
  readonly onMerge: (intoId: number) => void;
}

/** What of the person is being asked for, where that is not asked in place. */
function OpenedDialog({ open, person, onClose, onMerge }: OpenedDialogProps) {
  const { id, birthDate, namedPhotos } = person;
  switch (open) {
    case "birth-date":
      return <BirthDateDialog personId={id} birthDate={birthDate} onClose={onClose} />;
    case "write-names":
      return (
        <WriteNamesDialog
          scope={{ personIds: [id] }}
          title={texts.names.writeTitle(namedPhotos)}
          onClose={onClose}
        />
      );
    case "merge":
      return <MergeIntoDialog person={person} onClose={onClose} onChoose={onMerge} />;
    case "rename":
    case null:
      return null;
  }
}

function Name({ name, onRename }: { readonly name: string; readonly onRename: () => void }) {
  return (
    <div className={styles["nameLine"]}>
      <h1 className={styles["name"]} title={name}>
        <bdi>{name}</bdi>
      </h1>
      <IconButton size="small" label={texts.people.rename} onClick={onRename}>
        <Pencil size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** A word on what is true of the person. */
function Facts({ person }: { readonly person: Header & PersonFaces }) {
  const { faces, photos, looks, firstTakenAt, lastTakenAt, birthDate, ages, isHidden, isPrivate } = person;
  const facts = [
    texts.people.counts(faces.length, photos),
    firstTakenAt === null || lastTakenAt === null ? "" : texts.person.years(firstTakenAt, lastTakenAt),
    looks === 0 ? "" : texts.person.looks(looks),
    birthDate === null ? "" : texts.person.born(birthDate),
    ages === null ? "" : texts.person.aged(ages.youngest, ages.oldest),
    isHidden ? texts.people.hidden : "",
    isPrivate ? texts.people.isPrivate : "",
  ];
  return <p className={styles["facts"]}>{facts.filter((fact) => fact !== "").join(" · ")}</p>;
}

function PinMark({ person: { id, isPinned } }: { readonly person: Header }) {
  const mark = useMarkPeople();
  return (
    <IconButton
      label={isPinned ? texts.people.unpin : texts.people.pin}
      look={isPinned ? "plain" : "quiet"}
      onClick={() => {
        mark.mutate({ personIds: [id], isPinned: !isPinned });
      }}
    >
      {isPinned ? <PinOff size={18} aria-hidden /> : <Pin size={18} aria-hidden />}
    </IconButton>
  );
}
