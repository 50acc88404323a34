import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { samplePhoto } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

let home = "";

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv("HOME", home);
  vi.stubEnv("USERPROFILE", home);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.skipIf(!hasBrowser)("the first run", () => {
  it("says what stays private, lets choose folders by keyboard, and lands in the library while it scans", async () => {
    const name = "Ünser Sommer <img onerror=alert(1)>";
    mkdirSync(join(home, name, "inner"), { recursive: true });
    cpSync(samplePhoto(1), join(home, name, "one.jpg"));
    mkdirSync(join(home, "Other"));
    const { page, server } = await openWindow();

    await page.getByRole("heading", { name: "Everything stays on this computer" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/welcome");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Add folders…" }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Open ${name}` })
      .click();
    await page.getByText("1 photo directly in this folder").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: `Add “${name}”` }).press("Enter");

    await page.waitForURL((url) => url.pathname === "/");
    await server.context.jobs.idle();
    expect(server.context.library.db.prepare("SELECT path FROM roots").pluck().all()).toEqual([
      join(home, name),
    ]);
    await page.reload();
    await page.getByRole("grid", { name: "Photos" }).getByRole("gridcell").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("several folders at once", async () => {
    for (const name of ["One", "Two", "Three"]) mkdirSync(join(home, name));
    const { page, server } = await openWindow({ colorScheme: "dark" });

    await page.getByRole("button", { name: "Add folders…" }).click();
    await page.getByRole("checkbox", { name: "Choose One" }).click();
    await page.getByRole("checkbox", { name: "Choose Three" }).press("Space");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Add 2 folders" }).click();

    await page.waitForURL((url) => url.pathname === "/");
    const paths = server.context.library.db.prepare("SELECT path FROM roots ORDER BY path").pluck().all();
    expect(paths).toEqual([join(home, "One"), join(home, "Three")]);
  });
});
