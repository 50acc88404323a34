import { SearchError, type Span } from "./errors.ts";
import type { Sign, Token } from "./tokens.ts";

/** Goes through the pieces of a search, one after the other. */
export interface TokenReader {
  readonly text: string;
  /** The piece that comes next, undefined at the end. `ahead` = 1: the one after it. */
  peek(ahead?: number): Token | undefined;
  /** Takes the next piece if it is this sign. */
  takeSign(sign: Sign): Token | undefined;
  /** Takes the next piece if it is this word, small or capital. */
  takeWord(word: string): Token | undefined;
  /** Takes the next piece, whatever it is. */
  take(): Token | undefined;
  /** An error about `span`; without one, about what comes next, or the end of the text. */
  error(message: string, span?: Span, suggestions?: readonly string[]): SearchError;
}

/** A reader at the beginning of these pieces of `text`. */
export function readTokens(text: string, tokens: readonly Token[]): TokenReader {
  let next = 0;
  const peek = (ahead = 0): Token | undefined => tokens[next + ahead];
  const take = (): Token | undefined => tokens[next++];
  const end = text.trimEnd().length;
  return {
    text,
    peek,
    take,
    takeSign: (sign) => (isSign(peek(), sign) ? take() : undefined),
    takeWord: (word) => (isWord(peek(), word) ? take() : undefined),
    error: (message, span = peek() ?? { start: end, end }, suggestions = []) =>
      new SearchError(text, { start: span.start, end: span.end }, message, suggestions),
  };
}

/** Is this piece the sign? */
export function isSign(token: Token | undefined, sign: Sign): boolean {
  return token?.kind === "sign" && token.sign === sign;
}

/** Is this piece the word, small or capital, not in quotes? */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === word;
}
