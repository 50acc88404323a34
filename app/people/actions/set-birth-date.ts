import { countPhotosBefore } from "../../db/decided-faces.ts";
import { updatePerson } from "../../db/people.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { BirthDateError } from "../errors.ts";
import { knownPerson } from "../known.ts";

/** A person's birth date. */
export interface ChosenBirthDate {
  readonly personId: number;
  readonly personName: string;
  readonly birthDate: string | null;
  /** Photos taken before, in which the user gave them a face: one of the two must be wrong. */
  readonly earlierPhotos: number;
}

/** Somewhere on earth it is tomorrow already: the first time zone is UTC+14. */
const firstTimeZoneMs = 14 * 3_600_000;

/**
 * Sets the day on which a person was born, "2019-05-31", or with null forgets it. Nobody is suggested for a photo that
 * was taken before.
 * @throws UnknownPersonError; BirthDateError for what is no day, or still to come.
 */
export function setBirthDate(
  context: ActionContext,
  { personId, birthDate }: { readonly personId: number; readonly birthDate: string | null },
): PerformedAction & { readonly result: ChosenBirthDate } {
  const { db } = context;
  const summary = ({ personName, birthDate: day }: ChosenBirthDate) =>
    day === null
      ? `cleared the birth date of ${personName}`
      : `set the birth date of ${personName} to ${day}`;
  return act(context, { kind: "set-birth-date", summary }, () => {
    const person = knownPerson(db, personId);
    if (birthDate !== null) requireDay(birthDate, context.now());
    updatePerson(db, { ...person, birthDate });
    const earlierPhotos = birthDate === null ? 0 : countPhotosBefore(db, personId, birthDate);
    return { personId, personName: person.name, birthDate, earlierPhotos };
  });
}

function requireDay(day: string, nowMs: number): void {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new BirthDateError(day, "malformed");
  const startMs = Date.parse(`${day}T00:00:00Z`);
  // 2019-02-30 is read as 2 March by some, and as no number by others.
  if (Number.isNaN(startMs) || new Date(startMs).toISOString().slice(0, 10) !== day) {
    throw new BirthDateError(day, "no-such-day");
  }
  if (startMs > nowMs + firstTimeZoneMs) throw new BirthDateError(day, "future");
}
