import { Image, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { AskedFace } from "../../../app/db/asked-faces.ts";
import { Button } from "../../components/button.tsx";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./face-tiles.module.css";

/** Side of a face in a question, CSS pixels. */
export const faceSize = 112;

/** Faces shown at first: what can be judged at a glance. */
const mostAtFirst = 24;

/** Faces shown at most; nobody looks through more of them in a question. */
const mostAtAll = 600;

interface FaceTilesProps {
  /** What they are, for screen readers. */
  readonly label: string;
  readonly faces: readonly AskedFace[];
  /** Shown before the user asks for all. */
  readonly most?: number;
  /** Those marked as somebody else; without it, faces cannot be marked. */
  readonly excepted?: ReadonlySet<number>;
  readonly onExcept?: (faceIds: readonly number[], isExcepted: boolean) => void;
  readonly onPeek: (face: AskedFace) => void;
  /** The keyboard starts here. */
  readonly isFocused?: boolean;
  /** What is said of a face below it, and to screen readers. */
  readonly describe?: (face: AskedFace) => FaceWords;
}

/** What is said of a face. */
export interface FaceWords {
  /** Around the face's own name, for screen readers. */
  readonly label: (face: string) => string;
  readonly caption: ReactNode;
  /** In a corner of the picture; null = nothing. */
  readonly badge: string | null;
}

/** Faces in rows. Arrows go from one to the next, Space marks, P shows the photo. */
export function FaceTiles(props: FaceTilesProps) {
  const { label, faces, most = mostAtFirst, excepted, onExcept, onPeek, isFocused = false, describe } = props;
  const [isAll, setAll] = useState(false);
  const [cursor, setCursor] = useState(0);
  const tiles = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocused) tileAt(tiles.current, 0)?.focus({ preventScroll: true });
  }, [isFocused]);
  const shown = faces.slice(0, isAll ? mostAtAll : most);
  const hidden = faces.length - shown.length;
  const go = (event: KeyboardEvent, place: number) => {
    const next = tileAt(tiles.current, place);
    if (next === null) return;
    event.preventDefault();
    setCursor(place);
    next.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const columns = columnsOf(tiles.current);
    const steps: Readonly<Partial<Record<string, number>>> = {
      ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns },
    };
    const step = steps[event.key];
    if (step !== undefined) go(event, cursor + step);
    if (event.key === "Home") go(event, 0);
    if (event.key === "End") go(event, shown.length - 1);
  };
  return (
    <>
      <div
        ref={tiles}
        className={[styles["tiles"], describe && styles["described"]].filter(Boolean).join(" ")}
        role="group"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {shown.map((face, place) => (
          <Tile
            key={face.id}
            face={face}
            isReached={place === Math.min(cursor, shown.length - 1)}
            isExcepted={excepted?.has(face.id) ?? null}
            words={describe?.(face) ?? null}
            onToggle={() => {
              setCursor(place);
              onExcept?.([face.id], excepted?.has(face.id) !== true);
            }}
            onPeek={() => {
              onPeek(face);
            }}
          />
        ))}
      </div>
      {hidden > 0 && !isAll && (
        <Button
          size="small"
          onClick={() => {
            setAll(true);
          }}
        >
          {texts.review.showAll(faces.length)}
        </Button>
      )}
      {hidden > 0 && isAll && <p className={styles["more"]}>{texts.review.tooMany(hidden)}</p>}
    </>
  );
}

interface TileProps {
  readonly face: AskedFace;
  /** Tab comes to this one. */
  readonly isReached: boolean;
  /** Null = it cannot be marked. */
  readonly isExcepted: boolean | null;
  readonly words: FaceWords | null;
  readonly onToggle: () => void;
  readonly onPeek: () => void;
}

function Tile({ face, isReached, isExcepted, words, onToggle, onPeek }: TileProps) {
  const own = texts.review.face(face.takenAt === null ? null : texts.units.day(face.takenAt));
  const name = words?.label(own) ?? own;
  const canMark = isExcepted !== null;
  return (
    <div className={styles["place"]}>
      <div
        className={styles["tile"]}
        data-face={face.id}
        data-excepted={isExcepted === true || undefined}
        tabIndex={isReached ? 0 : -1}
        {...(canMark
          ? { role: "checkbox", "aria-checked": !isExcepted, onClick: onToggle }
          : { role: "img", onClick: onPeek })}
        aria-label={isExcepted === true ? `${name}, ${texts.review.excepted}` : name}
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          if (canMark) onToggle();
          else onPeek();
        }}
      >
        <FacePicture faceId={face.id} name="" size={faceSize} />
        {words?.badge != null && <span className={styles["badge"]}>{words.badge}</span>}
        {isExcepted === true && (
          <span className={styles["cross"]}>
            <X size={28} aria-hidden />
          </span>
        )}
      </div>
      <button
        type="button"
        className={styles["peek"]}
        tabIndex={-1}
        aria-label={texts.review.showPhoto}
        title={`${texts.review.showPhoto} (P)`}
        onClick={onPeek}
      >
        <Image size={16} aria-hidden />
      </button>
      {words !== null && (
        <div className={styles["caption"]} aria-hidden onClick={onToggle}>
          {words.caption}
        </div>
      )}
    </div>
  );
}

function tileAt(tiles: HTMLElement | null, place: number): HTMLElement | null {
  return tiles?.querySelectorAll<HTMLElement>("[data-face]")[place] ?? null;
}

/** Tiles in the first row. */
function columnsOf(tiles: HTMLElement | null): number {
  const all = [...(tiles?.querySelectorAll<HTMLElement>("[data-face]") ?? [])];
  const top = all[0]?.getBoundingClientRect().top;
  return Math.max(1, all.filter((tile) => tile.getBoundingClientRect().top === top).length);
}
