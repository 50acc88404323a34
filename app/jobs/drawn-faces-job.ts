import { z } from "zod";
import type { RowChange } from "../db/tracked-tables.ts";
import { libraryRecipe } from "../library/choose-recipe.ts";
import { embedMissingFaces } from "../library/embed-faces.ts";
import type { OwnedLibrary } from "../library/open-library.ts";
import { updateGroups } from "../library/update-groups.ts";
import type { ModelStore } from "../models/store.ts";
import { countOf } from "../people/summary-words.ts";
import { defineJobKind, type JobKind } from "./job-kind.ts";

/** What the job works on. */
export interface DrawnFacesJobOptions {
  readonly library: OwnedLibrary;
  readonly store: ModelStore;
  /** Somebody may have been recognised. */
  readonly onNews: () => void;
}

const params = z.strictObject({ photoIds: z.array(z.int().positive()).min(1) });

/**
 * Looks at faces that were drawn by hand, so that they are recognised at once and not only after the next scan. What
 * cannot be looked at now (its drive is away) is left to that scan.
 */
export function drawnFacesJob({ library, store, onNews }: DrawnFacesJobOptions): JobKind {
  return defineJobKind({
    // Not beside a scan, which groups faces too.
    ...{ kind: "drawn-faces", weight: "machine", isQuiet: true, params },
    title: () => "Look at the face that was drawn",
    run: async ({ photoIds }, { signal }) => {
      const recipe = await libraryRecipe(library.db, store, () => undefined);
      if (recipe === undefined) return { message: "There is no model yet" };
      const { faces, failures } = await embedMissingFaces(library, recipe, {
        processes: 1,
        photoIds,
        signal,
      });
      if (faces > 0) await updateGroups(library, { recipe, signal });
      onNews();
      return { message: failures[0]?.reason ?? `Looked at ${countOf(faces, "face")}` };
    },
  });
}

/** The photos in which these changes added a face. */
export function photosWithNewFaces(changes: readonly RowChange[]): number[] {
  const photoIds = changes.flatMap(({ table, before, after }) => {
    const photoId = table === "faces" && before === null ? after?.["photo_id"] : undefined;
    return typeof photoId === "number" ? [photoId] : [];
  });
  return [...new Set(photoIds)];
}
