import type { AskedFace } from "../../../app/db/asked-faces.ts";
import type { ShownPart, ShownQuestion } from "../../../app/review/show-question.ts";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import { FaceTiles, type FaceWords } from "./face-tiles.tsx";
import { titleOfPart } from "./question-words.ts";
import styles from "./review-screen.module.css";

interface QuestionPartsProps {
  readonly question: ShownQuestion;
  /** Faces marked as somebody else. */
  readonly excepted: ReadonlySet<number>;
  readonly onExcept: (faceIds: readonly number[], isExcepted: boolean) => void;
  readonly onPeek: (face: AskedFace) => void;
}

/** The faces of a question. */
export function QuestionParts(props: QuestionPartsProps) {
  const { question } = props;
  switch (question.kind) {
    case "name":
      return <NameParts {...props} />;
    case "assignment":
      return <AssignmentParts {...props} />;
    case "matches":
      return <MatchesParts {...props} />;
    case "merge":
    case "split":
      return <TwoParts {...props} />;
  }
}

function NameParts({ question, excepted, onExcept, onPeek }: QuestionPartsProps) {
  const [own, ...alike] = question.parts;
  if (own === undefined) return null;
  const isOne = question.faces === 1;
  return (
    <div className={styles["parts"]}>
      <section className={styles["part"]} aria-label={texts.review.ownFaces(own.faces.length)}>
        <FaceTiles
          label={texts.review.asked}
          faces={own.faces}
          onPeek={onPeek}
          {...(!isOne && { excepted, onExcept })}
        />
        {!isOne && <p className={styles["hint"]}>{texts.review.exceptHint}</p>}
      </section>
      {alike.length > 0 && (
        <section className={styles["part"]}>
          <h2 className={styles["subheading"]}>{texts.review.alike(alike.length)}</h2>
          <ul className={styles["alike"]}>
            {alike.map((part) => (
              <AlikeGroup key={part.groupId} {...{ part, excepted, onExcept, onPeek }} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function AlikeGroup({
  part,
  excepted,
  onExcept,
  onPeek,
  isFocused = false,
}: Omit<QuestionPartsProps, "question"> & { readonly part: ShownPart; readonly isFocused?: boolean }) {
  const { faces, probability } = part;
  const isIncluded = faces.some(({ id }) => !excepted.has(id));
  return (
    <li className={styles["group"]} data-left-out={!isIncluded || undefined}>
      <label className={styles["include"]}>
        <input
          type="checkbox"
          checked={isIncluded}
          onChange={({ currentTarget }) => {
            onExcept(
              faces.map(({ id }) => id),
              !currentTarget.checked,
            );
          }}
        />
        {texts.review.include(faces.length)}
        <span className={styles["probability"]}>{texts.review.likely(probability ?? 0)}</span>
      </label>
      <FaceTiles
        label={texts.review.include(faces.length)}
        faces={faces}
        most={8}
        {...{ excepted, onExcept, onPeek, isFocused }}
      />
    </li>
  );
}

function AssignmentParts({ question, excepted, onExcept, onPeek }: QuestionPartsProps) {
  const { person } = question;
  const groups = question.parts.filter((part) => part.faces.length > 1);
  const faces = question.parts.flatMap((part) => (part.faces.length > 1 ? [] : part.faces));
  const isOne = question.parts.length === 1;
  return (
    <div className={styles["parts"]}>
      {person !== null && person.known.length > 0 && (
        <section className={styles["part"]}>
          <h2 className={styles["subheading"]}>{texts.review.knownAs(person.name)}</h2>
          <div className={styles["known"]}>
            {person.known.map(({ id }) => (
              <FacePicture key={id} faceId={id} name={person.name} size={72} isRound />
            ))}
          </div>
        </section>
      )}
      {groups.length > 0 && (
        <section className={styles["part"]}>
          <h2 className={styles["subheading"]}>{texts.review.groupsAsked(groups.length)}</h2>
          <ul className={styles["alike"]}>
            {groups.map((part, place) => (
              <AlikeGroup
                key={part.groupId}
                isFocused={place === 0 && faces.length === 0}
                {...{ part, excepted, onExcept, onPeek }}
              />
            ))}
          </ul>
        </section>
      )}
      {faces.length > 0 && (
        <section className={styles["part"]}>
          <h2 className={styles["subheading"]}>{texts.review.asked}</h2>
          <FaceTiles
            label={texts.review.asked}
            faces={faces}
            isFocused
            onPeek={onPeek}
            {...(!isOne && { excepted, onExcept })}
          />
        </section>
      )}
      {!(isOne && faces.length === 1) && <p className={styles["hint"]}>{texts.review.exceptHint}</p>}
    </div>
  );
}

/** A tile for each portion: its best face, with the person it may be. To mark it marks all of the portion. */
function MatchesParts({ question, excepted, onExcept, onPeek }: QuestionPartsProps) {
  const partOf = new Map(
    question.parts.flatMap((part) => part.faces.slice(0, 1).map(({ id }) => [id, part])),
  );
  const describe = ({ id }: AskedFace): FaceWords => {
    const part = partOf.get(id);
    const name = part?.person?.name ?? "";
    const count = part?.faces.length ?? 1;
    return {
      label: (face) => texts.review.match(name, count === 1 ? face : texts.review.maybeFaces(count)),
      badge: count === 1 ? null : texts.review.more(count - 1),
      caption: (
        <>
          {part?.known != null && <FacePicture faceId={part.known.id} name="" size={40} isRound />}
          <span className={styles["maybe"]} title={name}>
            {texts.review.maybe(name)}
          </span>
        </>
      ),
    };
  };
  return (
    <div className={styles["parts"]}>
      <section className={styles["part"]}>
        <FaceTiles
          label={texts.review.asked}
          faces={question.parts.flatMap(({ faces }) => faces.slice(0, 1))}
          isFocused
          excepted={excepted}
          onExcept={(ids, isExcepted) => {
            onExcept(
              ids.flatMap((id) => partOf.get(id)?.faces.map((face) => face.id) ?? []),
              isExcepted,
            );
          }}
          {...{ onPeek, describe }}
        />
        <p className={styles["hint"]}>{texts.review.matchesHint}</p>
      </section>
    </div>
  );
}

function TwoParts({ question, onPeek }: QuestionPartsProps) {
  return (
    <div className={[styles["parts"], styles["two"]].join(" ")}>
      {question.parts.map((part, place) => {
        const title = titleOfPart(question.kind, part, place) ?? "";
        return (
          // Which of the two it is, is all that names it.
          <section key={place} className={[styles["part"], styles["side"]].join(" ")}>
            <h2 className={styles["subheading"]}>{title}</h2>
            <FaceTiles label={title} faces={part.faces} most={12} isFocused={place === 0} onPeek={onPeek} />
          </section>
        );
      })}
    </div>
  );
}
