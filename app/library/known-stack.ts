import type { Database } from "../db/open.ts";
import { stackOf } from "../db/stacks.ts";
import { knownPhoto } from "../people/known.ts";
import { StackError } from "./actions/stack-errors.ts";

/** A stack of at least two photos. */
export interface KnownStack {
  /** In the order in which they were taken, missing ones too. */
  readonly photoIds: readonly number[];
  /** The user stacked them; else a scan found that they are a burst. */
  readonly isByHand: boolean;
}

/** The stack that a photo is in. Throws UnknownPhotoError; StackError when it is in none. */
export function knownStack(db: Database, photoId: number): KnownStack {
  knownPhoto(db, photoId);
  const members = stackOf(db, photoId);
  const [first] = members;
  if (first === undefined || members.length < 2)
    throw new StackError(
      [photoId],
      "This photo is in no stack. It may have been unstacked: look again, or undo.",
    );
  return { photoIds: members.map((member) => member.photoId), isByHand: first.stack < 0 };
}
