import type { Database } from "../db/open.ts";
import { listPeople } from "../db/people.ts";
import type { Answer } from "../review/answer.ts";
import type { Question } from "../review/question.ts";
import type { KeyReader, PressedKey } from "./review-keys.ts";
import type { Layout } from "./review-layout.ts";
import { emptyLine, offered, pressKey, type TypedLine } from "./review-name-input.ts";
import type { Reviewer } from "./review-session.ts";
import { leftText, outcomeText, rowText } from "./review-text.ts";
import { numberedFaces, whoIs, type Reply } from "./review-typed.ts";
import { printable, table } from "./words.ts";

/** Where a reviewer reads keys and writes. */
export interface KeyTerminal {
  readonly keys: Pick<KeyReader, "next">;
  readonly write: (text: string) => void;
  /** What to write to show the faces of each row; "" = nothing to show. */
  readonly picturesOf: (layout: Layout) => Promise<readonly string[]>;
}

type FinalReply = Exclude<Reply, { kind: "help" }>;

/** A line that was typed; or it was given up, and the question stays; or the user left altogether (Ctrl+C). */
type Entered = { readonly text: string } | "given-up" | "left";

const eraseLine = "\r\x1b[2K";
const saveCursor = "\x1b7";
const restoreCursor = "\x1b8";

/** Asks with single keys; names and numbers are typed as lines, names with completion. */
export function createKeyboardReviewer(db: Database, terminal: KeyTerminal): Reviewer {
  const { keys, write } = terminal;
  return {
    ask: async (layout, left) => {
      write(`\n${leftText(left)}.\n${printable(layout.sentence)}\n`);
      const pictures = await terminal.picturesOf(layout);
      for (const [at, row] of layout.rows.entries()) {
        write(`${pictures[at] ?? ""}${rowText(row).join("\n")}\n`);
      }
      for (;;) {
        write(`${eraseLine}${promptOf(layout.question)} `);
        const pressed = await keys.next();
        const reply = pressed === null ? quit : await replyTo(db, terminal, layout, pressed);
        write(eraseLine);
        if (reply?.kind === "help") write(`${keyHelp(layout.question)}\n`);
        else if (reply !== null) return reply;
      }
    },
    tell: (outcome) => {
      const text = outcomeText(outcome);
      if (text !== null) write(`${text}\n`);
    },
  };
}

const quit = { kind: "quit" } as const;

/** Null = the key means nothing here, or what it began was given up. */
async function replyTo(
  db: Database,
  terminal: KeyTerminal,
  layout: Layout,
  { typed = "", key }: PressedKey,
): Promise<Reply | null> {
  if (key.ctrl === true) return key.name === "c" || key.name === "d" ? quit : null;
  const { question } = layout;
  const canName = question.kind !== "matches";
  if (canName && (key.name === "return" || key.name === "enter"))
    return await namePerson(db, terminal, "", []);
  const answer = answerOf(question, typed);
  if (answer !== undefined) return { kind: "answer", answer };
  switch (typed) {
    case "s":
      return { kind: "skip" };
    case "u":
      return { kind: "undo" };
    case "q":
      return quit;
    case "?":
    case "h":
      return { kind: "help" };
    case "b":
    case "o":
      return await exceptSome(db, terminal, layout, typed);
  }
  // Names begin with a capital letter, or with one that has no small form here: no need to press Enter first.
  const beginsName = /^[\p{Lu}\p{Lo}+]/u.test(typed);
  return canName && beginsName ? await namePerson(db, terminal, typed, []) : null;
}

function answerOf(question: Question, typed: string): Answer | undefined {
  if (typed === "i" && question.kind !== "split" && question.kind !== "matches") return { kind: "ignore" };
  if (question.kind === "name") return undefined;
  if (typed === "y") return { kind: "yes" };
  return typed === "n" ? { kind: "no" } : undefined;
}

async function exceptSome(
  db: Database,
  terminal: KeyTerminal,
  layout: Layout,
  typed: "b" | "o",
): Promise<FinalReply | null> {
  const { kind } = layout.question;
  const takesSome = kind === "assignment" || kind === "matches" || (kind === "name" && typed === "b");
  if (!takesSome) return null;
  const numbers = await enterLine(terminal, typed === "b" ? "All but: " : "Only: ", "", []);
  if (numbers === "left") return quit;
  if (numbers === "given-up") return null;
  const exceptFaceIds = numberedFaces(layout, numbers.text);
  if (kind === "name") return await namePerson(db, terminal, "", exceptFaceIds);
  return { kind: "answer", answer: { kind: typed === "b" ? "yes" : "no", exceptFaceIds } };
}

async function namePerson(
  db: Database,
  terminal: KeyTerminal,
  begun: string,
  exceptFaceIds: readonly number[],
): Promise<FinalReply | null> {
  const names = listPeople(db)
    .sort((a, b) => b.faces - a.faces || a.id - b.id)
    .map(({ name }) => name);
  const name = await enterLine(terminal, "Name: ", begun, names);
  if (name === "left") return quit;
  if (name === "given-up") return null;
  return { kind: "answer", answer: { kind: "person", person: whoIs(db, name.text), exceptFaceIds } };
}

async function enterLine(
  { keys, write }: KeyTerminal,
  prompt: string,
  begun: string,
  names: readonly string[],
): Promise<Entered> {
  let line: TypedLine = { ...emptyLine, text: begun };
  for (;;) {
    const offers = offered(line, names).filter((name) => name !== line.text);
    const hint = offers.length === 0 ? "" : `  (Tab: ${offers.join(", ")})`;
    const typed = printable(`${prompt}${line.text}`);
    write(`${eraseLine}${typed}${saveCursor}${printable(hint)}${restoreCursor}`);
    const pressed = await keys.next();
    if (pressed === null) return "left";
    if (pressed.key.name === "escape" && line.text === "") return "given-up";
    const after = pressKey(line, pressed.typed, pressed.key, names);
    if ("left" in after) return "left";
    if ("finished" in after) return after.finished === "" ? "given-up" : { text: after.finished };
    line = after.line;
  }
}

function promptOf({ kind, faces }: Question): string {
  const but = faces > 1 ? "b all but some, " : "";
  const keys = {
    name: `Enter name, ${but}i ignore`,
    assignment: `y yes, n no, ${but}Enter somebody else, i ignore`,
    matches: "y all right, n none, b all but some, o only some",
    merge: "y one person, n two people",
    split: "y two people, n one person",
  };
  return `${keys[kind]}, s skip, u undo, q quit, ? help:`;
}

function keyHelp(question: Question): string {
  const rows: [string, string][] =
    question.kind === "name" ? [] : [["y, n", "yes, no; a no is never asked again"]];
  if (question.kind !== "matches") {
    rows.push([
      "Enter",
      "type who it is; Tab completes a name, Esc gives up. A capital letter begins a name at once",
    ]);
    rows.push(["+NAME", "somebody new, although another person is called so"]);
  }
  if (question.kind === "assignment" || question.kind === "matches") {
    rows.push(["b, o", "type the numbers of faces: yes but not these, no only these"]);
  }
  if (question.kind === "name" && question.faces > 1) {
    rows.push(["b", "type the numbers of faces that are somebody else, then the name of the others"]);
  }
  if (question.kind !== "split" && question.kind !== "matches")
    rows.push(["i", "ignore: strangers, never asked about again"]);
  rows.push(["s, u", "skip until the end; undo the last answer, and go back to it"]);
  rows.push(["q", "quit; everything you said is kept"]);
  return table(rows.map(([key, meaning]) => [`  ${key}`, meaning]));
}
