import { chooseFront } from "../../app/install/choose-front.ts";
import { findElectron } from "../../app/install/find-electron.ts";

/** Electron's program, where it can open a window, as `npm start` would decide; else why not. Nothing is fetched. */
export function findDesktop():
  { readonly program: string } | { readonly program: null; readonly reason: string } {
  const front = chooseFront({
    ...{ platform: process.platform, environment: process.env, hasTriedToFetch: false },
    userId: process.getuid?.() ?? null,
    electron: findElectron(),
  });
  switch (front.kind) {
    case "electron":
      return { program: front.program };
    case "fetch electron":
      return { program: null, reason: "its program is not here; fetch it with: npx install-electron --no" };
    case "browser":
      return { program: null, reason: front.because };
  }
}
