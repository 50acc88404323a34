import type { ClusterOptions } from "./cluster-types.ts";

/** Fitted on half of the identities of LFW's development set and of the families, see decisions 0005. */
const mobilefacenet: ClusterOptions = {
  singleThreshold: 0.43,
  groupThreshold: 0.3,
  minimumWeight: 0.1,
  poorQuality: 0.1,
  lookalikeSimilarity: 0.25,
  lookalikeCaution: 2,
  rivalMargin: 0.05,
};

const mobilefacenetFoamliu: ClusterOptions = {
  ...mobilefacenet,
  singleThreshold: 0.42,
  groupThreshold: 0.36,
};

const fitted: Readonly<Record<string, ClusterOptions>> = {
  mobilefacenet,
  "mobilefacenet-foamliu": mobilefacenetFoamliu,
};

/** The clustering thresholds of a recognition model; a model nobody has fitted gets the default model's. */
export function clusterOptionsOf(model: string): ClusterOptions {
  return fitted[model] ?? mobilefacenet;
}
