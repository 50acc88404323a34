import {
  Menu,
  nativeImage,
  Notification,
  Tray,
  type BrowserWindow,
  type MenuItemConstructorOptions,
} from "electron";
import type { Activity } from "../app/api/shell-messages.ts";
import { progressBarOf, progressText } from "./progress.ts";
import { texts } from "./texts.ts";

/** What is shown of work outside of the window. */
export interface WorkDisplay {
  readonly show: (activity: Activity | null, window: BrowserWindow | null) => void;
  readonly notify: (title: string, body: string) => void;
  readonly close: () => void;
}

/** How often the tray's menu says how far it is. */
const menuEveryMs = 3_000;

/** Progress in tray, dock and taskbar; notifications. The tray's icon is there only while something goes on. */
export function createWorkDisplay(options: {
  readonly trayIcon: string;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
}): WorkDisplay {
  const { trayIcon, onOpen, onQuit } = options;
  let tray: Tray | null = null;
  let menuMadeAtMs = -Infinity;
  const showMenu = (activity: Activity) => {
    // A new menu closes the one that is open on some systems.
    if (performance.now() - menuMadeAtMs < menuEveryMs) return;
    menuMadeAtMs = performance.now();
    const items: MenuItemConstructorOptions[] = [
      { label: progressText(activity), enabled: false },
      { type: "separator" },
      { label: texts.tray.open, click: onOpen },
      { label: texts.tray.quit, click: onQuit },
    ];
    tray?.setContextMenu(Menu.buildFromTemplate(items));
  };
  const removeTray = () => {
    tray?.destroy();
    tray = null;
  };
  const openTray = () => {
    const created = new Tray(nativeImage.createFromPath(trayIcon));
    created.on("click", onOpen);
    menuMadeAtMs = -Infinity;
    return created;
  };
  return {
    show: (activity, window) => {
      if (window !== null && !window.isDestroyed()) window.setProgressBar(progressBarOf(activity));
      if (activity === null) {
        removeTray();
        return;
      }
      tray ??= openTray();
      tray.setToolTip(`${texts.appName}: ${progressText(activity)}`);
      showMenu(activity);
    },
    notify: (title, body) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on("click", onOpen);
      notification.show();
    },
    close: removeTray,
  };
}
