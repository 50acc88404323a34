import { CircleHelp, PartyPopper } from "lucide-react";
import { useState } from "react";
import { useReview, type OpenReview } from "../../api/review.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useNameTaken } from "../../components/use-name-taken.tsx";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { texts } from "../../texts/texts.ts";
import { faceSize } from "./face-tiles.tsx";
import { QuestionView } from "./question-view.tsx";
import styles from "./review-screen.module.css";

/** Questions about faces, one at a time; the one that settles the most faces first. */
export function ReviewScreen() {
  const nameTaken = useNameTaken();
  const review = useReview((error, answer, giveInstead) => {
    if (answer.kind !== "person") return false;
    return nameTaken.ask(error, (person) => {
      giveInstead({ ...answer, person });
    });
  }, faceSize);
  const { done, left, question } = review;
  useShortcuts(texts.review.title, [
    {
      ...{ keys: "Mod+z", label: texts.review.takeBack, run: review.takeBack, alsoInFields: true },
      // In a name that is being typed it is the field's own.
      isFor: ({ target }) => !(target instanceof HTMLInputElement) || target.value === "",
    },
    { keys: "u", label: texts.review.takeBack, run: review.takeBack },
  ]);
  const total = done.answers + left.questions;
  return (
    <div className={styles["screen"]}>
      <header className={styles["header"]}>
        <p className={styles["left"]}>
          {question === null && review.isWaiting && total === 0
            ? texts.shell.loading
            : texts.review.left(left.questions, left.faces, left.singles)}
        </p>
        <progress
          className={styles["progress"]}
          aria-label={texts.review.title}
          value={done.answers}
          max={Math.max(1, total)}
        />
      </header>
      <Content review={review} />
      <p className={styles["said"]} role="status">
        {review.said}
        {review.pending > 0 && <span className="visually-hidden">{texts.shell.loading}</span>}
      </p>
      {nameTaken.dialog}
    </div>
  );
}

function Content({ review }: { readonly review: OpenReview }) {
  const [isWithSingles, setWithSingles] = useState(false);
  const { question, left, done, error, isWaiting, pending } = review;
  if (error !== null) {
    return (
      <EmptyState
        title={texts.shell.somethingFailed}
        text={error.message}
        action={{ label: texts.shell.tryAgain, onAct: review.retry }}
      />
    );
  }
  if (question === null) {
    // The last answer may be refused, or raise a question.
    if (isWaiting || pending > 0) return <p className={styles["waiting"]}>{texts.review.oneMoment}</p>;
    return (
      <EmptyState
        icon={PartyPopper}
        title={texts.review.doneTitle}
        text={texts.review.done(done.answers, done.faces)}
        action={{ label: texts.review.toPeople, href: "/people" }}
      />
    );
  }
  if (question.kind === "name" && question.faces === 1 && !isWithSingles) {
    return (
      <EmptyState
        icon={CircleHelp}
        title={texts.review.singlesTitle}
        text={
          done.answers === 0
            ? texts.review.singles(left.singles)
            : `${texts.review.given(done.answers, done.faces)} ${texts.review.singles(left.singles)}`
        }
      >
        <Button
          look="main"
          // After the last of the other questions Enter is what the hand expects to go on with.
          autoFocus
          onClick={() => {
            setWithSingles(true);
          }}
        >
          {texts.review.goOn}
        </Button>
      </EmptyState>
    );
  }
  return <QuestionView key={question.key} question={question} review={review} />;
}
