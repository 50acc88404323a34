import { storedModels } from "../db/stored-recipe.ts";
import type { RowChange } from "../db/tracked-tables.ts";
import type { ModelStore } from "../models/store.ts";
import {
  assignFaces,
  reassignPeople,
  type AssignmentResult,
  type ChangedAssignments,
} from "../people/assign.ts";
import { keepLibraryIndex, type KeptIndex } from "./kept-index.ts";
import type { Library } from "./open-library.ts";

/** Whom an action concerns, as far as assignment goes. */
export interface Touched {
  readonly personIds: readonly number[];
  readonly faceIds: readonly number[];
}

/**
 * Lets Familiar assign and suggest anew what the rows of an action (done, undone or redone) touch: the people who got or
 * lost faces, and those faces. Does nothing for actions that have no say in it, such as pinning.
 * Rejects with UnknownModelError when the library's model is no longer known, and with what opening the index throws.
 */
export async function reassignChanged(
  library: Library,
  store: Pick<ModelStore, "describe">,
  changes: readonly RowChange[],
  /** Where the faces are searched, when that is open already. */
  keptIndex: Pick<KeptIndex, "open"> = keepLibraryIndex(library, store),
  /** Hears what was assigned anew, and for which people faces were looked for. */
  onChange: (changed: ChangedAssignments, personIds: readonly number[]) => void = () => undefined,
): Promise<AssignmentResult> {
  const { personIds, faceIds } = touchedBy(changes);
  const model = storedModels(library.db)?.embedding;
  if (model === undefined || personIds.length + faceIds.length === 0) {
    return { assigned: 0, suggested: 0, withdrawn: 0 };
  }
  const heard = (changed: ChangedAssignments) => {
    onChange(changed, personIds);
  };
  if (personIds.length === 0) return await assignFaces(library.db, { model, faceIds, onChange: heard });
  const opened = await keptIndex.open();
  if (opened === null) return { assigned: 0, suggested: 0, withdrawn: 0 };
  const options = { model: opened.model, faceIds, onChange: heard };
  return await reassignPeople(library.db, opened.index, personIds, options);
}

/** Faces that changed hands or were judged, and the people on either side; people whose birth date changed. */
export function touchedBy(changes: readonly RowChange[]): Touched {
  const personIds = new Set<number>();
  const faceIds = new Set<number>();
  const add = (to: Set<number>, ...values: unknown[]) => {
    for (const value of values) if (typeof value === "number") to.add(value);
  };
  for (const { table, key, before, after } of changes) {
    if (table === "faces") {
      add(faceIds, key[0]);
      add(personIds, before?.["person_id"], after?.["person_id"]);
    } else if (table === "rejections") {
      add(faceIds, key[0]);
      add(personIds, key[1]);
    } else if (table === "person_looks") {
      add(personIds, before?.["person_id"], after?.["person_id"]);
    } else if (table === "judgement_faces") {
      add(faceIds, key[1]);
    } else if (table === "people" && before?.["birth_date"] !== after?.["birth_date"]) {
      add(personIds, key[0]);
    }
  }
  return { personIds: [...personIds], faceIds: [...faceIds] };
}
