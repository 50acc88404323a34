import type { Database } from "../db/open.ts";
import type { Person } from "../db/people.ts";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { addAppearance } from "../people/actions/add-appearance.ts";
import { deletePerson } from "../people/actions/delete-person.ts";
import { markDifferent } from "../people/actions/mark-different.ts";
import { removeAppearance } from "../people/actions/remove-appearance.ts";
import { renamePerson } from "../people/actions/rename-person.ts";
import { setBirthDate } from "../people/actions/set-birth-date.ts";
import { setCover } from "../people/actions/set-cover.ts";
import { setHidden } from "../people/actions/set-hidden.ts";
import { setPinned } from "../people/actions/set-pinned.ts";
import { setPrivate } from "../people/actions/set-private.ts";
import { findIds, findPerson, findPersonOrNew, refuseTakenName } from "./references.ts";
import { UsageError } from "./usage-error.ts";
import { count } from "./words.ts";

/** What `familiar person` can be asked to change, as commander gives it. */
export interface PersonOptions {
  readonly rename?: string;
  readonly new?: boolean;
  readonly birthDate?: string;
  readonly cover?: string;
  readonly pin?: boolean;
  readonly unpin?: boolean;
  readonly hide?: boolean;
  readonly unhide?: boolean;
  readonly private?: boolean;
  readonly public?: boolean;
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
  readonly differentFrom?: string;
  readonly delete?: boolean;
}

/** One change of a person; words of the command line are not looked up yet. */
export type PersonChange =
  | { readonly kind: "rename"; readonly name: string; readonly allowSameName: boolean }
  | { readonly kind: "birth-date"; readonly birthDate: string | null }
  | { readonly kind: "cover"; readonly face: string | null }
  | { readonly kind: "pinned" | "hidden" | "private"; readonly isSet: boolean }
  | { readonly kind: "in"; readonly photos: readonly string[]; readonly isNew: boolean }
  | { readonly kind: "not-in"; readonly photos: readonly string[] }
  | { readonly kind: "different-from"; readonly person: string }
  | { readonly kind: "delete" };

/** What one of them did. */
type Changed = PerformedAction & { readonly result: object; readonly remarks?: readonly string[] };

/** The one change that is asked for, null = none: to be shown only. @throws UsageError for several at once. */
export function planPersonChange(options: PersonOptions): PersonChange | null {
  const changes = askedChanges(options);
  const [change = null, ...more] = changes;
  if (more.length > 0) throw new UsageError("Change one thing at a time, so that each can be undone.");
  if (options.new === true && change?.kind !== "rename" && change?.kind !== "in") {
    throw new UsageError("--new goes with --rename or --in.");
  }
  return change;
}

function askedChanges(options: PersonOptions): PersonChange[] {
  const { rename, birthDate, cover, in: photos, notIn, differentFrom } = options;
  if (rename?.trim() === "") throw new UsageError("The new name is missing: --rename NAME");
  const noneOr = (word: string) => (word === "none" ? null : word);
  return [
    ...(rename === undefined
      ? []
      : [{ kind: "rename", name: rename, allowSameName: options.new === true } as const]),
    ...(birthDate === undefined ? [] : [{ kind: "birth-date", birthDate: noneOr(birthDate) } as const]),
    ...(cover === undefined ? [] : [{ kind: "cover", face: noneOr(cover) } as const]),
    ...mark("pinned", options.pin, options.unpin),
    ...mark("hidden", options.hide, options.unhide),
    ...mark("private", options.private, options.public),
    ...(photos === undefined ? [] : [{ kind: "in", photos, isNew: options.new === true } as const]),
    ...(notIn === undefined ? [] : [{ kind: "not-in", photos: notIn } as const]),
    ...(differentFrom === undefined ? [] : [{ kind: "different-from", person: differentFrom } as const]),
    ...(options.delete === true ? [{ kind: "delete" } as const] : []),
  ];
}

function mark(
  kind: "pinned" | "hidden" | "private",
  set: boolean | undefined,
  unset: boolean | undefined,
): PersonChange[] {
  return [
    ...(set === true ? [{ kind, isSet: true }] : []),
    ...(unset === true ? [{ kind, isSet: false }] : []),
  ];
}

/**
 * Makes a change of the person who is called so ("Anna", "person:12").
 * @throws UsageError for a face, photo or person that is not there; the errors of the action.
 */
export function changePerson(context: ActionContext, called: string, change: PersonChange): Changed {
  const { db } = context;
  if (change.kind === "in") {
    const person = findPersonOrNew(db, called, change.isNew);
    return addAppearance(context, { person, photoIds: findIds(db, change.photos, "photo") });
  }
  return changeKnown(context, findPerson(db, called), change);
}

function changeKnown(
  context: ActionContext,
  { id, name }: Person,
  change: Exclude<PersonChange, { kind: "in" }>,
): Changed {
  const { db } = context;
  switch (change.kind) {
    case "rename":
      if (!change.allowSameName) refuseTakenName(db, change.name, id);
      return renamePerson(context, { ...change, personId: id });
    case "birth-date":
      return bornOn(context, id, change.birthDate);
    case "cover":
      return setCover(context, {
        personId: id,
        faceId: change.face === null ? null : oneFace(db, change.face),
      });
    case "pinned":
      return setPinned(context, { personIds: [id], isPinned: change.isSet });
    case "hidden":
      return setHidden(context, { personIds: [id], isHidden: change.isSet });
    case "private":
      return setPrivate(context, { personIds: [id], isPrivate: change.isSet });
    case "not-in":
      return removeAppearance(context, { personId: id, photoIds: findIds(db, change.photos, "photo") });
    case "different-from": {
      const other = findPerson(db, change.person);
      if (other.id === id) throw new UsageError(`Both are ${name}: nobody is different from themselves.`);
      return markDifferent(context, { personIds: [id, other.id] });
    }
    case "delete":
      return deletePerson(context, { personIds: [id] });
  }
}

function bornOn(context: ActionContext, personId: number, birthDate: string | null): Changed {
  const performed = setBirthDate(context, { personId, birthDate });
  const { earlierPhotos, personName } = performed.result;
  const remarks =
    earlierPhotos === 0
      ? []
      : [
          `${count(earlierPhotos, "photo")} in which you named ${personName} ${earlierPhotos === 1 ? "was" : "were"} ` +
            "taken before: a name, the birth date or the camera's clock is wrong.",
        ];
  return { ...performed, remarks };
}

function oneFace(db: Database, word: string): number {
  const [faceId, ...more] = findIds(db, [word], "face");
  if (faceId === undefined || more.length > 0) throw new UsageError("One face is expected, not several.");
  return faceId;
}
