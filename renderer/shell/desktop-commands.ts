import { useLayoutEffect } from "react";
import { useLocation } from "wouter";
import type { DesktopCommand, DesktopWindow } from "../../app/api/desktop-window.ts";
import { isTextField } from "./is-text-field.ts";
import { runShortcut } from "./shortcuts.ts";

declare global {
  interface Window {
    /** In the desktop app; in a browser there is none. */
    readonly desktop?: DesktopWindow;
  }
}

/** Does what the desktop app's menu asks for; the frame installs it once. */
export function useDesktopCommands(): void {
  const [, goTo] = useLocation();
  // As soon as there is a window: what the menu asks for then must not be lost.
  useLayoutEffect(
    () =>
      window.desktop?.onCommand((command) => {
        if (command.kind === "go") goTo(command.to);
        else run(command.kind);
      }),
    [goTo],
  );
}

/** The keys of the page that do the same as the menu's item. */
const keys = { undo: "Mod+z", redo: "Mod+Shift+z", palette: "Mod+k", shortcuts: "?" } as const;

function run(kind: Exclude<DesktopCommand["kind"], "go">): void {
  if (kind === "back") history.back();
  else if (kind === "forward") history.forward();
  else if ((kind === "undo" || kind === "redo") && isTextField(document.activeElement)) {
    // What was typed is the field's to take back, and this is the one way to ask it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    document.execCommand(kind);
  } else runShortcut(keys[kind]);
}
