import { useRef, useState } from "react";
import type { AskedFace } from "../../../app/db/asked-faces.ts";
import type { ShownQuestion } from "../../../app/review/show-question.ts";
import type { OpenReview } from "../../api/review.ts";
import { NameInput } from "../../components/name-input.tsx";
import { useShortcuts, type Shortcut } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { AnswerBar } from "./answer-bar.tsx";
import { deedsOf, type Deed } from "./deeds.ts";
import { PhotoPeek } from "./photo-peek.tsx";
import { QuestionParts } from "./question-parts.tsx";
import { headingOf } from "./question-words.ts";
import styles from "./review-screen.module.css";

interface QuestionViewProps {
  readonly question: ShownQuestion;
  readonly review: OpenReview;
}

/** One question: what is asked, the faces, and what can be answered. All of it works with the keyboard alone. */
export function QuestionView({ question, review }: QuestionViewProps) {
  const { refusal } = review;
  const refused = refusal !== null && refusal.question.key === question.key ? refusal : null;
  const [excepted, setExcepted] = useState<ReadonlySet<number>>(() => exceptionsOf(refused?.answer ?? null));
  // How often the user went to the field for a name: each time it takes the keyboard anew. 0 = it is not there.
  const [namings, setNamings] = useState(question.kind === "name" ? 1 : 0);
  const [peeked, setPeeked] = useState<AskedFace | null>(null);
  const view = useRef<HTMLDivElement>(null);
  const faces = question.parts.flatMap((part) => part.faces);
  // A question that has changed may have lost faces.
  const exceptIds = faces.map(({ id }) => id).filter((id) => excepted.has(id));
  const deeds = deedsOf(question, exceptIds, {
    answer: (answer) => {
      review.answer(question, answer);
    },
    name: () => {
      setNamings((times) => times + 1);
    },
    skip: () => {
      review.skip(question);
    },
    markAll: () => {
      setExcepted(new Set(exceptIds.length < faces.length ? faces.map(({ id }) => id) : []));
    },
  });
  const leaveField = () => {
    if (question.kind !== "name") setNamings(0);
    const place = (selector: string) => view.current?.querySelector<HTMLElement>(selector);
    (place("[data-face][tabindex='0']") ?? place("h1"))?.focus();
  };
  useShortcuts(texts.review.title, [
    ...deeds.filter(({ isPossible }) => isPossible).flatMap(shortcutsOf),
    {
      keys: "p",
      label: texts.review.showPhoto,
      run: ({ target }) => {
        const id = target instanceof HTMLElement ? Number(target.dataset["face"]) : NaN;
        setPeeked(faces.find((face) => face.id === id) ?? faces[0] ?? null);
      },
    },
  ]);
  return (
    <div ref={view} className={styles["question"]}>
      <div className={styles["asking"]}>
        <h1 tabIndex={-1} className={styles["heading"]}>
          {headingOf(question)}
        </h1>
        <p className={styles["settles"]}>
          {texts.review.settles(question.faces)}
          {question.wasSkipped && ` · ${texts.review.wasSkipped}`}
        </p>
        {refused !== null && refused.message !== "" && (
          <p role="alert" className={styles["refused"]}>
            {refused.message}
          </p>
        )}
        {namings > 0 && (
          <div className={styles["name"]}>
            <NameInput
              key={namings}
              label={question.kind === "name" ? texts.review.name : texts.review.somebodyElse}
              autoFocus
              exceptIds={question.person === null ? [] : [question.person.id]}
              onChoose={(person) => {
                const isWithExceptions = question.kind === "name" && exceptIds.length > 0;
                review.answer(question, {
                  kind: "person",
                  person,
                  ...(isWithExceptions && { exceptFaceIds: exceptIds }),
                });
              }}
              onCancel={leaveField}
            />
            <p className={styles["hint"]}>{texts.review.fieldHint}</p>
          </div>
        )}
      </div>
      <QuestionParts
        question={question}
        excepted={excepted}
        onExcept={(ids, isExcepted) => {
          setExcepted((before) => {
            const after = new Set(before);
            for (const id of ids) {
              if (isExcepted) after.add(id);
              else after.delete(id);
            }
            return after;
          });
        }}
        onPeek={setPeeked}
      />
      <AnswerBar deeds={deeds} onTakeBack={review.takeBack} />
      <PhotoPeek faces={faces} face={peeked} onShow={setPeeked} />
    </div>
  );
}

function shortcutsOf({ keys, label, run }: Deed): Shortcut[] {
  if (keys === "s")
    return [
      { keys, label, run },
      { keys: "PageDown", label, run, alsoInFields: true },
    ];
  // On a button or in the list of names Enter is theirs.
  return [
    keys === "Enter"
      ? { keys, label, run, isFor: ({ target }) => !isActedOnByEnter(target) }
      : { keys, label, run },
  ];
}

function exceptionsOf(
  answer: { readonly kind: string; readonly exceptFaceIds?: number[] | undefined } | null,
) {
  return new Set(answer?.exceptFaceIds ?? []);
}

function isActedOnByEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("button, a, input, textarea, [role=option]");
}
