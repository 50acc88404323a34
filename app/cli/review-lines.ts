import type { Database } from "../db/open.ts";
import type { Question } from "../review/question.ts";
import type { Layout } from "./review-layout.ts";
import type { Reviewer } from "./review-session.ts";
import { helpText, outcomeText, questionText } from "./review-text.ts";
import { parseReply } from "./review-typed.ts";

/** Where a reviewer reads and writes lines. */
export interface LineTerminal {
  /** The next line that is typed; null = there are no more, which ends the review. */
  readonly nextLine: () => Promise<string | null>;
  readonly write: (text: string) => void;
}

function promptOf({ kind }: Question): string {
  if (kind === "name") return "Name";
  return kind === "matches" ? "y, n or but 2 3" : "y, n or a name";
}

/** Asks in lines of text, for scripts and for terminals that know no keys: what is read is a line, too. */
export function createLineReviewer(
  db: Database,
  { nextLine, write }: LineTerminal,
  /** A file that shows the faces; null = no pictures are wanted. */
  saveFaces: (layout: Layout) => Promise<string | null>,
): Reviewer {
  return {
    ask: async (layout, left) => {
      const file = await saveFaces(layout);
      const faces = file === null ? "" : `Their faces, from left to right: ${file}\n`;
      write(`${questionText(layout, left)}\n${faces}`);
      for (;;) {
        write(`${promptOf(layout.question)} (? for help):\n`);
        const line = await nextLine();
        if (line === null) return { kind: "quit" };
        const reply = parseReply(db, layout, line);
        if (reply?.kind === "help") write(`${helpText(layout)}\n`);
        else if (reply !== null) return reply;
      }
    },
    tell: (outcome) => {
      const text = outcomeText(outcome);
      if (text !== null) write(`${text}\n`);
    },
  };
}
