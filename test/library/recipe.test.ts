import { expect, test } from "vitest";
import { pipelineVersion, recipeName } from "../../app/library/recipe.ts";

test("an analysis is named by what finds and aligns faces, and the version of the code", () => {
  const recipe = { detector: "yunet", landmarks: "landmark-68", embedding: "mobilefacenet" };
  expect(recipeName(recipe)).toBe(`yunet+landmark-68/${pipelineVersion}`);
  expect(recipeName({ ...recipe, landmarks: null })).toBe(`yunet+five-points/${pipelineVersion}`);
});

test("another embedding model is the same analysis", () => {
  const recipe = { detector: "yunet", landmarks: null, embedding: "mobilefacenet" };
  const other = { ...recipe, embedding: "another" };
  expect(recipeName(other)).toBe(recipeName(recipe));
});
