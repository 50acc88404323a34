import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type LaunchOptions, type Page } from "playwright";
import { build } from "vite";
import { afterAll, expect, inject, onTestFinished } from "vitest";
import { onceARun } from "./once-a-run.ts";
import "./provided-context.ts";
import { serveForTest, type ServedLibrary, type ServeTestOptions } from "./served-library.ts";

/** Tests of the window are left out where no browser is installed: `describe.skipIf(!hasBrowser)`. */
export const hasBrowser = inject("chromium") !== null;

/** A window on a served library. */
export interface OpenedWindow extends ServedLibrary {
  readonly page: Page;
}

/** How a window is opened. */
export interface WindowOptions extends ServeTestOptions {
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  /** Where to begin: "/people". Default "/". */
  readonly address?: string;
  /** A video that the browser plays as its camera (test/support/camera-video.ts). Default: the computer's cameras. */
  readonly cameraVideo?: string;
  /** What the user allows the page when it asks. Default: nothing. */
  readonly permissions?: readonly "camera"[];
}

/**
 * Opens the real window, built once a run, on a real server in a real browser, until the running test ends. The test
 * fails when the page throws, or logs an error: what the content security policy refuses is one.
 */
export async function openWindow(options: WindowOptions = {}): Promise<OpenedWindow> {
  const served = await serveForTest({ windowFolder: await builtWindow(), ...options });
  const { width = 1280, height = 800, colorScheme = "light" } = options;
  const browser = await startedBrowser(options.cameraVideo);
  const context = await browser.newContext({
    ...{ viewport: { width, height }, colorScheme },
    permissions: [...(options.permissions ?? [])],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    // Refusals by the server are answers that tests look at; the browser logs each of them.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      problems.push(message.text());
    }
  });
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  page.setDefaultTimeout(30_000);
  await page.goto(served.server.address ?? "");
  if (options.address !== undefined) await page.goto(`${served.origin}${options.address}`);
  // Keys that are pressed before the window is there go nowhere.
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  return { ...served, page };
}

/** Run in the page: everything is at once as it will be. A sheet that is made by a script is no matter of its policy. */
const standStill = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { animation: none !important; transition: none !important; }");
  document.adoptedStyleSheets.push(sheet);
})()`;
const moveAgain = "void document.adoptedStyleSheets.pop()";

/**
 * What axe finds wrong with what the page shows now: each rule with the elements that break it. Nothing moves meanwhile, as
 * what is half faded in has half its contrast.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(standStill);
  const { violations } = await new AxeBuilder({ page }).analyze();
  await page.evaluate(moveAgain);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`));
}

/** By the video of their camera; null = the browser that has none. */
const browsers = new Map<string | null, Promise<Browser>>();

/** One browser for all tests of a file; each test has its own context, which shares nothing with the others. */
async function startedBrowser(cameraVideo: string | null = null): Promise<Browser> {
  const started = browsers.get(cameraVideo) ?? chromium.launch(launchOptions(cameraVideo));
  browsers.set(cameraVideo, started);
  return await started;
}

function launchOptions(cameraVideo: string | null): LaunchOptions {
  return {
    executablePath: inject("chromium") ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      ...(cameraVideo === null
        ? []
        : ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${cameraVideo}`]),
    ],
  };
}

afterAll(async () => {
  for (const browser of browsers.values()) await (await browser).close();
});

/** The window, built once a run. */
export async function builtWindow(): Promise<string> {
  return await onceARun("window", async (folder) => {
    await build({
      configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
      logLevel: "warn",
      build: { outDir: folder },
    });
  });
}
