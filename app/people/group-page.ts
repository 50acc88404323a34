import { facesOfUnnamedGroup, type FaceOnPage } from "../db/faces-of-person.ts";
import type { Database } from "../db/open.ts";
import { UnknownGroupError } from "./errors.ts";
import { newestFirst } from "./person-page.ts";

/** The faces of an unnamed group. */
export interface GroupPage {
  readonly id: number;
  /** At least one; the newest photo first, those without a date last. */
  readonly faces: readonly FaceOnPage[];
}

/** What there is of an unnamed group. @throws UnknownGroupError when nothing is. */
export function readGroup(db: Database, groupId: number): GroupPage {
  const faces = newestFirst(facesOfUnnamedGroup(db, groupId));
  if (faces.length === 0) throw new UnknownGroupError(groupId);
  return { id: groupId, faces };
}
