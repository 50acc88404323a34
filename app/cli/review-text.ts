import type { QuestionCount } from "../review/review.ts";
import { repliesTo } from "./review-typed.ts";
import type { Layout, ShownItem, ShownRow } from "./review-layout.ts";
import type { Outcome, ReviewEnd } from "./review-session.ts";
import { count, printable, table } from "./words.ts";

/** A question as lines of text: how much is left, the sentence, and each face with its photo. */
export function questionText(layout: Layout, left: QuestionCount): string {
  return [
    "",
    `${leftText(left)}.`,
    printable(layout.sentence),
    ...layout.rows.flatMap((row) => rowText(row)),
  ].join("\n");
}

/** "12 questions left, for about 340 faces; after them 45 single faces". */
export function leftText({ questions, faces, singles }: QuestionCount): string {
  const single = count(singles, "single face");
  if (questions === 0) return `${single} left`;
  const about = faces === 0 ? "" : `, for about ${count(faces, "face")}`;
  const many = `${count(questions, "question")} left${about}`;
  return singles === 0 ? many : `${many}; after ${questions === 1 ? "it" : "them"} ${single}`;
}

/** The faces of a row, a line each. */
export function rowText({ title, items, hidden }: ShownRow): string[] {
  const rows = items.map((item) => [
    numberOf(item),
    ...(item.maybe === null ? [] : [`${printable(item.maybe)}?`]),
    photoOf(item),
  ]);
  return [
    ...(title === null ? [] : [printable(title)]),
    table(rows),
    ...(hidden > 0 ? [`    and ${count(hidden, "face")} more like them`] : []),
  ];
}

/** What can be typed, with what it means. */
export function helpText(layout: Layout): string {
  return table(repliesTo(layout.question).map(([typed, meaning]) => [`  ${typed}`, printable(meaning)]));
}

/** What came of a reply; null = nothing worth saying. */
export function outcomeText(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case "answered":
      return `${sentence(outcome.summary)}.`;
    case "skipped":
      return null;
    case "undone":
      return outcome.summary === null ? "Back." : `Undone: ${printable(outcome.summary)}.`;
    case "refused":
      return printable(outcome.message);
  }
}

/** How a review ended; `commandFor` is "familiar NAME" for the same library. */
export function endText({ reason, left }: ReviewEnd, commandFor: (name: string) => string): string {
  if (reason === "nothing-left") return "Nothing is left to be asked.";
  return `${leftText(left)}. Go on with: ${commandFor("review")}`;
}

function numberOf({ number }: ShownItem): string {
  return `  ${number === null ? "" : String(number).padStart(2)}`;
}

function photoOf({ face, faceIds }: ShownItem): string {
  const place = face.path === null ? "(its photo is gone)" : printable(face.path);
  const day = face.takenAt === null ? "" : `, ${face.takenAt.slice(0, 10)}`;
  const more = faceIds.length === 1 ? "" : `, and ${count(faceIds.length - 1, "face")} with it`;
  return `${place}${day}${more}`;
}

function sentence(summary: string): string {
  return printable(summary.charAt(0).toUpperCase() + summary.slice(1));
}
