import type { ReferenceKind } from "./references.ts";
import { UsageError } from "./usage-error.ts";
import { count, printable, table } from "./words.ts";

/** Somebody who may be meant by a name. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly faces: number;
  /** A photo to know them by, null when there is none. */
  readonly photo: string | null;
}

/** What was referred to is not there: the number is of nobody, or of nothing. */
export class NothingThereError extends UsageError {
  override readonly name = "NothingThereError";
  readonly reference: string;

  constructor(reference: string, cause: Error) {
    super(printable(cause.message), { cause });
    this.reference = reference;
  }
}

/** Nobody has this name. */
export class UnknownNameError extends UsageError {
  override readonly name = "UnknownNameError";
  readonly personName: string;
  /** Names that may have been meant, at most three. */
  readonly suggestions: readonly string[];

  constructor(personName: string, suggestions: readonly string[]) {
    const meant = suggestions.map(printable).join(" or ");
    super(
      `Nobody is called ${printable(personName)}. ${meant === "" ? '"familiar people" lists everybody.' : `Did you mean ${meant}?`}`,
    );
    this.personName = personName;
    this.suggestions = suggestions;
  }
}

/** Several people have this name. */
export class AmbiguousPersonError extends UsageError {
  override readonly name = "AmbiguousPersonError";
  readonly people: readonly Candidate[];

  constructor(personName: string, people: readonly Candidate[]) {
    super(
      `${count(people.length, "person", "people")} are called ${printable(personName)}:\n${candidateTable(people)}\n` +
        "Say which one by the number, as it stands here.",
    );
    this.people = people;
  }
}

/** Somebody has this name already, and it was not said whether it is the same person. */
export class NameChoiceError extends UsageError {
  override readonly name = "NameChoiceError";
  readonly people: readonly Candidate[];

  /** `renamedId` is who is to get the name; null = faces are. */
  constructor(personName: string, people: readonly Candidate[], renamedId: number | null) {
    const number = `person:${people[0]?.id ?? 0}`;
    const same =
      renamedId !== null
        ? `make them one with familiar merge ${number} person:${renamedId}`
        : `write ${number} in place of the name${people.length === 1 ? ", or add --existing" : ""}`;
    super(
      `There is already somebody called ${printable(personName)}:\n${candidateTable(people)}\n` +
        `The same person: ${same}. Somebody else of the same name: add --new.`,
    );
    this.people = people;
  }
}

/** A number that could be of several things. */
export class BareNumberError extends UsageError {
  override readonly name = "BareNumberError";

  constructor(text: string, kinds: readonly ReferenceKind[]) {
    super(`Say what ${text} is the number of: ${kinds.map((kind) => `${kind}:${text}`).join(" or ")}.`);
  }
}

/** Something else was expected. */
export class WrongKindError extends UsageError {
  override readonly name = "WrongKindError";
  readonly reference: string;
  readonly expected: readonly ReferenceKind[];

  constructor(reference: string, expected: readonly ReferenceKind[]) {
    super(
      `Expected is ${expected.map((kind) => waysToWrite[kind]).join(", or ")}, not ${printable(reference)}.`,
    );
    this.reference = reference;
    this.expected = expected;
  }
}

/** No photo of the library has this path. */
export class UnknownPhotoPathError extends UsageError {
  override readonly name = "UnknownPhotoPathError";
  readonly path: string;
  /** Photos with the same file name in other folders, at most three. */
  readonly suggestions: readonly string[];

  constructor(path: string, suggestions: readonly string[]) {
    const meant = suggestions.map((suggestion) => `\n  ${printable(suggestion)}`).join("");
    super(
      `The library has no photo ${printable(path)}. ` +
        (meant === "" ? "Scan its folder first, or write photo: and its number." : `Did you mean${meant}`),
    );
    this.path = path;
    this.suggestions = suggestions;
  }
}

const waysToWrite: Readonly<Record<ReferenceKind, string>> = {
  person: "a person (the name, or person:12)",
  group: "a group (group:14)",
  face: "a face (face:7)",
  photo: "a photo (its path, or photo:3)",
};

function candidateTable(people: readonly Candidate[]): string {
  return table(
    people.map(({ id, name, faces, photo }) => [
      `  person:${id}`,
      printable(name),
      count(faces, "face"),
      photo === null ? "" : `for example in ${printable(photo)}`,
    ]),
  );
}
