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
  if (isMaximized) window.once("show", window.maximize.bind(window));
  showWhenPainted(window);
  window.on("close", (event) => {
    keepState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (onClosing() === "hide") {
      event.preventDefault();
      window.hide();
    }
  });
  reloadAfterCrash(window);
  loadUntilThere(window);
  return window;
}

/** A library that is brought up to date takes longer to open than anybody waits for a window. */
const showAfterMs = 2_000;

function showWhenPainted(window: BrowserWindow): void {
  const clock = setTimeout(() => {
    window.show();
  }, showAfterMs);
  window.once("ready-to-show", () => {
    clearTimeout(clock);
    window.show();
  });
  window.once("closed", () => {
    clearTimeout(clock);
  });
}

/** Loads the window; as long as no server answers, again and again: each try waits for one (answer-window.ts). */
function loadUntilThere(window: BrowserWindow): void {
  const load = () => {
    // What went wrong is told by did-fail-load.
    window.loadURL(`${ownOrigin}/`).catch(() => undefined);
  };
  window.webContents.on("did-fail-load", (_event, code, _description, _address, isMainFrame) => {
    if (!isMainFrame || code === abortedCode) return;
    setTimeout(() => {
      if (!window.isDestroyed()) load();
    }, 500);
  });
  load();
}

/** Chromium's net::ERR_ABORTED: something else is loaded instead, or nothing is wanted any more. */
const abortedCode = -3;

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
