import { embeddingsOf } from "../db/embeddings.ts";
import { facesWithoutCluster } from "../db/faces.ts";
import { facesInStableOrder } from "../db/grouping.ts";
import type { Database } from "../db/open.ts";
import { assignFaces } from "../people/assign.ts";
import { groupFaces } from "../people/group-faces.ts";
import { clusterOptionsOf } from "../people/cluster-options.ts";
import { openFaceIndex, saveFaceIndex, type IndexedFace, type OpenedIndex } from "../people/open-index.ts";
import type { Library } from "./open-library.ts";
import type { Recipe } from "./recipe.ts";
import type { ScanProgress } from "./scan.ts";
import { vectorRevision } from "./vector-revision.ts";

/** Vectors fetched at once. */
const facesPerRead = 1_000;

/** The library's face index for a recipe's embeddings, up to date with the catalogue. */
export async function openLibraryIndex(
  library: Library,
  recipe: Pick<Recipe, "embedding" | "dimensions">,
): Promise<OpenedIndex> {
  const { db } = library;
  return await openFaceIndex(indexIdentity(library, recipe), () =>
    vectorsInStableOrder(db, recipe.embedding),
  );
}

/**
 * Puts new faces into the index, offers them to the people who have names, puts those that nobody gets into groups, and
 * saves the index when it changed. After vectors were replaced, all unnamed faces are offered anew.
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
  const opened = await openLibraryIndex(library, recipe);
  const model = recipe.embedding;
  await assignFaces(library.db, {
    ...{ model, ...(signal && { signal }) },
    ...(opened.rebuiltBecause === null && {
      faceIds: facesWithoutCluster(library.db, model).map(({ id }) => id),
    }),
  });
  await groupFaces(library.db, opened.index, {
    model,
    cluster: clusterOptionsOf(model),
    ...(signal && { signal }),
    onProgress: (done, total) => onProgress?.({ phase: "grouping", done, total }),
  });
  if (opened.added > 0 || opened.rebuiltBecause !== null) {
    await saveFaceIndex(opened.index, indexIdentity(library, recipe));
  }
}

function indexIdentity(library: Library, recipe: Pick<Recipe, "embedding" | "dimensions">) {
  return {
    folder: library.folders.indexes,
    model: recipe.embedding,
    dimensions: recipe.dimensions,
    revision: vectorRevision(library.db),
  };
}

function* vectorsInStableOrder(db: Database, model: string): Generator<IndexedFace> {
  const faces = facesInStableOrder(db, model);
  for (let start = 0; start < faces.length; start += facesPerRead) {
    const ids = faces.slice(start, start + facesPerRead).map(({ faceId }) => faceId);
    const vectors = embeddingsOf(db, ids, model);
    for (const faceId of ids) {
      const vector = vectors.get(faceId);
      if (vector !== undefined) yield { faceId, vector };
    }
  }
}
