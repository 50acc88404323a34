import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

/** The grid of photos, ready. */
async function gridOf(page: Page) {
  const grid = page.getByRole("grid", { name: "Photos" });
  await grid.getByRole("gridcell", { selected: false }).first().waitFor();
  return grid;
}

async function numberOfPhotos(page: Page): Promise<number> {
  return parseInt(await page.getByText(/^\d+ photos$/).innerText(), 10);
}

describe.skipIf(!hasBrowser)("the library", () => {
  it("without a photo leads to the choice of folders", async () => {
    const { page } = await openWindow();

    await page.getByRole("heading", { name: "No photos yet" }).waitFor();

    expect(await page.getByRole("link", { name: "Choose folders" }).getAttribute("href")).toBe("/welcome");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("shows every photo at its shape below its month, and nothing is wrong with it for axe", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await openWindow({
        ...{ libraryFolder: await sampleLibrary(), colorScheme, height: 2_000 },
      });
      const grid = await gridOf(page);
      const samples = await numberOfPhotos(page);

      const shapes = await grid.locator("img").evaluateAll(async (images) => {
        return await Promise.all(
          images.map(async (image) => {
            const picture = image as HTMLImageElement;
            await picture.decode();
            const { width, height } = picture.getBoundingClientRect();
            return { shown: width / height, own: picture.naturalWidth / picture.naturalHeight };
          }),
        );
      });
      expect(shapes).toHaveLength(samples);
      for (const { shown, own } of shapes) expect(Math.abs(shown / own - 1)).toBeLessThan(0.03);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });

  it("is walked, selected and opened by keyboard", async () => {
    const { page } = await openWindow({ libraryFolder: await sampleLibrary(), height: 2_000 });
    const grid = await gridOf(page);
    const samples = await numberOfPhotos(page);
    const selected = grid.getByRole("gridcell", { selected: true });
    const second = await grid.locator("[data-photo-id]").nth(1).getAttribute("data-photo-id");

    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+End");
    await page
      .getByRole("toolbar", { name: "Selected photos" })
      .getByText(`${samples} photos selected`)
      .waitFor();
    expect(await selected.count()).toBe(samples);

    await page.keyboard.press("Escape");
    expect(await selected.count()).toBe(0);
    await page.keyboard.press("Control+a");
    expect(await selected.count()).toBe(samples);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");

    await page.waitForURL(`**/photos/${second ?? ""}`);
  });

  it("is selected by mouse: a check, a range with Shift, single ones with Ctrl, and then a click", async () => {
    const { page } = await openWindow({ libraryFolder: await sampleLibrary(), height: 2_000 });
    const grid = await gridOf(page);
    const samples = await numberOfPhotos(page);
    const tiles = grid.locator("[data-photo-id]");
    const bar = page.getByRole("toolbar", { name: "Selected photos" });

    await tiles.nth(1).click({ modifiers: ["Control"] });
    await bar.getByText("1 photo selected").waitFor();
    await tiles.nth(3).click({ modifiers: ["Shift"] });
    await bar.getByText("3 photos selected").waitFor();
    await tiles.nth(2).click();
    await bar.getByText("2 photos selected").waitFor();
    await bar.getByRole("button", { name: `Select all ${samples} photos` }).click();
    await bar.getByText(`${samples} photos selected`).waitFor();
    await bar.getByRole("button", { name: "Clear selection" }).click();
    await bar.waitFor({ state: "detached" });
    await tiles.nth(4).hover();
    await tiles.nth(4).click({ position: { x: 16, y: 16 } });
    await bar.getByText("1 photo selected").waitFor();
  });
});
