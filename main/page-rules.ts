import type { App, WebContents } from "electron";
import { isOwnAddress } from "./address.ts";

/**
 * What no page may do, in whatever window it is: leave Familiar, open a window, or hold a <webview>. Item numbers are
 * those of Electron's security checklist (main/security.md).
 */
export function restrictPages(app: App): void {
  app.on("web-contents-created", (_event, contents) => {
    forbidLeaving(contents);
    forbidWindows(contents);
    forbidWebviews(contents);
  });
}

/** Item 13: links, redirects, frames and scripts lead to addresses of the window only. */
function forbidLeaving(contents: WebContents): void {
  const check = (event: { preventDefault: () => void; readonly url: string }) => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", check);
  contents.on("will-redirect", check);
  contents.on("will-frame-navigate", check);
}

/** Item 14; and item 15, as nothing is ever given to the system's browser. */
function forbidWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** Items 11 and 12. */
function forbidWebviews(contents: WebContents): void {
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
  });
}
