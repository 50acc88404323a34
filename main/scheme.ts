import type { Protocol } from "electron";
import { scheme } from "./address.ts";
import { answerWindow } from "./answer-window.ts";
import type { LibraryServer } from "./library-server.ts";

/**
 * Makes familiar:// a scheme like https (items 1 and 18): an origin of its own, fetch, streams. Once, before the app is
 * ready. It neither bypasses the content security policy nor answers other origins.
 */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Answers familiar:// with the library server: the window, its API, its pictures. */
export function serveScheme(protocol: Protocol, server: LibraryServer): void {
  protocol.handle(scheme, async (request) => await answerWindow(request, server));
}
