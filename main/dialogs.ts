import { dialog, type BrowserWindow } from "electron";
import { texts } from "./texts.ts";

/** The system's dialog for folders; nothing when the user cancels. */
export async function chooseFolders(window: BrowserWindow | null, title: string): Promise<readonly string[]> {
  // macOS shows `message`, the others `title`.
  const options = {
    title,
    message: title,
    properties: ["openDirectory" as const, "multiSelections" as const],
  };
  const { filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return filePaths;
}

/** Tells why the library cannot be opened. */
export async function tellFailure(message: string): Promise<"try again" | "quit"> {
  const { response } = await dialog.showMessageBox({
    ...{ type: "error", message: texts.failed.message, detail: message },
    ...{ buttons: [texts.failed.tryAgain, texts.failed.quit], defaultId: 0, cancelId: 1 },
  });
  return response === 0 ? "try again" : "quit";
}

/** Tells what the end waits for, until the signal takes it away. */
export async function tellQuitting(signal: AbortSignal): Promise<"quit now" | "gone"> {
  const { response } = await dialog.showMessageBox({
    ...{ type: "info", message: texts.quitting.message, detail: texts.quitting.detail, signal },
    ...{ buttons: [texts.quitting.quitNow], cancelId: -1 },
  });
  return response === 0 && !signal.aborted ? "quit now" : "gone";
}

/** Tells that something was not done. */
export async function tellRefused(
  window: BrowserWindow | null,
  title: string,
  message: string,
): Promise<void> {
  const options = { type: "warning" as const, message: title, detail: message };
  await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options));
}
