import type { Database } from "../db/open.ts";
import type { PersonChoice } from "../people/choose-person.ts";
import type { Answer } from "../review/answer.ts";
import type { Question } from "../review/question.ts";
import { onePersonCalled, peopleCalled } from "./people-by-name.ts";
import { findPerson } from "./references.ts";
import { facesNumbered, type Layout } from "./review-layout.ts";
import { UsageError } from "./usage-error.ts";

/** What the user says to a question. */
export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "skip" }
  | { readonly kind: "undo" }
  | { readonly kind: "quit" }
  | { readonly kind: "help" };

const words: Readonly<Partial<Record<string, Reply>>> = {
  y: { kind: "answer", answer: { kind: "yes" } },
  n: { kind: "answer", answer: { kind: "no" } },
  i: { kind: "answer", answer: { kind: "ignore" } },
  s: { kind: "skip" },
  u: { kind: "undo" },
  q: { kind: "quit" },
  "?": { kind: "help" },
};

const exceptions = /^(.*?)\s*\b(but|only)((?:[\s,]+\d+)+)$/iu;

/**
 * What a typed line means: "y", "n", "i", "s", "u", "q", "?"; a name, "person:12", or "+NAME" for somebody new who is
 * called like another person; "but 3 5" and "only 3 5" for an assignment and matches, "NAME but 3 5" for a group. Null = nothing.
 * @throws UsageError when it does not fit the question, or several people are called so.
 */
export function parseReply(db: Database, layout: Layout, line: string): Reply | null {
  const typed = line.trim();
  if (typed === "") return null;
  const word = words[typed.toLowerCase()];
  if (word !== undefined) return word;
  const [, name = "", how = "", numbers = ""] = exceptions.exec(typed) ?? [];
  if (numbers === "") return { kind: "answer", answer: { kind: "person", person: whoIs(db, typed) } };
  const exceptFaceIds = numberedFaces(layout, numbers);
  if (name !== "") {
    if (how.toLowerCase() === "only") throw new UsageError(`To except faces: ${name} but${numbers}`);
    return { kind: "answer", answer: { kind: "person", person: whoIs(db, name), exceptFaceIds } };
  }
  const kind = how.toLowerCase() === "but" ? "yes" : "no";
  return { kind: "answer", answer: { kind, exceptFaceIds } };
}

/** The faces meant by numbers such as "3 5". @throws UsageError for a number that is not shown. */
export function numberedFaces(layout: Layout, text: string): number[] {
  const numbers = text.split(/[\s,]+/).filter((part) => part !== "");
  const faceIds = numbers.every((part) => /^\d+$/.test(part))
    ? facesNumbered(layout, numbers.map(Number))
    : undefined;
  if (faceIds === undefined || faceIds.length === 0) {
    throw new UsageError(
      `Type the numbers of faces that are shown, such as "but 2 3"; not "${text.trim()}".`,
    );
  }
  return faceIds;
}

/**
 * Who is meant by a typed name: whoever is called so, else somebody new; "+NAME" is always somebody new.
 * @throws UsageError when several are called so, or "person:12" is nobody.
 */
export function whoIs(db: Database, typed: string): PersonChoice {
  if (typed.startsWith("+")) return { name: typed.slice(1), allowSameName: true };
  if (/^person:/i.test(typed)) return { id: findPerson(db, typed).id };
  return peopleCalled(db, typed).length === 0 ? { name: typed } : { id: onePersonCalled(db, typed) };
}

/** What can be said to a question, one line each: what to type, and what it means. */
export function repliesTo(question: Question): [typed: string, meaning: string][] {
  const common: [string, string][] = [
    ["s", "skip: ask this again at the end"],
    ["u", "undo the last answer, and go back to it"],
    ["q", "quit; everything you said is kept"],
  ];
  const new_: [string, string] = ["+NAME", "somebody new, although another person is called so"];
  switch (question.kind) {
    case "name":
      return [
        ["NAME", "who it is: somebody new, or a name that is there already"],
        new_,
        ...(question.faces > 1 ? ([["NAME but 3 5", "all but these faces"]] as [string, string][]) : []),
        ["i", "ignore: strangers, never asked about again"],
        ...common,
      ];
    case "assignment":
      return [
        ["y", `yes, ${question.personName}`],
        ["n", "no; never asked again"],
        ["but 3 5", "yes, but not these"],
        ["only 3 5", "no, only these"],
        ["NAME", "they are all somebody else"],
        new_,
        ["i", "ignore: strangers, never asked about again"],
        ...common,
      ];
    case "matches":
      return [
        ["y", "yes, all of them"],
        ["n", "no, none of them; never asked again"],
        ["but 3 5", "yes, but not these"],
        ["only 3 5", "no, only these"],
        ...common,
      ];
    case "merge":
      return [
        ["y", "yes, one person"],
        ["n", "no, two people; never asked again"],
        ...("groupId" in question.one
          ? ([
              ["NAME", "yes, and this is who"],
              ["i", "ignore both: strangers"],
            ] as [string, string][])
          : []),
        ...common,
      ];
    case "split":
      return [
        ["y", "yes, two people: the smaller part becomes a group of its own"],
        ["n", "no, one person; never asked again"],
        ["NAME", "yes, and this is who the smaller part is"],
        ...common,
      ];
  }
}
