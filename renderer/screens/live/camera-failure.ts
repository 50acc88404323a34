/** Why there is no picture of a camera. */
export type CameraFailure = "denied" | "none" | "busy" | "insecure" | "other";

const failures: Readonly<Partial<Record<string, CameraFailure>>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** What the names of the browser's errors mean (Media Capture and Streams, section 10.6). */
export function cameraFailureOf(error: unknown): CameraFailure {
  return (error instanceof Error ? failures[error.name] : undefined) ?? "other";
}
