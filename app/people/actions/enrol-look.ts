import { insertLook, type PersonLook } from "../../db/person-looks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { choosePerson, type PersonChoice } from "../choose-person.ts";

/** How somebody looks, without a photo. */
export interface EnrolLook {
  readonly look: Omit<PersonLook, "personId">;
  readonly person: PersonChoice;
}

/** Who is known by a look now. */
export interface EnrolledLook {
  readonly personId: number;
  readonly personName: string;
}

/**
 * Keeps how a face before the camera looks as a look of a person, new or known: the vector alone, no picture. From then
 * on the person is recognised by it, before the camera and in photos (decision 0036).
 * @throws UnknownPersonError, EmptyNameError, NameTakenError.
 */
export function enrolLook(
  context: ActionContext,
  { look, person }: EnrolLook,
): PerformedAction & { readonly result: EnrolledLook } {
  const { db } = context;
  const summary = ({ personName }: EnrolledLook) => `learned from the camera how ${personName} looks`;
  return act(context, { kind: "enrol-look", summary }, () => {
    const { id, name } = choosePerson(db, person);
    insertLook(db, { ...look, personId: id });
    return { personId: id, personName: name };
  });
}
