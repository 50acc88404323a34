import { expect, test } from "vitest";
import { pipelineVersion, recipeName } from "../../app/library/recipe.ts";

test("a recipe is named by its models and the version of the code", () => {
  const recipe = { detector: "yunet", landmarks: "landmark-68", embedding: "mobilefacenet" };
  expect(recipeName(recipe)).toBe(`yunet+landmark-68+mobilefacenet/${pipelineVersion}`);
  expect(recipeName({ ...recipe, landmarks: null })).toBe(
    `yunet+five-points+mobilefacenet/${pipelineVersion}`,
  );
});
