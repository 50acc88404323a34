import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BrowserWindow, nativeTheme, screen } from "electron";
import { ownOrigin } from "./address.ts";
import { parseWindowState, placeWindow, smallestWindow, type WindowState } from "./window-state.ts";

/** How the window is made. */
export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** Keeps where the window was. */
  readonly stateFile: string;
  /** What closing it does; "hide" keeps it. */
  readonly onClosing: () => "hide" | "close";
}

/** Until the page has painted; its own ground in light and dark (renderer/style/tokens.css). */
const ground = { light: "#ffffff", dark: "#17181c" } as const;

/** Opens the window, where it was the last time. It shows itself once there is something to see. */
export function openWindow({ preload, icon, stateFile, onClosing }: WindowOptions): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const { bounds, isMaximized } = placeWindow(
    readState(stateFile),
    [main, ...others].map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    ...{ minWidth: smallestWindow.width, minHeight: smallestWindow.height },
    ...{ show: false, icon, backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light },
    webPreferences: {
      preload,
      // Items 2, 3, 4 and 6: Electron's defaults, written down so that a change of one is seen here.
      ...{ nodeIntegration: false, contextIsolation: true, sandbox: true, webSecurity: true },
      ...{ navigateOnDragDrop: false, spellcheck: false },
    },
  });
  window.once("ready-to-show", () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on("close", (event) => {
    keepState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (onClosing() === "hide") {
      event.preventDefault();
      window.hide();
    }
  });
  reloadAfterCrash(window);
  void window.loadURL(`${ownOrigin}/`);
  return window;
}

/** A page that dies is loaded again, unless it dies at once. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloadedAtMs = -Infinity;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit" || performance.now() - reloadedAtMs < 10_000) return;
    reloadedAtMs = performance.now();
    window.webContents.reload();
  });
}

function readState(file: string): WindowState | undefined {
  try {
    return parseWindowState(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Where it was is a convenience: a disk that is full must not keep the window open. */
function keepState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch (error) {
    console.error(`The place of the window was not kept in ${path.basename(file)}:`, error);
  }
}
