import type { Database } from "../db/open.ts";
import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { choosePerson, type PersonChoice } from "../people/choose-person.ts";
import { confirmFaces } from "../people/confirm-faces.ts";
import { knownFaces, knownPerson } from "../people/known.ts";
import { rejectFaces } from "../people/release-faces.ts";
import { countOf, listOf } from "../people/summary-words.ts";

/** Faces that were asked about together as one person. */
export interface FacesToSort {
  readonly personId: number;
  /** Those who are the person. */
  readonly yes: readonly number[];
  /** Those who are not. */
  readonly no: readonly number[];
  /** Who the others are; undefined = not said. */
  readonly othersAre?: PersonChoice;
}

/** People named in a summary. */
const mostNamed = 3;

/**
 * Confirms some faces as a person and rejects others, or gives those to somebody else; for one person or several, as
 * one action. The faces in question are no two of one photo for the same person.
 * @throws UnknownFaceError, UnknownPersonError, TwiceInPhotoError, FalseFaceError, EmptyNameError, NameTakenError.
 */
export function sortFaces(context: ActionContext, sorted: readonly FacesToSort[]): PerformedAction {
  const { db } = context;
  return act(context, { kind: "sort-suggestions", summary: (said: string) => said }, () => {
    const all = sorted.map((ofPerson) => sortOfPerson(db, ofPerson));
    const confirmed = all.filter(({ yes }) => yes > 0);
    const rejected = all.filter(({ no }) => no > 0);
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    const yes = sum(confirmed.map((of) => of.yes));
    const no = sum(rejected.map((of) => of.no));
    const others = all.flatMap(({ named }) => named ?? []);
    return [
      ...(yes === 0 ? [] : [`confirmed ${countOf(yes, "face")} of ${namesOf(confirmed)}`]),
      ...(no === 0
        ? []
        : [`said that ${countOf(no, "face")} ${no === 1 ? "is" : "are"} not ${namesOf(rejected)}`]),
      ...others,
    ].join(" and ");
  });
}

interface Sorted {
  readonly name: string;
  readonly yes: number;
  readonly no: number;
  readonly named: string | null;
}

function sortOfPerson(db: Database, { personId, yes, no, othersAre }: FacesToSort): Sorted {
  const person = knownPerson(db, personId);
  const counts = { name: person.name, yes: 0, no: no.length };
  if (yes.length > 0) {
    counts.yes = confirmFaces(db, knownFaces(db, yes), person, { allowTwice: false }).changed;
  }
  if (no.length === 0) return { ...counts, named: null };
  const others = knownFaces(db, no);
  rejectFaces(db, others, personId);
  if (othersAre === undefined) return { ...counts, named: null };
  const other = confirmFaces(db, others, choosePerson(db, othersAre), { allowTwice: false });
  return { ...counts, named: `named ${countOf(other.changed, "face")} ${other.personName}` };
}

function namesOf(people: readonly { readonly name: string }[]): string {
  return listOf(
    people.map(({ name }) => name),
    mostNamed,
  );
}
