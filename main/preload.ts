// Runs before the page in a sandbox and a world of its own (items 2 to 4). The page gets what app/api/desktop-window.ts
// says, and nothing of Electron (item 20).
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from "electron";
import type { DesktopCommand, DesktopWindow } from "../app/api/desktop-window.ts";
import { channels } from "./channels.ts";

const desktop: DesktopWindow = {
  platform: process.platform,
  onCommand: (listener) => {
    const hear = (_event: IpcRendererEvent, command: DesktopCommand) => {
      listener(command);
    };
    ipcRenderer.on(channels.command, hear);
    return () => {
      ipcRenderer.off(channels.command, hear);
    };
  },
};

contextBridge.exposeInMainWorld("desktop", desktop);

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;

window.addEventListener("dragover", (event) => {
  if (!hasFiles(event) || event.dataTransfer === null) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "link";
});

// Their paths go to the shell, which only this world can read; the page learns of the folders from the server.
window.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  const paths = [...(event.dataTransfer?.files ?? [])].map((file) => webUtils.getPathForFile(file));
  ipcRenderer.send(
    channels.dropped,
    paths.filter((path) => path !== ""),
  );
});
