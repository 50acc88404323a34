/** A part of a text: UTF-16 positions, `end` excluded, as `text.slice(start, end)` takes them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A search that cannot be understood or answered. The message is for the one who typed it. */
export class SearchError extends Error {
  override readonly name = "SearchError";
  /** The whole search. */
  readonly text: string;
  /** The part that is wrong; empty at the end of the text when something is missing there. */
  readonly span: Span;
  /** Up to three texts to put in place of that part. */
  readonly suggestions: readonly string[];

  constructor(text: string, span: Span, message: string, suggestions: readonly string[] = []) {
    super(message);
    this.text = text;
    this.span = span;
    this.suggestions = suggestions;
  }
}
