import type { AskedFace } from "../../../app/db/review.ts";
import type { ShownPart, ShownQuestion } from "../../../app/review/show-question.ts";
import { FacePicture } from "../../components/face-picture.tsx";
import { texts } from "../../texts/texts.ts";
import { FaceTiles } from "./face-tiles.tsx";
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
}: Omit<QuestionPartsProps, "question"> & { readonly part: ShownPart }) {
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
        {...{ excepted, onExcept, onPeek }}
      />
    </li>
  );
}

function AssignmentParts({ question, excepted, onExcept, onPeek }: QuestionPartsProps) {
  const { person } = question;
  const faces = question.parts.flatMap((part) => part.faces);
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
      <section className={styles["part"]}>
        <h2 className={styles["subheading"]}>{texts.review.asked}</h2>
        <FaceTiles
          label={texts.review.asked}
          faces={faces}
          isFocused
          onPeek={onPeek}
          {...(faces.length > 1 && { excepted, onExcept })}
        />
        {faces.length > 1 && <p className={styles["hint"]}>{texts.review.exceptHint}</p>}
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
