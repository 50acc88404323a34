import { createHash } from "node:crypto";

/** The name of a question: its key, and a digest of the faces that it asks about. */
export function questionId(key: string, faceIds: readonly number[]): string {
  const digest = createHash("sha256").update(faceIds.join(" ")).digest("hex").slice(0, 6);
  return `${key}-${digest}`;
}
