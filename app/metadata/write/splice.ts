import type { XmlElement } from "../xmp/parse-xml.ts";

/** Changes of a text, made all at once: places are those of the text before. */
export interface Splices {
  /** Takes an element out, with the blanks before it. */
  remove(element: XmlElement): void;
  /** Puts text behind what is in an element. */
  append(element: XmlElement, text: string): void;
  /** The text with all changes. */
  apply(): string;
}

/** Collects changes of a text whose elements know where they stand. All that is not changed stays, letter for letter. */
export function createSplices(text: string): Splices {
  const removed: XmlElement[] = [];
  const appended = new Map<XmlElement, string>();
  return {
    remove(element) {
      removed.push(element);
    },
    append(element, more) {
      appended.set(element, (appended.get(element) ?? "") + more);
    },
    apply() {
      const edits = [
        ...removed.map((element) => ({
          start: blanksBefore(text, element.start),
          end: element.end,
          text: "",
        })),
        ...[...appended].map(([element, more]) => appendEdit(text, element, more)),
      ];
      edits.sort((a, b) => b.start - a.start);
      return edits.reduce(
        (changed, edit) => changed.slice(0, edit.start) + edit.text + changed.slice(edit.end),
        text,
      );
    },
  };
}

function appendEdit(text: string, element: XmlElement, more: string) {
  if (element.isSelfClosing) {
    return { start: element.end - 2, end: element.end, text: `>${more}</${element.name}>` };
  }
  // Before the blanks that stand in front of the last tag, so that this keeps its place.
  const at = Math.max(element.openEnd, blanksBefore(text, element.closeStart));
  return { start: at, end: at, text: more };
}

function blanksBefore(text: string, position: number): number {
  let start = position;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return start;
}
