// `npm start`: opens the desktop app, or the same app in the browser where there is no way to the former.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterElectron, chooseFront, type Front } from "./choose-front.ts";
import { electronFolder, findElectron } from "./find-electron.ts";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** About 110 MB; a connection that takes longer than this is none. */
const fetchTimeoutMs = 10 * 60_000;

function front(hasTriedToFetch: boolean): Front {
  return chooseFront({
    ...{ platform: process.platform, environment: process.env, hasTriedToFetch },
    userId: process.getuid?.() ?? null,
    electron: findElectron(),
  });
}

type End = Parameters<typeof afterElectron>[0];

/** Ctrl+C reaches the child as well: it ends in its own way, and we with it. */
async function endOf(child: ChildProcess): Promise<End> {
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  const end = await new Promise<End>((resolve) => {
    child.once("error", () => {
      resolve({ code: 1, signal: null });
    });
    child.once("exit", (code, signal) => {
      resolve({ code, signal });
    });
  });
  process.off("SIGINT", ignore);
  return end;
}

/** Its own words about a network that is not there fill a screen; one line says it. */
async function fetchElectron(): Promise<void> {
  console.error("Fetching Electron (about 110 MB), once...");
  const child = spawn(process.execPath, [path.join(electronFolder, "install.js")], {
    stdio: "ignore",
    timeout: fetchTimeoutMs,
  });
  await endOf(child);
}

async function openElectron(program: string, args: readonly string[]): Promise<Front | null> {
  const startedAtMs = performance.now();
  const child = spawn(program, [projectFolder, ...args], {
    stdio: "inherit",
    env: { ...process.env, FAMILIAR_NODE: process.execPath },
  });
  const end = await endOf(child);
  process.exitCode = end.code ?? 1;
  return afterElectron(end, performance.now() - startedAtMs);
}

async function openBrowser(reason: string, args: readonly string[]): Promise<void> {
  console.error(reason);
  const familiar = path.join(projectFolder, "app", "cli", "familiar.ts");
  const end = await endOf(
    spawn(process.execPath, [familiar, "serve", "--open", ...args], { stdio: "inherit" }),
  );
  process.exitCode = end.code ?? 1;
}

const args = process.argv.slice(2);
let chosen: Front | null = front(false);
if (chosen.kind === "fetch electron") {
  await fetchElectron();
  chosen = front(true);
}
if (chosen.kind === "electron") chosen = await openElectron(chosen.program, args);
if (chosen?.kind === "browser") await openBrowser(chosen.reason, args);
