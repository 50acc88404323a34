import type { Activity } from "../app/api/shell-messages.ts";
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
