import { ensureDefaultModels } from "../../app/models/ensure-default.ts";
import { ModelError } from "../../app/models/errors.ts";
import { openDefaultModelStore } from "../../app/models/open-default-store.ts";

/** Fetches the models once for all test files, which run side by side. */
export async function setup(): Promise<void> {
  const store = await openDefaultModelStore();
  try {
    await ensureDefaultModels(store, {
      report: (line) => {
        console.log(line);
      },
    });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // Tests without models can run; the others fail, each saying which model is missing.
    console.error(`Tests with real models will fail: ${error.message}`);
  }
}
