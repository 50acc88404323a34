import { Check, EyeOff, Images, Lock, Pin } from "lucide-react";
import { FacePicture } from "../../components/face-picture.tsx";
import { NameInput, type NameChoice } from "../../components/name-input.tsx";
import type { TileState } from "../../components/virtual-grid/placed-rows.tsx";
import { texts } from "../../texts/texts.ts";
import type { PeopleItem } from "./people-items.ts";
import styles from "./people-tile.module.css";

/** CSS pixels. */
export const tileSize = { width: 152, height: 200 } as const;

const pictureSize = 136;

interface PeopleTileProps extends TileState {
  readonly item: PeopleItem;
  readonly isNamed: boolean;
  readonly isDropTarget: boolean;
  readonly onToggle: () => void;
  readonly onShowFaces: () => void;
  readonly onName: (choice: NameChoice) => void;
  readonly onCancel: () => void;
}

/** A person, or a group that can be named right here. */
export function PeopleTile(props: PeopleTileProps) {
  const { item, isSelected, isNamed, isDropTarget, onToggle, onShowFaces } = props;
  const faceId = item.kind === "person" ? item.person.shownFaceId : item.faceId;
  const isHidden = item.kind === "person" && item.person.isHidden;
  return (
    <div
      className={styles["tile"]}
      data-selected={isSelected || undefined}
      data-drop={isDropTarget || undefined}
      data-hidden={isHidden || undefined}
    >
      <span className={styles["picture"]}>
        {faceId === null ? (
          <span className={styles["faceless"]} />
        ) : (
          <FacePicture faceId={faceId} name="" size={pictureSize} isRound={item.kind === "person"} />
        )}
        {/* For the pointer; Space and O are for the keyboard. */}
        <span
          className={styles["check"]}
          title={texts.people.selectTile}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Check size={14} strokeWidth={3} />
        </span>
        {item.kind === "group" && item.faces > 1 && (
          <span
            className={styles["faces"]}
            title={texts.people.showFaces}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation();
              onShowFaces();
            }}
          >
            <Images size={14} />
          </span>
        )}
        {item.kind === "person" && <Marks person={item.person} />}
      </span>
      <Words {...props} isNamed={isNamed} />{" "}
      {item.kind === "person" && item.person.suggested > 0 && (
        <span className={styles["waiting"]} title={texts.people.toConfirm(item.person.suggested)}>
          {texts.units.number(item.person.suggested)}
        </span>
      )}
    </div>
  );
}

type Person = Extract<PeopleItem, { kind: "person" }>["person"];

function Marks({ person: { isPinned, isHidden, isPrivate } }: { readonly person: Person }) {
  return (
    <span className={styles["marks"]} aria-hidden>
      {isPinned && <Pin size={14} />}
      {isHidden && <EyeOff size={14} />}
      {isPrivate && <Lock size={14} />}
    </span>
  );
}

function Words({ item, isNamed, onName, onCancel }: PeopleTileProps) {
  if (item.kind === "person") {
    const { name, faces, photos } = item.person;
    return (
      <span className={styles["words"]}>
        <bdi className={styles["name"]} title={name}>
          {name}
        </bdi>{" "}
        <span className={styles["counts"]} title={texts.people.counts(faces, photos)}>
          {texts.units.photos(photos)}
        </span>
      </span>
    );
  }
  if (isNamed) {
    return (
      <span
        className={styles["field"]}
        onClick={(event) => {
          event.stopPropagation();
        }}
      >
        <NameInput
          label={texts.people.nameOfGroup(item.faces)}
          placeholder={texts.people.namePrompt}
          autoFocus
          onChoose={onName}
          onCancel={onCancel}
        />
      </span>
    );
  }
  return (
    <span className={styles["words"]}>
      <span className={styles["add"]}>{texts.people.addName}</span>{" "}
      <span className={styles["counts"]}>{texts.units.faces(item.faces)}</span>
    </span>
  );
}
