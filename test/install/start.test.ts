import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { afterElectron, chooseFront, type Situation } from "../../app/install/choose-front.ts";
import { buildApp } from "../support/build-app.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const usual: Situation = {
  platform: "linux",
  environment: { DISPLAY: ":0" },
  userId: 1000,
  electron: "/checkout/node_modules/electron/dist/electron",
  hasTriedToFetch: false,
};

describe("npm start", () => {
  it("opens the desktop app where Electron and a display are there", () => {
    const desktop = { kind: "electron", program: usual.electron };
    expect(chooseFront(usual)).toEqual(desktop);
    expect(chooseFront({ ...usual, environment: { WAYLAND_DISPLAY: "wayland-0" } })).toEqual(desktop);
    for (const platform of ["darwin", "win32"] as const) {
      expect(chooseFront({ ...usual, platform, environment: {}, userId: null })).toEqual(desktop);
    }
  });

  it("fetches Electron once, and goes to the browser when that does not work", () => {
    expect(chooseFront({ ...usual, electron: null })).toEqual({ kind: "fetch electron" });
    expect(chooseFront({ ...usual, electron: null, hasTriedToFetch: true })).toMatchObject({
      kind: "browser",
      reason:
        "Familiar opens in the browser: Electron, which the window of its own needs, could not be fetched.",
    });
  });

  it("goes to the browser without a display, and as root, without fetching anything", () => {
    for (const environment of [{}, { DISPLAY: "" }]) {
      expect(chooseFront({ ...usual, environment, electron: null })).toMatchObject({
        kind: "browser",
        reason: expect.stringContaining("no display") as string,
      });
    }
    expect(chooseFront({ ...usual, userId: 0, electron: null })).toMatchObject({
      kind: "browser",
      reason: expect.stringContaining("root") as string,
    });
  });

  it("goes to the browser when Electron ends with an error at once, not when it is closed or dies later", () => {
    expect(afterElectron({ code: 127, signal: null }, 300)).toMatchObject({
      kind: "browser",
      reason: "Familiar opens in the browser: Electron cannot start here (exit code 127).",
    });
    expect(afterElectron({ code: null, signal: "SIGTRAP" }, 300)?.kind).toBe("browser");
    expect(afterElectron({ code: 0, signal: null }, 300)).toBeNull();
    expect(afterElectron({ code: 1, signal: null }, 60_000)).toBeNull();
  });
});

const startEntry = fileURLToPath(new URL("../../app/install/start.ts", import.meta.url));

/** Runs `npm start` without the build, for a display; resolves with what it said once it said `pattern`. */
async function start(env: NodeJS.ProcessEnv, pattern: RegExp): Promise<string> {
  const child = spawn(process.execPath, [startEntry, "--library", join(temporaryFolder(), "library")], {
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group: the app is a child of the child.
    detached: true,
    env: { ...process.env, WAYLAND_DISPLAY: undefined, DISPLAY: undefined, ...env },
  });
  onTestFinished(() => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  });
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (pattern.test(said)) resolve(said);
    });
  }
  child.once("close", () => {
    reject(new Error(`It ended without saying ${String(pattern)}:\n${said}`));
  });
  return await promise;
}

describe.skipIf(process.platform !== "linux")("npm start for real", () => {
  const address = /Familiar is open at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/;

  beforeAll(buildApp, 120_000);

  it("without a display, serves the same app to the browser, and says so in one line", async () => {
    const said = await start({}, address);

    expect(said).toMatch(/^Familiar opens in the browser: .+\.\nFamiliar is open at/);
    const answer = await fetch(address.exec(said)?.[1] ?? "", { redirect: "manual" });
    expect(answer.status).toBe(302);
  });

  it.skipIf(process.getuid?.() === 0)("with an Electron that does not start, does the same", async () => {
    const folder = join(temporaryFolder(), "electron");
    mkdirSync(folder);
    writeFileSync(join(folder, "electron"), "#!/bin/sh\nexit 127\n");
    chmodSync(join(folder, "electron"), 0o755);

    const said = await start({ DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: folder }, address);

    expect(said).toMatch(/^Familiar opens in the browser: Electron cannot start here \(exit code 127\)\.\n/);
  });
});
