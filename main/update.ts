import { existsSync } from "node:fs";
import path from "node:path";
import type { App } from "electron";

/**
 * Looks for a new version, once a start, and offers it. Off until a feed is set: electron-builder writes app-update.yml
 * into the app's resources only when `publish` in electron-builder.yml names one.
 */
export async function lookForUpdate(app: App, resourcesFolder: string): Promise<void> {
  if (!app.isPackaged || !existsSync(path.join(resourcesFolder, "app-update.yml"))) return;
  const { autoUpdater } = await import("electron-updater");
  try {
    await autoUpdater.checkForUpdatesAndNotify();
  } catch (error) {
    // No network is no fault of the user's, and the next start looks again.
    console.error("No update was found:", error);
  }
}
