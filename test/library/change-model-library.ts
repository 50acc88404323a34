import { join } from "node:path";
import { onTestFinished } from "vitest";
import { embeddingsOf } from "../../app/db/embeddings.ts";
import { allFaceRows, type ListedFace } from "../../app/db/faces.ts";
import { chooseLibraryRecipe, recipeWithEmbedding } from "../../app/library/choose-recipe.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import type { Recipe } from "../../app/library/recipe.ts";
import { scanFolders, type ScanReport } from "../../app/library/scan.ts";
import { folderOfSamples } from "../support/library.ts";
import { storeWithSecondModel } from "../support/second-model.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const silently = (): void => undefined;

/** An open library with the RFB-320 detector and MobileFaceNet, and photos of people that were scanned. */
export async function scannedLibrary(...samples: Parameters<typeof folderOfSamples>[1][]) {
  const home = temporaryFolder();
  const photos = folderOfSamples(home, ...samples);
  const library = await openLibrary(join(home, "library"), { command: "test" });
  onTestFinished(() => {
    library.close();
  });
  const store = await storeWithSecondModel(join(home, "models"));
  const recipe = await chooseLibraryRecipe(library.db, store, { detector: "rfb-320" }, silently);
  const scan = async (by: Recipe = recipe): Promise<ScanReport> =>
    await scanFolders(library, { folders: [photos], recipe: by, processes: 1 });
  await scan();
  return {
    ...{ home, photos, library, store, recipe, scan },
    /** The library's recipe with another embedding model. */
    recipeWith: async (model: string): Promise<Recipe> =>
      await recipeWithEmbedding(library.db, store, model, silently),
    faces: (): ListedFace[] => allFaceRows(library.db, { includeMissing: true, includeFalse: true }),
    /** By face. */
    vectors: (model: string): Map<number, Float32Array> =>
      embeddingsOf(
        library.db,
        allFaceRows(library.db, { includeMissing: true, includeFalse: true }).map(({ id }) => id),
        model,
      ),
  };
}

/** The dot product: the cosine of two vectors of length 1; NaN when one is not there. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined
    ? NaN
    : a.reduce((sum, value, at) => sum + value * (b[at] ?? NaN), 0);
}
