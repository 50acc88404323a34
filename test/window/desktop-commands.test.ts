import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import type { DesktopCommand } from "../../app/api/desktop-window.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

/** A window as in the desktop app: with what its preload gives the page, and a menu that the test is. */
async function openDesktopWindow(): Promise<{
  readonly page: Page;
  readonly choose: (command: DesktopCommand) => Promise<void>;
}> {
  const { page } = await openWindow();
  await page.addInitScript(() => {
    const listeners = new Set<(command: unknown) => void>();
    Object.assign(window, {
      desktop: {
        platform: "linux",
        onCommand: (listener: (command: unknown) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      choose: (command: unknown) => {
        for (const listener of listeners) listener(command);
      },
    });
  });
  await page.reload();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  return {
    page,
    choose: async (command) => {
      await page.evaluate((chosen) => {
        (window as unknown as { choose: (command: unknown) => void }).choose(chosen);
      }, command);
    },
  };
}

describe.skipIf(!hasBrowser)("the menu of the desktop app", () => {
  it("leads to screens, back and forward", async () => {
    const { page, choose } = await openDesktopWindow();

    await choose({ kind: "go", to: "/people" });
    await page.waitForURL("**/people");
    await choose({ kind: "go", to: "/albums" });
    await page.waitForURL("**/albums");
    await choose({ kind: "back" });
    await page.waitForURL("**/people");
    await choose({ kind: "forward" });
    await page.waitForURL("**/albums");
  });

  it("opens the palette, where undo is the field's own, and the list of shortcuts", async () => {
    const { page, choose } = await openDesktopWindow();

    await choose({ kind: "palette" });
    const field = page.getByRole("combobox");
    await field.pressSequentially("peop");
    await choose({ kind: "undo" });
    await expect.poll(async () => await field.inputValue()).not.toBe("peop");
    await choose({ kind: "redo" });
    await expect.poll(async () => await field.inputValue()).toBe("peop");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });

    await choose({ kind: "shortcuts" });
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  });

  it("takes back what was done", async () => {
    const { page, choose } = await openDesktopWindow();

    await choose({ kind: "undo" });
    await page.getByText("Nothing to undo").waitFor();
    await choose({ kind: "redo" });
    await page.getByText("Nothing to redo").waitFor();
  });
});
