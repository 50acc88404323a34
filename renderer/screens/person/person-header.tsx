import { ArrowLeft, Pencil, Pin, PinOff } from "lucide-react";
import { useState, type ReactNode } from "react";
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
  const { id, name, namedPhotos, shownFaceId, isPinned, birthDate } = person;
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<PersonDialog | null>(null);
  const mark = useMarkPeople();
  const merging = useMerging((intoId) => {
    navigate(`/people/${String(intoId)}`);
  });
  const personIds = [id];
  const close = () => {
    setOpen(null);
  };
  const rename = () => {
    setOpen("rename");
  };
  useShortcuts(texts.person.title, [
    { keys: "F2", label: texts.people.rename, run: rename },
    {
      keys: "Escape",
      label: texts.person.toPeople,
      run: () => {
        navigate("/people");
      },
    },
  ]);
  const pin = () => {
    mark.mutate({ personIds, isPinned: !isPinned });
  };
  return (
    <header className={styles["header"]}>
      <IconButton
        label={texts.person.toPeople}
        onClick={() => {
          navigate("/people");
        }}
      >
        <ArrowLeft size={18} aria-hidden />
      </IconButton>
      <span className={styles["cover"]}>
        {shownFaceId !== null && <FacePicture faceId={shownFaceId} name="" size={72} isRound />}
      </span>
      <div className={styles["identity"]}>
        {open === "rename" ? (
          <RenameField
            personId={id}
            name={name}
            onDone={close}
            onSame={(intoId) => {
              close();
              merging.merge({ intoId, fromIds: personIds });
            }}
          />
        ) : (
          <div className={styles["nameLine"]}>
            <h1 className={styles["name"]} title={name}>
              <bdi>{name}</bdi>
            </h1>
            <IconButton size="small" label={texts.people.rename} onClick={rename}>
              <Pencil size={16} aria-hidden />
            </IconButton>
          </div>
        )}
        <Facts person={person} />
      </div>
      <div className={styles["marks"]}>
        <Mark isOn={isPinned} label={isPinned ? texts.people.unpin : texts.people.pin} onClick={pin}>
          {isPinned ? <PinOff size={18} aria-hidden /> : <Pin size={18} aria-hidden />}
        </Mark>
        <PersonMenu person={person} onOpen={setOpen} />
      </div>
      {open === "birth-date" && <BirthDateDialog personId={id} birthDate={birthDate} onClose={close} />}
      {open === "write-names" && (
        <WriteNamesDialog scope={{ personIds }} title={texts.names.writeTitle(namedPhotos)} onClose={close} />
      )}
      {open === "merge" && (
        <MergeIntoDialog
          person={person}
          onClose={close}
          onChoose={(intoId) => {
            close();
            merging.merge({ intoId, fromIds: personIds });
          }}
        />
      )}
      {merging.dialogs}
    </header>
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

interface MarkProps {
  readonly isOn: boolean;
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Mark({ isOn, label, onClick, children }: MarkProps) {
  return (
    <IconButton label={label} look={isOn ? "plain" : "quiet"} onClick={onClick}>
      {children}
    </IconButton>
  );
}
