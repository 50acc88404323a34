import type { AnswerInput } from "../../../app/api/review.ts";
import type { ShownQuestion } from "../../../app/review/show-question.ts";
import { texts } from "../../texts/texts.ts";

/** Something that can be done with a question. */
export interface Deed {
  readonly keys: string;
  readonly label: string;
  readonly look: "main" | "plain" | "quiet";
  /** false = not while some faces are marked as somebody else. */
  readonly isPossible: boolean;
  readonly run: () => void;
}

interface Doers {
  readonly answer: (answer: AnswerInput) => void;
  /** Lets the user type a name. */
  readonly name: () => void;
  readonly skip: () => void;
  /** Marks all faces as somebody else, or none when all are. */
  readonly markAll: () => void;
}

/** What can be done with a question, most likely first. `exceptIds` are the faces marked as somebody else. */
export function deedsOf(question: ShownQuestion, exceptIds: readonly number[], doers: Doers): Deed[] {
  const { answer, name, skip, markAll } = doers;
  const words = texts.review;
  const isWhole = exceptIds.length === 0;
  const count = question.parts.reduce((sum, { faces }) => sum + faces.length, 0);
  const yes = (label: string, exceptions: readonly number[] = []): Deed => ({
    ...{ keys: "y", label, look: "main", isPossible: exceptions.length < count },
    run: () => {
      answer({ kind: "yes", ...(exceptions.length > 0 && { exceptFaceIds: [...exceptions] }) });
    },
  });
  const no = (label: string): Deed => ({
    ...{ keys: "n", label, look: "plain", isPossible: true },
    run: () => {
      answer({ kind: "no" });
    },
  });
  const enter = (label: string): Deed => ({
    keys: "Enter",
    label,
    look: "plain",
    isPossible: isWhole,
    run: name,
  });
  const ignore = (value: number): Deed => ({
    ...{ keys: "i", label: words.ignore(value), look: "plain", isPossible: isWhole },
    run: () => {
      answer({ kind: "ignore" });
    },
  });
  const marking: Deed[] =
    count > 1
      ? [
          {
            ...{ keys: "a", label: exceptIds.length < count ? words.markAll : words.unmarkAll },
            ...{ look: "quiet", isPossible: true, run: markAll },
          },
        ]
      : [];
  const skipping: Deed = { keys: "s", label: words.skip, look: "plain", isPossible: true, run: skip };
  switch (question.kind) {
    case "name":
      return [
        { ...enter(words.nameThem), isPossible: true },
        ignore(question.parts[0]?.faces.length ?? 0),
        skipping,
      ];
    case "assignment": {
      const label = isWhole ? words.yes(count) : words.yesBut(exceptIds.length);
      return [
        yes(label, exceptIds),
        no(words.no(count)),
        enter(words.somebodyElseButton),
        ignore(count),
        ...marking,
        skipping,
      ];
    }
    case "matches":
      return [
        yes(isWhole ? words.yes(count) : words.yesBut(exceptIds.length), exceptIds),
        no(words.no(count)),
        ...marking,
        skipping,
      ];
    case "merge": {
      const isOfGroups = question.parts.every(({ person }) => person === null);
      const both = [yes(words.mergeYes), no(words.mergeNo)];
      return isOfGroups ? [...both, enter(words.nameThem), ignore(count), skipping] : [...both, skipping];
    }
    case "split":
      return [yes(words.splitYes), no(words.splitNo), enter(words.nameSecond), skipping];
  }
}
