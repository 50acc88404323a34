import type { App } from "electron";
import { tellQuitting } from "./dialogs.ts";
import type { LibraryServer } from "./library-server.ts";
import { stopWithWord } from "./stop-with-word.ts";

/** Nobody notices that quitting takes so long; after it, a word is due. */
const patienceMs = 2_500;

/** Lets the app end only when the server has written what it was writing. `onQuitting` takes the app off the screen. */
export function waitBeforeQuitting(
  app: App,
  server: LibraryServer,
  on: { readonly quitting: () => void; readonly end: () => void },
): void {
  let state: "open" | "quitting" | "over" = "open";
  const quit = async () => {
    state = "quitting";
    on.quitting();
    await stopWithWord({
      stop: async () => {
        await server.stop();
      },
      kill: () => {
        server.kill();
      },
      tell: tellQuitting,
      patienceMs,
    });
    on.end();
    state = "over";
    app.quit();
  };
  app.on("before-quit", (event) => {
    if (state === "over") return;
    event.preventDefault();
    if (state === "open") void quit();
  });
  // From a terminal.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}
