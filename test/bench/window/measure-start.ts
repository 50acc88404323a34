import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright";

const commandLine = fileURLToPath(new URL("../../../app/cli/familiar.ts", import.meta.url));

/** A server that was started, and how long it and the window took. Dispose it: the server ends. */
export interface StartedWindow extends AsyncDisposable {
  /** Milliseconds. */
  readonly figures: Record<string, number>;
  /** Opens the window, with what it takes to be let in. */
  readonly address: string;
}

/** Starts `familiar serve` and opens its address: until the first photo can be seen. */
export async function measureStart(page: Page, library: string): Promise<StartedWindow> {
  const begin = performance.now();
  const child = spawn(process.execPath, [commandLine, "serve", "--library", library, "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8");
  for await (const text of child.stdout as AsyncIterable<string>) {
    said += text;
    if (said.includes("\n")) break;
  }
  const { address } = JSON.parse(said) as { address: string };
  const served = performance.now();
  await page.goto(address);
  await firstPhoto(page);
  const painted = performance.now();
  await page.reload();
  const reloaded = performance.now();
  await page.goto(new URL(address).origin);
  await firstPhoto(page);
  return {
    address,
    figures: {
      "server ready": served - begin,
      "first photos painted after that": painted - served,
      "from the start to the first photos": painted - begin,
      "the window opened once more": performance.now() - reloaded,
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGINT");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function firstPhoto(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>("main img")].some(
      (image) => image.complete && image.naturalWidth > 0,
    ),
  );
}
