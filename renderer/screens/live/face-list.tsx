import { Pencil } from "lucide-react";
import { Link } from "wouter";
import type { LiveFace, LiveIdentity } from "../../api/live.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { texts } from "../../texts/texts.ts";
import { FaceShot } from "./face-shot.tsx";
import styles from "./live-screen.module.css";
import { personOf } from "./recent-faces.ts";
import { isNameable } from "./stage.tsx";
import type { LiveFaces } from "./use-live-faces.ts";

interface FaceListProps {
  readonly live: LiveFaces;
  readonly isOn: boolean;
  readonly isMirrored: boolean;
  readonly onMark: (track: number | null) => void;
  readonly onName: (face: LiveFace) => void;
}

/** Who is in the picture, as a list that stays still. */
export function FaceList({ live, isOn, isMirrored, onMark, onName }: FaceListProps) {
  const { recent, sessionId } = live;
  const faces = recent.map(({ face }) => face);
  // As one sees them.
  const across = faces
    .filter(({ identity }) => identity.kind === "unknown")
    .sort((a, b) => (a.box.x - b.box.x) * (isMirrored ? -1 : 1));
  return (
    <section className={styles["list"]} aria-label={texts.live.people}>
      <h2>{texts.live.people}</h2>
      {faces.length === 0 ? (
        <div className={styles["nobody"]}>
          {isOn && sessionId !== null ? (
            <>
              <p>{texts.live.nobody}</p>
              <p className={styles["hint"]}>{texts.live.nobodyText}</p>
            </>
          ) : (
            <p className={styles["hint"]}>{texts.live.offList}</p>
          )}
        </div>
      ) : (
        <ul className={styles["lines"]}>
          {faces.map((face) => (
            <li
              // A person who comes back as another track keeps their line, and the focus in it.
              key={
                personOf(face) === null ? `face ${String(face.track)}` : `person ${String(personOf(face))}`
              }
              className={styles["line"]}
              onPointerEnter={() => {
                onMark(face.track);
              }}
              onPointerLeave={() => {
                onMark(null);
              }}
              onFocus={() => {
                onMark(face.track);
              }}
              onBlur={() => {
                onMark(null);
              }}
            >
              <Line
                {...{ face, isMirrored, onName }}
                place={across.indexOf(face) + 1}
                picture={live.pictures.get(face.track)?.picture ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface LineProps {
  readonly face: LiveFace;
  /** Among the unknown ones, from the left. */
  readonly place: number;
  readonly picture: HTMLCanvasElement | null;
  readonly isMirrored: boolean;
  readonly onName: (face: LiveFace) => void;
}

function Line({ face, place, picture, isMirrored, onName }: LineProps) {
  const { identity } = face;
  return (
    <>
      <span className={styles["linePicture"]}>
        {picture !== null && <FaceShot {...{ picture, isMirrored }} side={40} label="" />}
      </span>
      <span className={styles["words"]}>
        {identity.kind === "known" ? (
          <Link
            href={`/people/${String(identity.personId)}`}
            className={styles["name"]}
            title={identity.name}
          >
            <bdi>{identity.name}</bdi>
          </Link>
        ) : (
          <bdi className={styles["name"]}>{titleOf(identity)}</bdi>
        )}
        <span className={styles["hint"]}>{noteOf(identity)}</span>
      </span>
      {isNameable(face) && <NameButton {...{ face, place, onName }} />}
    </>
  );
}

/** The one thing to do with a face that is not known; with one that is, it is there for the odd mistake. */
function NameButton({ face, place, onName }: Pick<LineProps, "face" | "place" | "onName">) {
  const { identity } = face;
  const name = () => {
    onName(face);
  };
  if (identity.kind === "known") {
    return (
      <IconButton size="small" label={texts.live.notThemOf(identity.name)} onClick={name}>
        <Pencil size={16} aria-hidden />
      </IconButton>
    );
  }
  const label =
    identity.kind === "likely" ? texts.live.whoIsThisPerhaps(identity.name) : texts.live.whoIsThisOf(place);
  return (
    <Button size="small" aria-label={label} onClick={name}>
      {texts.live.whoIsThis}
    </Button>
  );
}

function titleOf(identity: LiveIdentity): string {
  if (identity.kind === "known") return identity.name;
  if (identity.kind === "likely") return texts.live.likely(identity.name);
  return texts.live[identity.kind];
}

function noteOf(identity: LiveIdentity): string {
  if (identity.kind === "known") return texts.live.sure(identity.probability);
  if (identity.kind === "likely") return texts.live.likelySo(identity.probability);
  return identity.kind === "unclear" ? texts.live.unclearText : "";
}
