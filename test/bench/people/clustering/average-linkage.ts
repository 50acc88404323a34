import type { ClusterOptions } from "../../../../app/people/cluster-types.ts";
import { groupLabelled } from "../group-labelled.ts";
import type { FaceGraph } from "./graph.ts";

/** What the app does: constrained average linkage (decisions 0005). A group number for each face. */
export function averageLinkage(
  { faces, edges, commonnessOf }: FaceGraph,
  options: ClusterOptions,
): Int32Array {
  const groups = new Int32Array(faces.length);
  for (const [number, members] of groupLabelled(faces, edges, commonnessOf, options).entries()) {
    for (const at of members) groups[at] = number;
  }
  return groups;
}
