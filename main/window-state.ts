import { z } from "zod";

/** A rectangle of the screen, in the system's own points. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});

/** Where the window was when it was closed. */
export type WindowState = z.infer<typeof windowState>;

/** The window may be made no smaller. */
export const smallestWindow = { width: 400, height: 320 } as const;

const usualSize = { width: 1280, height: 840 } as const;

/** So much of the title bar must be on a screen that one can take hold of it. */
const leastSeen = { width: 120, height: 40 } as const;

/** Reads what was kept; undefined for what is none: the window then opens as the first time. */
export function parseWindowState(text: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Where the window opens: where it was, unless that screen is no longer there. `screens` are the parts of the screens
 * that windows may use, the main one first.
 */
export function placeWindow(
  kept: WindowState | undefined,
  screens: readonly Area[],
): { readonly bounds: Partial<Area> & Pick<Area, "width" | "height">; readonly isMaximized: boolean } {
  const main = screens[0] ?? { x: 0, y: 0, ...usualSize };
  const { isMaximized, ...wanted } = kept ?? { ...usualSize, isMaximized: false };
  const screen = screens.find((area) => isTitleBarSeen(wanted, area));
  const size = {
    width: clamp(wanted.width, smallestWindow.width, (screen ?? main).width),
    height: clamp(wanted.height, smallestWindow.height, (screen ?? main).height),
  };
  // Without a place, the system chooses a good one.
  if (screen === undefined || !("x" in wanted)) return { bounds: size, isMaximized };
  return { bounds: { x: wanted.x, y: wanted.y, ...size }, isMaximized };
}

function isTitleBarSeen(wanted: Partial<Area>, screen: Area): boolean {
  const { x = NaN, y = NaN, width = 0 } = wanted;
  const seenWidth = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seenWidth >= leastSeen.width && y >= screen.y && y <= screen.y + screen.height - leastSeen.height;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
