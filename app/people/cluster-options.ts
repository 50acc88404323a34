import type { ClusterOptions } from "./cluster.ts";

/** Fitted on half of the identities of LFW's development set, see decisions 0005. */
const mobilefacenet: ClusterOptions = { singleThreshold: 0.42, groupThreshold: 0.3, minimumWeight: 0.1 };

const mobilefacenetFoamliu: ClusterOptions = {
  singleThreshold: 0.42,
  groupThreshold: 0.34,
  minimumWeight: 0.1,
};

const fitted: Readonly<Record<string, ClusterOptions>> = {
  mobilefacenet,
  "mobilefacenet-foamliu": mobilefacenetFoamliu,
};

/** The clustering thresholds of a recognition model; a model nobody has fitted gets the default model's. */
export function clusterOptionsOf(model: string): ClusterOptions {
  return fitted[model] ?? mobilefacenet;
}
