/** What there is to show a window with. */
export interface Situation {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Partial<Record<string, string>>>;
  /** Null on Windows. */
  readonly userId: number | null;
  /** Electron's program; null where it is not (yet) there. */
  readonly electron: string | null;
  /** Whether fetching it was tried already. */
  readonly hasTriedToFetch: boolean;
}

/** How the window is opened. */
export type Front =
  | { readonly kind: "electron"; readonly program: string }
  | { readonly kind: "fetch electron" }
  /** `reason` is said, in one line; `because` is the part of it that says why. */
  | { readonly kind: "browser"; readonly reason: string; readonly because: string };

/** Chooses the desktop app, and the browser only where there is no way to it. */
export function chooseFront(situation: Situation): Front {
  const { platform, environment, userId, electron, hasTriedToFetch } = situation;
  const hasDisplay =
    platform !== "linux" || isSet(environment["DISPLAY"]) || isSet(environment["WAYLAND_DISPLAY"]);
  if (!hasDisplay) return inBrowser("there is no display here for a window of its own");
  // It ends with a message about its sandbox, which is worth more than a window.
  if (platform === "linux" && userId === 0) return inBrowser("Electron's sandbox does not work for root");
  if (electron !== null) return { kind: "electron", program: electron };
  if (!hasTriedToFetch) return { kind: "fetch electron" };
  return inBrowser("Electron, which the window of its own needs, could not be fetched");
}

/** An Electron that ends so soon with an error has never shown a window. */
const soonMs = 10_000;

/** What to do when Electron has ended: null = nothing, it ended as programs do. */
export function afterElectron(
  end: { readonly code: number | null; readonly signal: string | null },
  ranMs: number,
): Front | null {
  if (end.code === 0 || ranMs >= soonMs) return null;
  const how = end.signal ?? `exit code ${end.code ?? "unknown"}`;
  return inBrowser(`Electron cannot start here (${how})`);
}

function inBrowser(because: string): Front {
  return { kind: "browser", reason: `Familiar opens in the browser: ${because}.`, because };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
