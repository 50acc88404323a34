import type { Key } from "node:readline";
import { fold } from "../search/fold.ts";

/** A line being typed. */
export interface TypedLine {
  readonly text: string;
  /** What Tab goes through; null = Tab was not pressed since the text was changed. */
  readonly completing: { readonly candidates: readonly string[]; readonly at: number } | null;
}

/** What a key does to a line: another line, the line is finished, or all is finished (Ctrl+C, Ctrl+D). */
export type Typed = { readonly line: TypedLine } | { readonly finished: string } | { readonly left: true };

export const emptyLine: TypedLine = { text: "", completing: null };

/** Names offered at most while one is typed. */
const mostCandidates = 5;

const graphemes = new Intl.Segmenter();

/** What a key of a terminal (node:readline) does to the line being typed; `names` are those that Tab completes. */
export function pressKey(
  line: TypedLine,
  typed: string | undefined,
  key: Key,
  names: readonly string[],
): Typed {
  if (key.ctrl === true && (key.name === "c" || key.name === "d")) return { left: true };
  if (key.name === "return" || key.name === "enter") return { finished: line.text.trim() };
  if (key.name === "tab") return { line: complete(line, names, key.shift === true ? -1 : 1) };
  if (key.name === "escape" || (key.ctrl === true && key.name === "u")) return { line: emptyLine };
  if (key.ctrl === true && key.name === "w") return { line: lineOf(line.text.replace(/\S*\s*$/u, "")) };
  if (key.name === "backspace") {
    const letters = [...graphemes.segment(line.text)].map(({ segment }) => segment);
    return { line: lineOf(letters.slice(0, -1).join("")) };
  }
  const isText = typed !== undefined && key.ctrl !== true && key.meta !== true && !/\p{Cc}/u.test(typed);
  return { line: isText ? lineOf(line.text + typed) : line };
}

/**
 * The names that begin with what is typed, then those in which a later word does; case and accents do not matter.
 * `names` come in the order of preference. None for an empty text.
 */
export function completionsOf(text: string, names: readonly string[]): string[] {
  const wanted = fold(text);
  if (wanted === "") return [];
  const folded = names.map((name) => ({ name, key: fold(name) }));
  const first = folded.filter(({ key }) => key.startsWith(wanted));
  const later = folded.filter(({ key }) => !key.startsWith(wanted) && key.includes(` ${wanted}`));
  return [...new Set([...first, ...later].map(({ name }) => name))].slice(0, mostCandidates);
}

/** What is offered while a line is typed: what Tab goes through, or would. */
export function offered(line: TypedLine, names: readonly string[]): readonly string[] {
  return line.completing?.candidates ?? completionsOf(line.text, names);
}

function complete(line: TypedLine, names: readonly string[], step: 1 | -1): TypedLine {
  const candidates = offered(line, names);
  const from = line.completing?.at ?? (step === 1 ? -1 : 0);
  const at = (from + step + candidates.length) % candidates.length;
  const text = candidates[at];
  return text === undefined ? line : { text, completing: { candidates, at } };
}

function lineOf(text: string): TypedLine {
  return { text, completing: null };
}
