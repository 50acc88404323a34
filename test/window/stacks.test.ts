import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scan } from "../support/library.ts";
import { photoWithExif, writeInto } from "../support/photos.ts";
import { rawPair } from "../support/raw-pair.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

/** A window on a library with a burst of three and a raw file with its JPEG. */
async function openStacks() {
  const home = temporaryFolder();
  const [photos, libraryFolder] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  for (const [at, fraction] of ["10", "40", "70"].entries()) {
    const when = { DateTimeOriginal: "2024:05:01 12:34:56", SubSecTimeOriginal: fraction };
    const photo = await photoWithExif({ IFD0: { Make: "Canon", Model: "R5" }, IFD2: when });
    writeInto(photos, `IMG_${at + 1}.jpg`, photo);
  }
  const { raw, jpeg } = await rawPair(4, "dng", "2024:05:03 10:00:01");
  writeInto(photos, "DSC_1.jpg", jpeg);
  writeInto(photos, "DSC_1.dng", raw);
  await scan(photos, libraryFolder);
  const opened = await openWindow({ libraryFolder });
  const { page } = opened;
  const grid = page.getByRole("grid", { name: "Photos" });
  const stackTile = grid.getByRole("gridcell", { name: /IMG_1\.jpg, stack of 3 photos$/ });
  await stackTile.waitFor();
  return { ...opened, grid, stackTile };
}

describe.skipIf(!hasBrowser)("photos of several files, and stacks", () => {
  it("are one tile each, with a mark; a stack opens into its photos, by keys too", async () => {
    const { page, grid, stackTile } = await openStacks();
    await page.getByText("4 photos", { exact: true }).waitFor();
    await grid.getByRole("gridcell", { name: /DSC_1\.jpg, with raw file$/ }).waitFor();
    await expect.poll(async () => await grid.locator("[data-photo-id]").count()).toBe(2);
    await expect.poll(async () => await stackTile.innerText()).toContain("3");
    expect(await accessibilityFaults(page)).toEqual([]);

    await stackTile.click();
    const strip = page.getByRole("group", { name: "Stack of 3 photos" });
    await strip.getByRole("button", { name: "Photo 1 of 3 of the stack, its cover" }).waitFor();
    await page.getByText("2 of 2", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: "IMG_2.jpg" }).waitFor();
    // Still at the same place of the list, whose neighbours are those of the stack.
    await page.getByText("2 of 2", { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const listIsRead = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/photos");
    await strip.getByRole("button", { name: "Let this photo stand for the stack" }).click();
    await strip.getByRole("button", { name: "Photo 2 of 3 of the stack, its cover" }).waitFor();
    await listIsRead;
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("heading", { name: "DSC_1.jpg" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("heading", { name: "IMG_2.jpg" }).waitFor();
  });

  it("are shown one by one when stacks are opened, unstacked, and stacked by hand", async () => {
    const { page, grid, stackTile } = await openStacks();
    const tiles = grid.locator("[data-photo-id]");
    await page.getByRole("button", { name: "Stacks" }).click();
    await expect.poll(async () => await tiles.count()).toBe(4);
    await page.getByRole("button", { name: "Stacks" }).click();
    await stackTile.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Unstack 3 photos" }).click();
    await expect.poll(async () => await tiles.count()).toBe(4);
    await page.getByText("Unstacked 3 photos").waitFor();

    await grid.getByRole("gridcell", { name: /IMG_3\.jpg/ }).click({ modifiers: ["Control"] });
    await grid.getByRole("gridcell", { name: /IMG_2\.jpg/ }).click({ modifiers: ["Control"] });
    await page.getByRole("toolbar").getByRole("button", { name: "Stack", exact: true }).click();
    // Both were taken within one second: the one that was analysed last stands for them.
    await grid.getByRole("gridcell", { name: /IMG_[23]\.jpg, stack of 2 photos$/ }).waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(async () => await tiles.count()).toBe(4);
  });

  it("a raw file becomes a photo of its own, and one with its JPEG again", async () => {
    const { page, grid, server } = await openStacks();
    await grid.getByRole("gridcell", { name: /DSC_1\.jpg/ }).click();
    await page.getByRole("button", { name: "Show RAW as a photo of its own" }).click();
    await page.getByRole("button", { name: "Show RAW and JPEG as one photo" }).waitFor();
    await server.context.jobs.idle();
    await page.getByRole("button", { name: "Back" }).click();
    await grid.getByRole("gridcell", { name: /DSC_1\.dng, with raw file$/ }).click();
    await page.getByRole("button", { name: "Show RAW and JPEG as one photo" }).click();
    await page.getByRole("button", { name: "Back" }).click();
    await expect.poll(async () => await grid.locator("[data-photo-id]").count()).toBe(2);
  });
});
