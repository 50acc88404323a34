import { facesWithoutCluster } from "../db/faces.ts";
import { assignFaces } from "../people/assign.ts";
import { groupFaces } from "../people/group-faces.ts";
import { clusterOptionsOf } from "../people/cluster-options.ts";
import { refreshLibraryIndex } from "./library-index.ts";
import type { Library } from "./open-library.ts";
import type { Recipe } from "./recipe.ts";
import { renewAssignments } from "./renew-assignments.ts";
import type { ScanProgress } from "./scan.ts";

/**
 * Puts new faces into the index, offers them to the people who have names, and puts those that nobody gets into groups.
 * When assignments are due (vectors were replaced, the model changed), all unnamed faces are offered anew.
 */
export async function updateGroups(
  library: Library,
  options: {
    readonly recipe: Recipe;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: ScanProgress) => void;
  },
): Promise<void> {
  const { recipe, signal, onProgress } = options;
  const opened = await refreshLibraryIndex(library, recipe, { signal });
  const model = recipe.embedding;
  if ((await renewAssignments(library.db, model, signal)) === null) {
    const faceIds = facesWithoutCluster(library.db, model).map(({ id }) => id);
    await assignFaces(library.db, { ...{ model, faceIds }, ...(signal && { signal }) });
  }
  await groupFaces(library.db, opened.index, {
    model,
    cluster: clusterOptionsOf(model),
    ...(signal && { signal }),
    onProgress: (done, total) => onProgress?.({ phase: "grouping", done, total }),
  });
}
