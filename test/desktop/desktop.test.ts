import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hasElectron, openDesktop } from "../support/desktop.ts";
import { folderOfSamples } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function serverOf(library: string): number {
  return z.object({ pid: z.int() }).parse(JSON.parse(readFileSync(join(library, "owner.json"), "utf8"))).pid;
}

describe.skipIf(!hasElectron)("the desktop app in Electron", { timeout: 120_000 }, () => {
  it("opens the window at its own address, without Node in the page", async () => {
    const { page } = await openDesktop();

    expect(new URL(page.url()).protocol).toBe("familiar:");
    const seen = await page.evaluate(() => ({
      node: ["require", "process", "module", "Buffer"].filter((name) => name in window),
      desktop: Object.keys((window as unknown as { desktop: object }).desktop).sort(),
    }));
    expect(seen).toEqual({ node: [], desktop: ["onCommand", "platform"] });
  });

  it("does not leave its own address, opens no windows, asks no other host, and denies permissions", async () => {
    const { app, page } = await openDesktop();

    const outcome = await page.evaluate(async () => {
      const asked = await fetch("https://example.com/").then(
        () => "answered",
        () => "refused",
      );
      const opened = window.open("https://example.com/") === null ? "refused" : "opened";
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => "allowed",
        (error: unknown) => (error instanceof Error ? error.name : "refused"),
      );
      location.href = "https://example.com/";
      return { asked, opened, camera };
    });

    expect(outcome).toMatchObject({ asked: "refused", opened: "refused" });
    // Without a camera there is none to find, before anybody is asked.
    expect(["NotAllowedError", "NotFoundError"]).toContain(outcome.camera);
    await page.getByRole("link", { name: "People" }).click();
    expect(page.url()).toBe("familiar://app/people");
    expect(app.windows()).toHaveLength(1);
  });

  it("adds folders from the menu, by the system's dialog, and shows what is in them", async () => {
    const { app, page } = await openDesktop();
    const photos = folderOfSamples(temporaryFolder(), 1, 2);
    // The dialog is the system's; a test cannot click in it.
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => await Promise.resolve({ canceled: false, filePaths: [folder] });
    }, photos);

    await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find(({ label }) => label === "Add Folders…")?.click();
    });

    await page.goto("familiar://app/people");
    await page.getByRole("img").first().waitFor({ timeout: 60_000 });
  });

  it("leads to a screen from the menu", async () => {
    const { app, page } = await openDesktop();

    await app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      items.find(({ label }) => label === "Albums")?.click();
    });

    await page.waitForURL("familiar://app/albums");
  });

  it("starts its server again when that dies; the page goes on", async () => {
    const { page, library } = await openDesktop();
    const first = serverOf(library);

    process.kill(first, "SIGKILL");
    await page.getByRole("link", { name: "Albums" }).click();
    await page.reload();

    await page.getByRole("navigation", { name: "Main" }).waitFor();
    expect(serverOf(library)).not.toBe(first);
  });

  it("is there once: a second start ends by itself", async () => {
    const { launch } = await openDesktop();
    const { executablePath = "", args = [], env } = launch ?? {};

    const second = spawn(executablePath, args, { env: { ...process.env, ...env }, stdio: "ignore" });

    const code = await new Promise((resolve) => second.once("exit", resolve));
    expect(code).toBe(0);
  });

  it("quits only when its server has closed the library", async () => {
    const { app, library } = await openDesktop();
    const server = serverOf(library);

    await app.evaluate(({ app: electron }) => {
      electron.quit();
    });
    await new Promise((resolve) => app.process().once("exit", resolve));

    expect(existsSync(join(library, "owner.json"))).toBe(false);
    expect(() => process.kill(server, 0)).toThrow();
  });
});
