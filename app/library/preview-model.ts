import { allPeople } from "../db/people.ts";
import type { Database } from "../db/open.ts";
import { previewStrictness, weighLibrary } from "../people/preview-strictness.ts";
import { readStrictness } from "../people/strictness.ts";

/** What another model would change for one person. Every face counts once. */
export interface ModelPreview {
  readonly personId: number;
  readonly name: string;
  /** Faces that would be theirs by Familiar's word, and are not now. */
  readonly assigned: number;
  /** Faces that would wait for the user with this person, and do not now. */
  readonly suggested: number;
  /** Faces that are theirs by Familiar's word and would not be, or would only wait; or wait and would not. */
  readonly withdrawn: number;
}

/**
 * What the library would give to people, ask about and take back if it used this model, whose vectors it has: those
 * for whom most changes first, people for whom nothing changes left out. What the user has said stays in any case.
 * Changes nothing. Takes a minute or more for 300,000 faces, with other work getting its turns; throws the signal's
 * reason when it is aborted.
 */
export async function previewModel(
  db: Database,
  model: string,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (donePhotos: number, totalPhotos: number) => void;
  } = {},
): Promise<ModelPreview[]> {
  const weighed = await weighLibrary(db, { model, ...options });
  const names = new Map(allPeople(db).map(({ id, name }) => [id, name]));
  return previewStrictness(db, weighed, readStrictness(db))
    .map(({ personId, newlyAssigned, newlySuggested, noLongerAssigned, noLongerSuggested }) => ({
      ...{ personId, name: names.get(personId) ?? "" },
      ...{ assigned: newlyAssigned.length, suggested: newlySuggested.length },
      withdrawn: noLongerAssigned.length + noLongerSuggested.length,
    }))
    .sort((one, other) => changesOf(other) - changesOf(one) || one.personId - other.personId);
}

function changesOf({ assigned, suggested, withdrawn }: ModelPreview): number {
  return assigned + suggested + withdrawn;
}
