import { Check, EyeOff, Trash2, X } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { Link } from "wouter";
import type { PhotoFace } from "../../api/photos.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { NameInput } from "../../components/name-input.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./face-card.module.css";
import type { Rectangle, Size } from "./photo-view.ts";
import type { FaceChanges } from "./use-face-changes.tsx";

interface FaceCardProps {
  readonly face: PhotoFace;
  /** Of the face, on the stage. */
  readonly place: Rectangle;
  readonly stage: Size;
  readonly changes: FaceChanges;
  readonly onClose: () => void;
  /** Goes to the next or the previous face without a name; false when there is none. */
  readonly onStep: (step: 1 | -1) => boolean;
}

/** What is said of the chosen face, beside it: who it is, or the question who it is. */
export function FaceCard({ face, place, stage, changes, onClose, onStep }: FaceCardProps) {
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const isInField = event.target instanceof HTMLInputElement;
    if (event.key !== "Tab" || !isInField || !onStep(event.shiftKey ? -1 : 1)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      data-card
      role="group"
      aria-label={texts.photo.whoIsThis}
      className={styles["card"]}
      style={cardPlace(place, stage)}
      onKeyDownCapture={onKeyDownCapture}
    >
      <FaceQuestion key={face.id} {...{ face, changes, onClose }} />
      <div className={styles["deeds"]}>
        {face.isIgnored ? (
          <Button
            size="small"
            onClick={() => {
              changes.unignore(face.id);
            }}
          >
            {texts.photo.unignore}
          </Button>
        ) : (
          <Button
            size="small"
            look="quiet"
            onClick={() => {
              changes.ignore(face.id);
            }}
          >
            <EyeOff size={16} aria-hidden />
            {texts.photo.ignore}
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            changes.deleteFalse(face.id);
          }}
        >
          <Trash2 size={16} aria-hidden />
          {texts.photo.notAFace}
        </Button>
      </div>
    </div>
  );
}

function FaceQuestion({ face, changes, onClose }: Pick<FaceCardProps, "face" | "changes" | "onClose">) {
  const { person, probability } = face;
  const [isTyping, setTyping] = useState(person === null);
  // Familiar may think of somebody while the user types; what was typed must not vanish for it.
  if (person === null && !isTyping) setTyping(true);
  if (person === null || isTyping) {
    return (
      <>
        <Line onClose={onClose}>
          <NameInput
            label={texts.photo.whoIsThis}
            autoFocus
            onCancel={onClose}
            onChoose={(choice) => {
              changes.name(face.id, choice);
            }}
          />
        </Line>
        {person?.by === "suggested" && (
          <div className={styles["deeds"]}>
            <Button
              size="small"
              onClick={() => {
                changes.confirm(face);
              }}
            >
              <Check size={16} aria-hidden />
              <span className={styles["clipped"]}>{texts.photo.maybe(person.name)}</span>
            </Button>
          </div>
        )}
      </>
    );
  }
  const change = () => {
    setTyping(true);
  };
  if (person.by === "suggested") {
    return (
      <>
        <Line onClose={onClose}>
          <strong className={styles["name"]}>{texts.photo.isThis(person.name)}</strong>
        </Line>
        <YesNo face={face} changes={changes} yes={texts.photo.yes} no={texts.photo.no}>
          <Button size="small" look="quiet" onClick={change}>
            {texts.photo.somebodyElse}
          </Button>
        </YesNo>
        {probability !== null && <p className={styles["note"]}>{texts.photo.suggestedBy(probability)}</p>}
      </>
    );
  }
  const isAssigned = person.by === "assigned";
  return (
    <>
      <Line onClose={onClose}>
        <Link
          href={`/people/${String(person.id)}`}
          className={styles["name"]}
          title={texts.photo.openPerson(person.name)}
          dir="auto"
        >
          {person.name}
        </Link>
      </Line>
      <p className={styles["note"]}>
        {isAssigned && probability !== null ? texts.photo.byFamiliar(probability) : texts.photo.byYou}
      </p>
      <YesNo
        {...{ face, changes }}
        yes={isAssigned ? texts.photo.confirm : null}
        no={texts.photo.notThem(person.name)}
      >
        <Button size="small" look="quiet" onClick={change}>
          {texts.photo.change}
        </Button>
      </YesNo>
    </>
  );
}

function YesNo(props: {
  readonly face: PhotoFace;
  readonly changes: FaceChanges;
  readonly yes: string | null;
  readonly no: string;
  readonly children: ReactNode;
}) {
  const { face, changes, yes, no, children } = props;
  return (
    <div className={styles["deeds"]}>
      {yes !== null && (
        <Button
          size="small"
          look="main"
          autoFocus
          onClick={() => {
            changes.confirm(face);
          }}
        >
          <Check size={16} aria-hidden />
          {yes}
        </Button>
      )}
      <Button
        size="small"
        onClick={() => {
          changes.reject(face);
        }}
      >
        <X size={16} aria-hidden />
        <span className={styles["clipped"]}>{no}</span>
      </Button>
      {children}
    </div>
  );
}

function Line({ children, onClose }: { readonly children: ReactNode; readonly onClose: () => void }) {
  return (
    <div className={styles["line"]}>
      <div className={styles["fill"]}>{children}</div>
      <IconButton size="small" label={texts.photo.close} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** Of the card, in CSS pixels; its height is that of its highest form. */
const [cardWidth, cardHeight, distance] = [304, 168, 10];

/** Below the face, or above where there is no room; never outside of the stage. */
function cardPlace(face: Rectangle, stage: Size) {
  const width = Math.min(cardWidth, stage.width - 2 * distance);
  const middle = face.x + face.width / 2 - width / 2;
  const below = face.y + face.height + distance;
  const above = face.y - distance - cardHeight;
  const top = below + cardHeight <= stage.height || above < 0 ? below : above;
  return {
    width,
    left: Math.min(Math.max(middle, distance), stage.width - width - distance),
    top: Math.min(Math.max(top, distance), Math.max(distance, stage.height - cardHeight - distance)),
  };
}
