import { SearchError, type Span } from "./errors.ts";

const signs = ["(", ")", "&", "|", "!", "-", ",", "!=", "<=", ">=", "=", "<", ">"] as const;

/** What stands between words. "-" and "!" are signs before a word only: in one, they are letters of it. */
export type Sign = (typeof signs)[number];

/** A piece of a search. */
export type Token = Span &
  (
    | { readonly kind: "sign"; readonly sign: Sign }
    | { readonly kind: "word"; readonly text: string }
    /** In quotes; `text` is what is between them. `isClosed` is false when the last quote is missing. */
    | { readonly kind: "quoted"; readonly text: string; readonly isClosed: boolean }
    /** A name with a colon, and what follows it: folder:Rome, folder:"New York". */
    | { readonly kind: "field"; readonly field: string; readonly text: string; readonly isClosed: boolean }
  );

const space = /\s+/y;
// Also what phones and word processors make of the keys for "and", "not equal" and the like.
const signPattern = /&&?|\|\|?|!=|<=|>=|==|[()!\-,<>=≤≥≠]/y;
const otherSpellings: Readonly<Partial<Record<string, Sign>>> = {
  "&&": "&",
  "||": "|",
  "==": "=",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
};
// A name may hold "-" and "!" ("Jean-Luc", "P!nk"), but faces!=2 is three pieces.
const wordPattern = /(?:[^\s()&|,"“”„<>=≤≥≠!]|!(?!=))+/y;
const fieldPattern = /(\p{L}[\p{L}-]*):/uy;
const valuePattern = /[^\s()&|,"“”„]+/y;
// The quotes of keyboards end with the same one, the typographic ones of any language with any of them. A quote
// that belongs to the text is written twice.
const quotedPatterns = [/"((?:[^"]|"")*)("?)/y, /[“”„]([^“”„]*)([“”„]?)/y];

/**
 * The pieces of a search, from left to right. Never fails: whatever it does not know is a word, and a quote that
 * is not closed holds the rest of the text.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = matchAt(space, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const token = quotedAt(text, at) ?? signAt(text, at) ?? fieldAt(text, at) ?? wordAt(text, at);
    tokens.push(token);
    at = token.end + (matchAt(space, text, token.end)?.[0].length ?? 0);
  }
  return tokens;
}

/** @throws SearchError for a quote that is not closed. */
export function requireClosedQuotes(text: string, tokens: readonly Token[]): void {
  const last = tokens.at(-1);
  if (last === undefined || last.kind === "sign" || last.kind === "word" || last.isClosed) return;
  throw new SearchError(text, last, `The closing " is missing.`, [`${text.slice(last.start)}"`]);
}

function quotedAt(text: string, at: number): Extract<Token, { kind: "quoted" }> | undefined {
  for (const pattern of quotedPatterns) {
    const match = matchAt(pattern, text, at);
    if (match === undefined) continue;
    const [all, inner = "", closing] = match;
    return {
      kind: "quoted",
      text: inner.replaceAll('""', '"'),
      isClosed: closing !== "",
      start: at,
      end: at + all.length,
    };
  }
  return undefined;
}

function signAt(text: string, at: number): Token | undefined {
  const found = matchAt(signPattern, text, at)?.[0];
  if (found === undefined) return undefined;
  const sign = otherSpellings[found] ?? signs.find((known) => known === found);
  return sign && { kind: "sign", sign, start: at, end: at + found.length };
}

function fieldAt(text: string, at: number): Token | undefined {
  const match = matchAt(fieldPattern, text, at);
  if (match === undefined) return undefined;
  const [all, field = ""] = match;
  const valueStart = at + all.length;
  const quoted = quotedAt(text, valueStart);
  const value = quoted?.text ?? matchAt(valuePattern, text, valueStart)?.[0] ?? "";
  return {
    kind: "field",
    field: field.toLowerCase(),
    text: value,
    isClosed: quoted?.isClosed ?? true,
    start: at,
    end: quoted?.end ?? valueStart + value.length,
  };
}

function wordAt(text: string, at: number): Token {
  // Every character starts one of the patterns: those that a word cannot hold are quotes or signs.
  const word = matchAt(wordPattern, text, at)?.[0] ?? text.slice(at, at + 1);
  return { kind: "word", text: word, start: at, end: at + word.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
