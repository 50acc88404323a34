import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { build } from "vite";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The built file, as the packaged app has it. */
async function built(mode: "main" | "preload"): Promise<string> {
  const outDir = temporaryFolder();
  await build({
    configFile: fileURLToPath(new URL("../../vite.main.config.ts", import.meta.url)),
    ...{ mode, logLevel: "warn", build: { outDir } },
  });
  return readFileSync(join(outDir, `${mode}.cjs`), "utf8");
}

const requiredBy = (code: string) =>
  new Set(
    [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => (name ?? "").replace(/^node:/, "")),
  );

describe("the built desktop shell", () => {
  it("is complete: it needs nothing but Electron and Node", async () => {
    const known = new Set(["electron", ...builtinModules]);

    const needed = [...requiredBy(await built("main"))];

    expect(needed).toContain("electron");
    expect(needed.filter((name) => !known.has(name))).toEqual([]);
  });

  it("gives the page one value and one function, and keeps the paths of dropped folders from it", async () => {
    const code = await built("preload");
    // A sandboxed preload can require nothing else.
    expect([...requiredBy(code)]).toEqual(["electron"]);

    // What Electron has in a page's process, as far as the preload uses it.
    const exposed: Record<string, Record<string, unknown>> = {};
    const sent: unknown[][] = [];
    const pageListeners: Record<string, (event: unknown) => void> = {};
    const shellListeners = new Map<string, (event: unknown, command: unknown) => void>();
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: Record<string, unknown>) => (exposed[name] = api),
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: unknown, command: unknown) => void) =>
          shellListeners.set(channel, listener),
        off: (channel: string) => shellListeners.delete(channel),
        send: (...message: unknown[]) => sent.push(message),
      },
      webUtils: { getPathForFile: ({ path }: { path: string }) => path },
    };
    runInNewContext(code, {
      require: () => electron,
      module: { exports: {} },
      exports: {},
      process: { platform: "linux" },
      window: {
        addEventListener: (name: string, listener: (event: unknown) => void) =>
          (pageListeners[name] = listener),
      },
    });

    expect(Object.keys(exposed)).toEqual(["desktop"]);
    const { platform, onCommand, ...more } = exposed["desktop"] ?? {};
    expect([platform, typeof onCommand, more]).toEqual(["linux", "function", {}]);

    const heard: unknown[][] = [];
    const stop = (onCommand as (listener: (...args: unknown[]) => void) => () => void)((...args) =>
      heard.push(args),
    );
    shellListeners.get("familiar:command")?.({ sender: "what no page may have" }, { kind: "undo" });
    expect(heard).toEqual([[{ kind: "undo" }]]);
    stop();
    expect(shellListeners.size).toBe(0);

    let isTaken = false;
    const drop = (types: string[], files: object[]) => {
      pageListeners["drop"]?.({ dataTransfer: { types, files }, preventDefault: () => (isTaken = true) });
    };
    drop(["text/plain"], []);
    expect([isTaken, sent]).toEqual([false, []]);
    drop(["Files"], [{ path: "/home/anna/Pictures" }, { path: "" }]);
    expect([isTaken, sent]).toEqual([true, [["familiar:dropped", ["/home/anna/Pictures"]]]]);
  });
});
