import { describe, expect, it } from "vitest";
import { hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("the frame of the window", () => {
  it("leads to every screen, by keyboard too", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");

    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Photos");
    const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents();
    expect(links).toEqual([
      "Photos",
      "People",
      "Review",
      "Albums",
      "Search",
      "Compare",
      "Activity",
      "Settings",
    ]);
  });

  it("an address that is none says so, and leads back", async () => {
    const { page } = await openWindow({ address: "/nothing/here" });

    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    await page.getByRole("link", { name: "Go to photos" }).click();

    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("undo with nothing to undo says so", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Control+z");

    await page.getByText("Nothing to undo").waitFor();
  });
});
