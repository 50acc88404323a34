import { useEffect, useRef, useState, type RefObject } from "react";
import type { Candidate } from "../../../app/search/complete.ts";
import { useCompletion } from "../../api/search.ts";

/** The text in a search box, and what it may be completed with. */
export interface CompletedText {
  readonly text: string;
  /** By typing, or in its place; `at` = where the cursor is then. */
  readonly change: (text: string, at?: number) => void;
  readonly setCursor: (at: number) => void;
  readonly candidates: readonly Candidate[];
  /** Puts a candidate into the text. */
  readonly take: (candidate: Candidate) => void;
  /** Are the candidates wanted? */
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  /** The candidate that the keyboard is at. */
  readonly highlighted: Candidate | null;
  readonly setHighlighted: (candidate: Candidate | null) => void;
}

interface TextOptions {
  readonly input: RefObject<HTMLInputElement | null>;
  /** Each time that the text changes. */
  readonly onType: ((text: string) => void) | undefined;
}

/** Keeps what is typed; when `query` changes, so does the text. */
export function useCompletedText(query: string, { input, onType }: TextOptions): CompletedText {
  const [text, setText] = useState(query);
  const [shownQuery, setShownQuery] = useState(query);
  const [cursor, setCursor] = useState(query.length);
  const [isOpen, setOpen] = useState(false);
  const [highlighted, setHighlighted] = useState<Candidate | null>(null);
  const wantedCursor = useRef<number | null>(null);
  if (shownQuery !== query) {
    setShownQuery(query);
    setText(query);
  }
  useEffect(() => {
    if (wantedCursor.current !== null)
      input.current?.setSelectionRange(wantedCursor.current, wantedCursor.current);
    wantedCursor.current = null;
  }, [input, text]);

  const { data } = useCompletion(text, cursor, isOpen);
  const base = data?.text ?? text;
  const change = (next: string, at = next.length) => {
    setText(next);
    setCursor(at);
    onType?.(next);
  };
  return {
    ...{ text, change, setCursor, isOpen, setOpen, highlighted, setHighlighted },
    candidates: data?.candidates ?? [],
    take: (candidate) => {
      const before = base.slice(0, candidate.start) + candidate.text;
      wantedCursor.current = before.length;
      change(before + base.slice(candidate.end), before.length);
      // An unfinished word such as "only(" or "faces >= " goes on; a name is followed by anything.
      setOpen(/[(:\s]$/.test(candidate.text));
      setHighlighted(null);
    },
  };
}
