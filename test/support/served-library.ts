import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { createClient, type Client } from "../../app/api/client.ts";
import type { DesktopShell } from "../../app/api/shell.ts";
import { serveLibrary, type LibraryServer } from "../../app/server.ts";
import { scan, samplePhoto } from "./library.ts";
import { openOwnStore } from "./own-store.ts";
import { onceARun } from "./once-a-run.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Of every server of the tests. */
export const testToken = "a-token-of-the-tests";

/** A library that is served on a free port, and a client that may ask. */
export interface ServedLibrary {
  readonly server: LibraryServer;
  readonly client: Client;
  /** "http://127.0.0.1:12345" */
  readonly origin: string;
  /** As the client, for what the client is not made for. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** How a library is served. */
export interface ServeTestOptions {
  /** Default: a new, empty library. */
  readonly libraryFolder?: string;
  readonly shell?: DesktopShell;
  /** Default: no, so that nothing happens that the test did not ask for. */
  readonly watchesFolders?: boolean;
  /** Where models are added; default: this user's own folder, which a test must not write to. */
  readonly modelsFolder?: string;
  /** Default: one that is free. */
  readonly port?: number;
  /** Default: none; only tests in a browser need the window. */
  readonly windowFolder?: string;
}

/** Serves a library until the running test ends. What the server logs as unexpected makes the test fail. */
export async function serveForTest(options: ServeTestOptions = {}): Promise<ServedLibrary> {
  const errors: unknown[] = [];
  const { modelsFolder } = options;
  const server = await serveLibrary({
    ...(modelsFolder !== undefined && { openModels: async () => await openOwnStore(modelsFolder) }),
    libraryFolder: options.libraryFolder ?? join(temporaryFolder(), "library"),
    command: "familiar serve (test)",
    listen: { port: options.port ?? 0 },
    token: testToken,
    windowFolder: options.windowFolder ?? "/nowhere",
    shell: options.shell ?? null,
    watchesFolders: options.watchesFolders ?? false,
    log: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await server.close();
    expect(errors).toEqual([]);
  });
  const origin = new URL(server.address ?? "").origin;
  const withToken = (init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${testToken}`);
    return { ...init, headers };
  };
  return {
    server,
    origin,
    ask: async (path, init) => await fetch(`${origin}${path}`, withToken(init)),
    client: createClient(origin, { fetch: async (input, init) => await fetch(input, withToken(init)) }),
  };
}

/** A new library (its folder) with the nine pictures of the development dependency, scanned once for all tests of a run. */
export async function sampleLibrary(): Promise<string> {
  const scanned = await onceARun("sample-library", async (folder) => {
    await scan(samplesFolder, folder);
  });
  const folder = join(temporaryFolder(), "library");
  cpSync(scanned, folder, { recursive: true });
  return folder;
}

/** Where the sample photos lie. */
export const samplesFolder = fileURLToPath(new URL("..", `file://${samplePhoto(1)}`)).replace(/[\\/]$/, "");
