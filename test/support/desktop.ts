import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { inject, onTestFinished } from "vitest";
import { buildApp } from "./build-app.ts";
import "./provided-context.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Tests in Electron are left out where it is not there or cannot run: `describe.skipIf(!hasElectron)`. */
export const hasElectron = inject("electron") !== null;

/** The desktop app of the checkout, as `npm start` opens it, with folders of its own. */
export interface OpenedDesktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly library: string;
  /** What another one is started with to be the same user's. */
  readonly launch: Parameters<typeof _electron.launch>[0];
}

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Opens the desktop app until the running test ends. */
export async function openDesktop(): Promise<OpenedDesktop> {
  await buildApp();
  const folder = temporaryFolder();
  const library = join(folder, "library");
  const launch = {
    executablePath: inject("electron") ?? "",
    args: [projectFolder, `--user-data-dir=${join(folder, "electron")}`, `--library=${library}`],
    env: { ...definedOf(process.env), FAMILIAR_NODE: process.execPath },
  };
  const app = await _electron.launch(launch);
  onTestFinished(async () => {
    await app.close();
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  return { app, page, library, launch };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
