import { countLooks, deleteLooks } from "../../db/person-looks.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { knownPerson } from "../known.ts";
import { countOf } from "../summary-words.ts";

/** Whose looks were forgotten. */
export interface ForgottenLooks {
  readonly personId: number;
  readonly looks: number;
}

/**
 * Forgets how a person looks without a photo: from the camera, or from another library. Their faces in photos stay.
 * @throws UnknownPersonError.
 */
export function forgetLooks(
  context: ActionContext,
  { personId }: { readonly personId: number },
): PerformedAction & { readonly result: ForgottenLooks } {
  const { db } = context;
  const { name } = knownPerson(db, personId);
  const summary = ({ looks }: ForgottenLooks) =>
    `forgot ${countOf(looks, "look")} of ${name} without a photo`;
  return act(context, { kind: "forget-looks", summary }, () => {
    const looks = countLooks(db, personId);
    deleteLooks(db, personId);
    return { personId, looks };
  });
}
