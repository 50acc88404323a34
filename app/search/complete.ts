import type { Database } from "../db/open.ts";
import type { Span } from "./errors.ts";
import type { FoldedPerson } from "./find-people.ts";
import { fold } from "./fold.ts";
import { facts } from "./query.ts";
import { withSnapshot } from "./snapshot.ts";
import { tokenise, type Token } from "./tokens.ts";
import { keywords, writtenName } from "./vocabulary.ts";

/** A way to go on with a search: put `text` in place of the part from `start` to `end`. */
export interface Candidate extends Span {
  readonly kind: "person" | "keyword";
  /** In quotes where the search needs them. */
  readonly text: string;
  /** What to show: the name, or what the keyword means. */
  readonly label: string;
}

/** How many people `completeQuery` offers at most. */
const mostPeople = 10;

/** Names of up to this many words are completed over words already typed: "anna ma" -> "Anna Maria". */
const mostWords = 4;

/** Completes a search with the names of a library; see `completeQuery`. Hidden people are not offered. */
export function completeSearch(db: Database, text: string, cursor: number): Candidate[] {
  return withSnapshot(db, (snapshot) => {
    const faces = snapshot.faceCounts();
    const people = snapshot
      .people()
      .filter(({ isHidden }) => !isHidden)
      .sort((a, b) => (faces.get(b.id) ?? 0) - (faces.get(a.id) ?? 0) || a.id - b.id);
    return completeQuery(text, cursor, people);
  });
}

/**
 * How a search can go on at the cursor (a position in UTF-16): people, the ones given first first, but names that
 * begin so before names with a later word that does; then keywords. Nothing where a number or a text is expected.
 */
export function completeQuery(
  text: string,
  cursor: number,
  peopleByUse: readonly Pick<FoldedPerson, "name" | "folded">[],
): Candidate[] {
  const tokens = tokenise(text);
  const at = tokens.findIndex(({ start, end }) => start < cursor && cursor <= end);
  const token = at === -1 ? undefined : tokens[at];
  if (token?.kind === "field") return factsFor(token);
  const hole = token === undefined || token.kind === "sign" ? undefined : token;
  const last = hole === undefined ? tokens.findLast(({ end }) => end <= cursor) : tokens[at - 1];
  if (isComparison(last)) return [];
  const typed = hole === undefined ? "" : typedPart(text, hole, cursor);
  const span = hole ?? { start: cursor, end: cursor };
  const people = completePeople(peopleByUse, wordsBefore(tokens, at, hole), fold(typed), span);
  const words =
    hole?.kind === "quoted" || isInsideNames(tokens, span.start) ? [] : completeKeywords(typed, span);
  return [...people, ...words];
}

function factsFor({ field, text, start, end }: Extract<Token, { kind: "field" }>): Candidate[] {
  if (field !== "has") return [];
  return facts
    .filter((fact) => fact.startsWith(text.toLowerCase()))
    .map((fact) => ({ kind: "keyword", text: `has:${fact}`, label: `has:${fact}`, start, end }));
}

/** What is typed of this piece up to the cursor, without the quote at its beginning. */
function typedPart(text: string, token: Token, cursor: number): string {
  return text.slice(token.start + (token.kind === "quoted" ? 1 : 0), cursor).replace(/["“”„]$/, "");
}

/** The plain words directly before the piece `at`, the nearest first, with where each of them starts. */
function wordsBefore(
  tokens: readonly Token[],
  at: number,
  hole: Token | undefined,
): { text: string; start: number }[] {
  const words: { text: string; start: number }[] = [];
  if (hole?.kind !== "word") return words;
  for (const token of tokens.slice(Math.max(0, at - mostWords + 1), at).toReversed()) {
    if (token.kind !== "word") break;
    words.push(token);
  }
  return words;
}

function completePeople(
  people: readonly Pick<FoldedPerson, "name" | "folded">[],
  earlier: readonly { text: string; start: number }[],
  typed: string,
  span: Span,
): Candidate[] {
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const add = (isMeant: (folded: string) => boolean, start: number) => {
    for (const { name, folded } of people) {
      if (candidates.length === mostPeople) return;
      if (seen.has(folded) || !isMeant(folded)) continue;
      seen.add(folded);
      candidates.push({ kind: "person", text: writtenName(name), label: name, start, end: span.end });
    }
  };
  let phrase = typed;
  const phrases = earlier.map(({ text, start }) => ({ phrase: (phrase = `${fold(text)} ${phrase}`), start }));
  for (const { phrase: longer, start } of phrases.toReversed()) add((name) => name.startsWith(longer), start);
  add((name) => name.startsWith(typed), span.start);
  add((name) => name.includes(` ${typed}`) || name.includes(`-${typed}`), span.start);
  return candidates;
}

function completeKeywords(typed: string, { start, end }: Span): Candidate[] {
  const lower = typed.toLowerCase();
  return keywords
    .filter(({ word }) => word.startsWith(lower))
    .map(({ completion, meaning }) => ({ kind: "keyword", text: completion, label: meaning, start, end }));
}

function isComparison(token: Token | undefined): boolean {
  return token?.kind === "sign" && ["=", "!=", "<", "<=", ">", ">="].includes(token.sign);
}

/** Is this position in the parentheses of only(...), with(...) or age(...), where only names can stand? */
function isInsideNames(tokens: readonly Token[], position: number): boolean {
  let opener: Token | undefined;
  let isNames = false;
  for (const token of tokens) {
    if (token.start >= position) break;
    if (token.kind === "sign" && token.sign === "(")
      isNames = opener?.kind === "word" && ["only", "with", "age"].includes(opener.text.toLowerCase());
    if (token.kind === "sign" && token.sign === ")") isNames = false;
    opener = token;
  }
  return isNames;
}
