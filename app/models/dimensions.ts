import { UnknownModelError } from "./errors.ts";
import type { ModelStore } from "./store.ts";

/** How long the vectors of an embedding model are; null when it is not known, or makes none. */
export function dimensionsOf(store: Pick<ModelStore, "describe">, model: string): number | null {
  try {
    const description = store.describe(model);
    return description.task === "embedding" ? description.dimensions : null;
  } catch (error) {
    if (error instanceof UnknownModelError) return null;
    throw error;
  }
}
