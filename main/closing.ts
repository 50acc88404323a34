/** What is so when the user closes the window. */
export interface ClosingSituation {
  /** Jobs run or wait. */
  readonly isBusy: boolean;
  readonly isQuitting: boolean;
}

/**
 * What closing the window does. While photos are looked at, the work goes on behind the tray's icon, as closing a window
 * is not a wish to stop.
 */
export function closingWindow({ isBusy, isQuitting }: ClosingSituation): "hide" | "close" {
  return isBusy && !isQuitting ? "hide" : "close";
}

/** Programs of macOS stay without a window; elsewhere Familiar does so only while it works. */
export function staysWithoutWindow(platform: NodeJS.Platform): boolean {
  return platform === "darwin";
}
