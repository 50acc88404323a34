import { countVectors, countWithoutVector, type VectorCount } from "../db/faces-to-embed.ts";
import { storedModels, type StoredRecipe } from "../db/stored-recipe.ts";
import { LibraryMissingError, openLibraryToRead } from "../library/open-library.ts";

/** Which models a library uses. */
export interface LibraryModels extends StoredRecipe {
  readonly folder: string;
  /** All faces but those that the user called false. */
  readonly faces: number;
  /** How many of them have a vector of each embedding model. */
  readonly vectors: readonly VectorCount[];
}

/** The models of the library in a folder; null when there is none, or none that was scanned. */
export async function readLibraryModels(folder: string): Promise<LibraryModels | null> {
  try {
    using library = await openLibraryToRead(folder);
    const stored = storedModels(library.db);
    if (stored === undefined) return null;
    const { faces } = countWithoutVector(library.db, stored.embedding);
    return { folder: library.folders.library, ...stored, faces, vectors: countVectors(library.db) };
  } catch (error) {
    if (error instanceof LibraryMissingError) return null;
    throw error;
  }
}
