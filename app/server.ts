import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import type { ServerContext } from "./api/context.ts";
import { guard } from "./api/guard.ts";
import { securityHeaders } from "./api/security-headers.ts";
import type { DesktopShell } from "./api/shell.ts";
import { staticFiles } from "./api/static-files.ts";
import { openSessions } from "./library-sessions.ts";
import type { ModelStore } from "./models/store.ts";

/** Where the server listens: a socket that only this user can open, or a port of this computer (0 = any that is free). */
export type ListenAt = { readonly socketPath: string } | { readonly port: number };

/** How a library is served. */
export interface ServeOptions {
  readonly libraryFolder: string;
  /** Tells others who holds the library: "familiar serve". */
  readonly command: string;
  readonly listen: ListenAt;
  /** Whoever knows it may do everything; new at each start. */
  readonly token: string;
  /** The built window. */
  readonly windowFolder: string;
  readonly shell?: DesktopShell | null;
  /** Default: the models of this user. */
  readonly openModels?: () => Promise<ModelStore>;
  /** Default: changes in the folders are noticed by themselves, unless the user switched that off. */
  readonly watchesFolders?: boolean;
  /** The library was opened anew, because it went back to a backup. */
  readonly onReopened?: (context: ServerContext) => void;
  readonly log: (error: unknown) => void;
  readonly now?: () => number;
}

/** A library that is served. Close it: jobs stop and go on next time, and another process may own the library. */
export interface LibraryServer {
  /** Of the library as it is open now: another one after it went back to a backup. */
  readonly context: ServerContext;
  /** The address to open in a browser, with the token; null for a socket. */
  readonly address: string | null;
  readonly close: () => Promise<void>;
}

/** The origin of the window inside the desktop app. */
export const desktopOrigin = "familiar://app";

/** Where the server only listens to this computer. */
const loopback = "127.0.0.1";

/**
 * Opens a library as its owner and serves it: the window, its API and pictures, and jobs left from the last time.
 * Rejects with PortTakenError and the errors of openLibrary.
 */
export async function serveLibrary(options: ServeOptions): Promise<LibraryServer> {
  const sessions = await openSessions(options);
  try {
    const app = new Hono();
    const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    const port = await listen(server, options.listen);
    protect(app, options, port);
    for (const path of ["/api/*", "/media/*"]) app.all(path, async (c) => await sessions.answer(c.req.raw));
    app.route("/", staticFiles(options.windowFolder));
    const close = async () => {
      await sessions.stopWork();
      await new Promise((resolve) => {
        server.close(resolve);
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
      await sessions.close();
    };
    const address = port === null ? null : `http://${loopback}:${port}/?token=${options.token}`;
    return {
      get context() {
        return sessions.context();
      },
      address,
      close,
    };
  } catch (error) {
    await sessions.close();
    throw error;
  }
}

function protect(app: Hono, { token }: ServeOptions, port: number | null): void {
  const host = `${loopback}:${port ?? 0}`;
  app.use(securityHeaders);
  app.use(
    guard({
      token,
      cookieName: `familiar-${port ?? 0}`,
      // The desktop app passes on the page's own host and origin.
      ...(port === null
        ? { hosts: new Set(["app"]), origins: new Set([desktopOrigin]) }
        : { hosts: new Set([host]), origins: new Set([`http://${host}`]) }),
    }),
  );
}

/** Another program listens there already. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";

  constructor(port: number, cause: unknown) {
    super(`Port ${port} is taken by another program. Choose another with --port, or leave it out.`, {
      cause,
    });
  }
}

async function listen(server: ServerType, at: ListenAt): Promise<number | null> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" && "port" in at ? new PortTakenError(at.port, error) : error);
    });
    const listening = () => {
      resolve();
    };
    if ("socketPath" in at) server.listen(at.socketPath, listening);
    else server.listen(at.port, loopback, listening);
  });
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : null;
}
