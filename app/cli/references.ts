import path from "node:path";
import { allFiles, findFile } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import type { Person } from "../db/people.ts";
import type { PersonChoice } from "../people/choose-person.ts";
import { PeopleError } from "../people/errors.ts";
import { knownFace, knownGroup, knownPerson, knownPhoto } from "../people/known.ts";
import { candidates, onePersonCalled, peopleCalled } from "./people-by-name.ts";
import { realPath } from "./real-path.ts";
import {
  BareNumberError,
  NameChoiceError,
  NothingThereError,
  UnknownNameError,
  UnknownPhotoPathError,
  WrongKindError,
} from "./reference-errors.ts";
import { UsageError } from "./usage-error.ts";

export type ReferenceKind = "person" | "group" | "face" | "photo";

/** Something of the library that a command was given. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: number;
}

const numbered = /^(person|group|face|photo):(\d+(?:,\d+)*)$/i;
const bareNumbers = /^\d+(?:,\d+)*$/;
const mostSuggestions = 3;

/**
 * What is meant by words of a command: "person:12", "group:5", "face:7" or "face:7,8,9", "photo:3", a person's name
 * (without regard to case and accents), a photo's path. Only these `kinds` are expected; where faces are, and neither
 * people nor groups, "7,8,9" means faces. Each once, in the order given; all are there.
 * @throws NothingThereError, UnknownNameError, AmbiguousPersonError, UnknownPhotoPathError, BareNumberError,
 * WrongKindError: all of them UsageErrors.
 */
export function findReferences(
  db: Database,
  words: readonly string[],
  kinds: readonly ReferenceKind[],
): Reference[] {
  const found = words.flatMap((word) => findOne(db, word, kinds));
  return [...new Map(found.map((reference) => [`${reference.kind}:${reference.id}`, reference])).values()];
}

/** The ids of what is meant by words, where only one kind is expected. @throws as findReferences. */
export function findIds(db: Database, words: readonly string[], kind: ReferenceKind): number[] {
  return findReferences(db, words, [kind]).map(({ id }) => id);
}

/** The one person who is meant. @throws as findReferences. */
export function findPerson(db: Database, word: string): Person {
  const [id, ...more] = findIds(db, [word], "person");
  if (id === undefined || more.length > 0) throw new UsageError("One person is expected, not several.");
  return knownPerson(db, id);
}

/** The id of the one photo that is meant. @throws as findReferences. */
export function findPhotoId(db: Database, word: string): number {
  const [id, ...more] = findIds(db, [word], "photo");
  if (id === undefined || more.length > 0) throw new UsageError("One photo is expected, not several.");
  return id;
}

/** The ids of these references that are of one kind. */
export function idsOf(references: readonly Reference[], kind: ReferenceKind): number[] {
  return references.filter((reference) => reference.kind === kind).map(({ id }) => id);
}

/**
 * Who gets faces: somebody by "person:12", somebody new by a name, or by a name that is taken already with `existing`
 * (the one who is called so) or `new` (somebody else of the same name).
 * @throws NameChoiceError for a name that is taken when neither is said; as findReferences.
 */
export function choosePerson(
  db: Database,
  name: string,
  flags: { readonly new?: boolean; readonly existing?: boolean },
): PersonChoice {
  if (numbered.test(name)) {
    if (flags.new === true) throw new UsageError(`${name} is not new: leave out --new, or write a name.`);
    return { id: findPerson(db, name).id };
  }
  if (flags.existing === true) return { id: findPerson(db, name).id };
  if (flags.new === true) return { name, allowSameName: true };
  refuseTakenName(db, name, null);
  return { name };
}

/**
 * Refuses a name that somebody has, without regard to case and accents. `renamedId` is who is to get it: a person may
 * be called differently by case; null = somebody new.
 * @throws NameChoiceError.
 */
export function refuseTakenName(db: Database, name: string, renamedId: number | null): void {
  const namesakes = peopleCalled(db, name).filter(({ id }) => id !== renamedId);
  if (namesakes.length > 0) throw new NameChoiceError(name, candidates(db, namesakes), renamedId);
}

/**
 * The person who is called so, or with `isNew` somebody who is not there yet.
 * @throws as findReferences, and says how to name somebody new.
 */
export function findPersonOrNew(db: Database, name: string, isNew: boolean): PersonChoice {
  try {
    return choosePerson(db, name, { new: isNew, existing: !isNew });
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    throw new UsageError(`${error.message} Somebody new: add --new.`, { cause: error });
  }
}

/** Splits words into the references in front and what follows, such as a name of several words. */
export function splitReferences(
  words: readonly string[],
  { bareNumbersToo = false }: { readonly bareNumbersToo?: boolean } = {},
): { readonly references: readonly string[]; readonly rest: string } {
  const isReference = (word: string) =>
    (numbered.test(word) && !/^person:/i.test(word)) || (bareNumbersToo && isBareNumber(word));
  const end = words.findIndex((word) => !isReference(word));
  const at = end === -1 ? words.length : end;
  return { references: words.slice(0, at), rest: words.slice(at).join(" ") };
}

/** Is this "14" or "14,15"? */
export function isBareNumber(word: string): boolean {
  return bareNumbers.test(word);
}

function findOne(db: Database, word: string, kinds: readonly ReferenceKind[]): Reference[] {
  const match = numbered.exec(word);
  if (match !== null) {
    const kind = kinds.find((candidate) => candidate === match[1]?.toLowerCase());
    if (kind === undefined) throw new WrongKindError(word, kinds);
    return numbersOf(match[2] ?? "").map((id) => checked(db, { kind, id }));
  }
  if (isBareNumber(word)) {
    const numberedKinds = kinds.filter((kind) => kind !== "photo");
    if (numberedKinds.length === 1 && numberedKinds[0] === "face") {
      return numbersOf(word).map((id) => checked(db, { kind: "face", id }));
    }
    if (numberedKinds.length > 0 && peopleCalled(db, word).length === 0) {
      throw new BareNumberError(word, numberedKinds);
    }
  }
  if (kinds.includes("person")) return [{ kind: "person", id: onePersonCalled(db, word) }];
  if (kinds.includes("photo")) return [{ kind: "photo", id: photoAt(db, word) }];
  throw new WrongKindError(word, kinds);
}

function numbersOf(text: string): number[] {
  return text.split(",").map(Number);
}

function checked(db: Database, reference: Reference): Reference {
  const { kind, id } = reference;
  const check = { person: knownPerson, group: knownGroup, face: knownFace, photo: knownPhoto }[kind];
  try {
    check(db, id);
  } catch (error) {
    if (error instanceof PeopleError) throw new NothingThereError(`${kind}:${id}`, error);
    throw error;
  }
  return reference;
}

function photoAt(db: Database, word: string): number {
  const file = findFile(db, realPath(word)) ?? findFile(db, path.resolve(word));
  const photoId = file?.photoId;
  if (photoId != null) return photoId;
  const sameName = allFiles(db).filter(
    (file) => file.photoId !== null && path.basename(file.path) === path.basename(word),
  );
  throw new UnknownPhotoPathError(
    word,
    sameName
      .map((file) => file.path)
      .sort()
      .slice(0, mostSuggestions),
  );
}
