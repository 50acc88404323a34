import type { AnalysedFace, AnalysedPhoto, AnalysedShot, FromAnalyzer, ReadFile } from "./messages.ts";

/** How one photo ended. `file` is null when it could not even be read. */
export type AnalysisOutcome =
  | {
      readonly kind: "analysed";
      readonly file: ReadFile;
      readonly photo: AnalysedPhoto;
      readonly shot?: AnalysedShot | undefined;
      readonly faces: readonly AnalysedFace[];
      readonly stageMs: Readonly<Record<string, number>>;
    }
  | { readonly kind: "skipped"; readonly file: ReadFile }
  /** `isLasting`: its content is at fault; otherwise (permission, disk) another try may end better. */
  | {
      readonly kind: "failed";
      readonly file: ReadFile | null;
      readonly reason: string;
      readonly isLasting: boolean;
    }
  /** The analyzer died on it twice, the second time alone. */
  | { readonly kind: "crashed"; readonly file: ReadFile | null; readonly reason: string }
  /** The pool was closed before it was done. */
  | { readonly kind: "cancelled" };

/** How the representation of known faces of one photo ended. */
export type EmbeddingOutcome =
  | {
      readonly kind: "embedded";
      /** In the order in which they were given. */
      readonly faces: readonly AnalysedFace[];
      readonly stageMs: Readonly<Record<string, number>>;
    }
  /** The file no longer has the content that the faces were found in. */
  | { readonly kind: "changed" }
  | { readonly kind: "failed"; readonly reason: string; readonly isLasting: boolean }
  | { readonly kind: "crashed"; readonly reason: string }
  | { readonly kind: "cancelled" };

/** A message that belongs to a job. */
export type JobMessage = Exclude<
  Extract<FromAnalyzer, { readonly jobId: number }>,
  { readonly type: "working" }
>;

/** What ends a job: the analyzer's last word on it, or the pool's. */
export type JobEnding =
  | Exclude<JobMessage, { readonly type: "identified" }>
  | { readonly type: "crashed"; readonly reason: string }
  | { readonly type: "cancelled" };

/** `file` is what the analyzer said that it had read. */
export function analysisOutcomeOf(ending: JobEnding, file: ReadFile | null): AnalysisOutcome {
  if (ending.type === "cancelled") return { kind: "cancelled" };
  if (ending.type === "crashed") return { kind: "crashed", file, reason: ending.reason };
  if (ending.type === "failed") {
    return { kind: "failed", file, reason: ending.reason, isLasting: ending.isLasting };
  }
  if (file === null || ending.type === "embedded") {
    return { kind: "failed", file, reason: "The file was not identified", isLasting: false };
  }
  if (ending.type === "skipped") return { kind: "skipped", file };
  const { photo, shot, faces, stageMs } = ending;
  return { kind: "analysed", file, photo, shot, faces, stageMs };
}

/** `count` faces were asked for. */
export function embeddingOutcomeOf(ending: JobEnding, count: number): EmbeddingOutcome {
  switch (ending.type) {
    case "cancelled":
      return { kind: "cancelled" };
    case "crashed":
      return { kind: "crashed", reason: ending.reason };
    case "skipped":
      return { kind: "changed" };
    case "failed":
      return { kind: "failed", reason: ending.reason, isLasting: ending.isLasting };
    case "embedded":
      if (ending.faces.length === count) {
        return { kind: "embedded", faces: ending.faces, stageMs: ending.stageMs };
      }
      break;
    case "analysed":
      break;
  }
  return { kind: "failed", reason: "The analyzer answered what it was not asked", isLasting: false };
}
