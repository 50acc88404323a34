import type { SearchError } from "../search/errors.ts";
import { printable } from "./words.ts";

/**
 * A search that went wrong, for a terminal: the message, the search, and carets under the part that is wrong:
 *
 *     anna & caal
 *            ^^^^
 */
export function withCaret({ message, text, span }: SearchError): string {
  const before = printable(text.slice(0, span.start));
  const wrong = printable(text.slice(span.start, span.end));
  const carets = "^".repeat(Math.max(1, columnsOf(wrong)));
  return `${message}\n\n    ${printable(text)}\n    ${" ".repeat(columnsOf(before))}${carets}`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u;

/** How many columns of a terminal a text takes: Chinese, Japanese and Korean characters and emoji take two each. */
function columnsOf(text: string): number {
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
}
