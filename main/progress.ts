import type { Activity, ServerToShell } from "../app/api/shell-messages.ts";
import { texts } from "./texts.ts";

/** What setProgressBar takes: -1 shows none, more than 1 one without an end. */
export function progressBarOf(activity: Activity | null): number {
  if (activity === null) return -1;
  const { done, total } = activity;
  return total === null || total === 0 ? 2 : Math.min(1, done / total);
}

/** One line for the tray. */
export function progressText({ title, done, total }: Activity): string {
  return texts.tray.progress(title, done, total);
}

/** Nobody has gone to do something else meanwhile. */
const shortScanMs = 20_000;

/**
 * Is the end of a scan worth a notification? A scan of a single new photo, which the watched folders bring at any time, is
 * not; nor is one that the user sees end.
 */
export function isNotified(
  { hasFailed, tookMs }: Pick<Extract<ServerToShell, { type: "scan-ended" }>, "hasFailed" | "tookMs">,
  isWindowFocused: boolean,
): boolean {
  return !isWindowFocused && (hasFailed || tookMs >= shortScanMs);
}
