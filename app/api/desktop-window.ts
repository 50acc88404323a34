/** A screen that the desktop app's menu leads to, by its address in the window. */
export type MenuAddress =
  "/" | "/people" | "/review" | "/albums" | "/search" | "/compare" | "/live" | "/activity" | "/settings";

/** What the desktop app's menu asks of the page. */
export type DesktopCommand =
  | { readonly kind: "go"; readonly to: MenuAddress }
  | { readonly kind: "back" | "forward" | "undo" | "redo" | "palette" | "shortcuts" };

/** `window.desktop` in the desktop app; undefined in a browser. Made by main/preload.ts. */
export interface DesktopWindow {
  /** As Node names it: "darwin", "linux", "win32". */
  readonly platform: string;
  /** Hears what the menu asks for; returns what ends it. */
  readonly onCommand: (listener: (command: DesktopCommand) => void) => () => void;
}
