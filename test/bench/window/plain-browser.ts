import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

/** A page of a browser in which nothing is recorded. Dispose it: the browser ends. */
export interface PlainPage extends AsyncDisposable {
  /** Evaluates an expression in the page; a promise is waited for. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Of the page's process, MiB. */
  readonly memory: () => Promise<PageMemory>;
  /** As the system tells the browser when memory is short. */
  readonly shortenMemory: () => Promise<void>;
}

/** MiB; Linux only. */
export interface PageMemory {
  readonly own: number;
  /** Decoded pictures, in memory that Chromium takes back when memory is short; it keeps up to some 500 MB of them. */
  readonly pictures: number;
}

/**
 * Opens an address in a Chromium of its own. Playwright records what a page loads, and the page's process keeps it: 36 MB
 * a minute of scrolling. That would be measured with it.
 */
export async function openPlainPage(executablePath: string, address: string): Promise<PlainPage> {
  const profile = await mkdtemp(path.join(tmpdir(), "familiar-bench-profile-"));
  const browser = spawn(
    executablePath,
    [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1280,800"],
      ...["--disable-background-networking", "--remote-debugging-port=0", `--user-data-dir=${profile}`],
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const connection = await connect(await addressOf(browser));
  const { targetId } = (await connection.send("Target.createTarget", { url: address })) as {
    targetId: string;
  };
  const { sessionId } = (await connection.send("Target.attachToTarget", { targetId, flatten: true })) as {
    sessionId: string;
  };
  return {
    evaluate: async (expression) => {
      const answer = (await connection.send(
        "Runtime.evaluate",
        { expression, awaitPromise: true, returnByValue: true },
        sessionId,
      )) as { result: { value?: unknown }; exceptionDetails?: { text: string } };
      if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    memory: async () => {
      const { processInfo } = (await connection.send("SystemInfo.getProcessInfo")) as {
        processInfo: readonly { type: string; id: number }[];
      };
      const renderers = processInfo.filter(({ type }) => type === "renderer");
      const sizes = await Promise.all(renderers.map(async ({ id }) => await memoryOf(id)));
      return sizes.reduce((most, size) =>
        size.own + size.pictures > most.own + most.pictures ? size : most,
      );
    },
    shortenMemory: async () => {
      await connection.send("Memory.simulatePressureNotification", { level: "critical" });
    },
    [Symbol.asyncDispose]: async () => {
      browser.kill();
      if (browser.exitCode === null && browser.signalCode === null) await once(browser, "exit");
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function memoryOf(processId: number): Promise<PageMemory> {
  const text = await readFile(`/proc/${processId}/smaps_rollup`, "utf8");
  const mebibytes = (field: string) =>
    Number(new RegExp(String.raw`^${field}:\s+(\d+) kB$`, "m").exec(text)?.[1] ?? 0) / 1024;
  return { own: mebibytes("Pss_Anon") + mebibytes("Pss_File"), pictures: mebibytes("Pss_Shmem") };
}

async function addressOf(browser: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  return await new Promise((resolve, reject) => {
    let said = "";
    // It is listened to on and on: a browser that cannot write waits.
    browser.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /ws:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    browser.once("exit", () => {
      reject(new Error(`Chromium ended: ${said}`));
    });
  });
}

async function connect(address: string) {
  const socket = new WebSocket(address);
  await once(socket, "open");
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as { id?: number; result?: unknown; error?: { message: string } };
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  let last = 0;
  return {
    send: async (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
      const id = ++last;
      socket.send(JSON.stringify({ id, method, params, sessionId }));
      const { result, error } = await new Promise<{ result?: unknown; error?: { message: string } }>(
        (resolve) => waiting.set(id, resolve),
      );
      waiting.delete(id);
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    },
  };
}
