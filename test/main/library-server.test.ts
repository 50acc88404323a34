import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { answerWindow } from "../../main/answer-window.ts";
import { LibraryServer, type NewsFromServer } from "../../main/library-server.ts";
import { createServerLog } from "../../main/server-log.ts";
import { createSocketFolder } from "../../main/socket-folder.ts";
import { folderOfSamples } from "../support/library.ts";
import { readText } from "../support/read-text.ts";
import { serverProcessEntry } from "../support/server-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Started {
  readonly server: LibraryServer;
  readonly library: string;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Resolves with the next news that fit. */
  readonly news: (fits: (news: NewsFromServer) => boolean) => Promise<NewsFromServer>;
  /** Resolves when it gives up. */
  readonly failed: Promise<{ readonly code: string; readonly message: string }>;
  /** The process that holds the library. */
  readonly pid: () => number;
  readonly log: () => string;
}

/** Keeps a server alive until the running test ends; `entry` is the real one unless a test needs one that fails. */
function keepAlive(entry = serverProcessEntry, library = join(temporaryFolder(), "library")): Started {
  const sockets = createSocketFolder(tmpdir(), process.platform);
  const failed = Promise.withResolvers<Awaited<Started["failed"]>>();
  const listeners = new Set<(news: NewsFromServer) => void>();
  const logs = temporaryFolder();
  const server = new LibraryServer({
    place: { node: process.execPath, entry, cwd: process.cwd(), env: process.env },
    libraryFolder: library,
    newSocketPath: sockets.newSocketPath,
    onNews: (news) => {
      for (const listener of listeners) listener(news);
    },
    onFailed: (code, message) => {
      failed.resolve({ code, message });
    },
    onLog: createServerLog(logs),
  });
  onTestFinished(async () => {
    await server.stop();
    sockets.remove();
  });
  return {
    server,
    library,
    ask: async (path, init) => await answerWindow(new Request(`familiar://app${path}`, init), server),
    news: async (fits) => {
      const { promise, resolve } = Promise.withResolvers<NewsFromServer>();
      const listen = (news: NewsFromServer) => {
        if (fits(news)) resolve(news);
      };
      listeners.add(listen);
      const found = await promise;
      listeners.delete(listen);
      return found;
    },
    failed: failed.promise,
    pid: () =>
      z.object({ pid: z.int() }).parse(JSON.parse(readFileSync(join(library, "owner.json"), "utf8"))).pid,
    log: () => readFileSync(join(logs, "server.log"), "utf8"),
  };
}

function script(text: string): string {
  const file = join(temporaryFolder(), "server.mjs");
  writeFileSync(file, text);
  return file;
}

describe("the library server under the desktop shell", () => {
  it("answers the window, which may ask before it has started", async () => {
    const { server, ask } = keepAlive();
    const early = ask("/api/jobs");
    server.start();

    expect((await early).status).toBe(200);
  });

  it("killed under an open page, it comes again; the page's events end, and its next request waits for it", async () => {
    const { server, ask, pid } = keepAlive();
    server.start();
    const events = readText(await ask("/api/events"));
    await events.next();
    const first = pid();

    process.kill(first, "SIGKILL");

    await expect(events.next()).rejects.toThrow();
    expect((await ask("/api/jobs")).status).toBe(200);
    expect(pid()).not.toBe(first);
    expect((await readText(await ask("/api/events")).next()).value).toContain("event: hello");
  });

  it("killed in the middle of a scan, it goes on with the scan by itself", async () => {
    const { server, library, ask, news, pid } = keepAlive();
    server.start();
    await ask("/api/jobs");
    const ended = news(({ type }) => type === "scan-ended");
    const isReading = news((heard) => heard.type === "activity" && heard.activity?.title === "Finding faces");
    server.addFolders([folderOfSamples(join(library, ".."), 1, 2, 3)]);
    await isReading;

    process.kill(pid(), "SIGKILL");

    expect(await ended).toMatchObject({ body: expect.stringMatching(/^3 photos/) as string });
  });

  it("stopped, it ends and does not come again", async () => {
    const { server, ask, pid } = keepAlive();
    server.start();
    await ask("/api/jobs");
    const process_ = pid();

    await server.stop();

    expect(() => process.kill(process_, 0)).toThrow();
    const answer = await answerWindow(new Request("familiar://app/api/jobs"), server, 100);
    expect(answer.type).toBe("error");
  });

  it("says why it cannot serve the library, and tries again when asked to", async () => {
    const { server: first, library, ask } = keepAlive();
    first.start();
    await ask("/api/jobs");
    const second = keepAlive(serverProcessEntry, library);
    second.server.start();

    const { code, message } = await second.failed;
    expect(code).toBe("LibraryInUseError");
    expect(message).toContain(`The library ${library} is in use`);

    await first.stop();
    second.server.start();
    expect((await second.ask("/api/jobs")).status).toBe(200);
  });

  it("that ends as soon as it starts is not started for ever; its last words are told and logged", async () => {
    const { server, failed, log } = keepAlive(script(`throw new Error("the disk is made of cheese")`));
    server.start();

    expect(await failed).toEqual({ code: "Crashed", message: "Error: the disk is made of cheese" });
    expect(log().match(/made of cheese/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it("without its Node, says so", async () => {
    const failed = Promise.withResolvers<string>();
    const server = new LibraryServer({
      place: { node: join(temporaryFolder(), "no-node"), entry: "x", cwd: process.cwd(), env: {} },
      ...{ libraryFolder: null, newSocketPath: () => "x", onNews: () => undefined, onLog: () => undefined },
      onFailed: (_code, message) => {
        failed.resolve(message);
      },
    });
    server.start();

    expect(await failed.promise).toMatch(/no-node ENOENT/);
  });
});
