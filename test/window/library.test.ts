import { basename } from "node:path";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { addRoot } from "../../app/db/roots.ts";
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
    const { page, server, origin } = await openWindow();
    // Without a folder the window begins with the welcome; this one holds nothing.
    addRoot(server.context.library.db, "/empty", 1);
    await page.goto(origin);

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

      await expect.poll(async () => await grid.locator("img").count()).toBe(samples);
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
    const selectedCount = async () => await selected.count();
    await expect.poll(selectedCount).toBe(samples);

    await page.keyboard.press("Escape");
    await expect.poll(selectedCount).toBe(0);
    await page.keyboard.press("Control+a");
    await expect.poll(selectedCount).toBe(samples);
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

  it("says who is in a photo, and stays where it is while new photos come", async () => {
    const { page, server } = await openWindow({ libraryFolder: await sampleLibrary(), height: 420 });
    const { db } = server.context.library;
    const grid = await gridOf(page);
    const faceId = db.prepare<[], number>("SELECT min(id) FROM faces").pluck().get() ?? 0;
    const photoId =
      db.prepare<[number], number>("SELECT photo_id FROM faces WHERE id = ?").pluck().get(faceId) ?? 0;
    const { lastInsertRowid: anna } = db.prepare("INSERT INTO people (name) VALUES ('Anna')").run();
    db.prepare("UPDATE faces SET person_id = ? WHERE id = ?").run(anna, faceId);
    server.context.events.send({ kind: "changed", parts: ["photos", "people"] });

    await grid.focus();
    await page.keyboard.press("End");
    const last = grid.locator("[data-active]");
    await last.waitFor();
    await grid.hover();
    const scrolled = async () => await grid.evaluate(({ scrollTop }) => scrollTop);
    const end = await scrolled();
    await page.mouse.wheel(0, -30);
    await expect.poll(async () => Math.abs((await scrolled()) - (end - 30))).toBeLessThan(1);
    const before = await last.boundingBox();
    const known = await grid.getAttribute("aria-rowcount");
    for (let number = 0; number < 20; number++) {
      db.prepare(
        "INSERT INTO photos (id, content_hash, size_bytes, taken_at) VALUES (?, randomblob(32), 1, '2030-01-01T00:00:00')",
      ).run(1000 + number);
      db.prepare("INSERT INTO files (path, size_bytes, modified_at_ms, photo_id) VALUES (?, 1, 1, ?)").run(
        `/new ${number}.jpg`,
        1000 + number,
      );
    }
    server.context.events.send({ kind: "changed", parts: ["photos"] });
    await expect.poll(async () => await grid.getAttribute("aria-rowcount")).not.toBe(known);
    await expect
      .poll(async () => Math.abs(((await last.boundingBox())?.y ?? 0) - (before?.y ?? 99)))
      .toBeLessThan(3);

    await page.keyboard.press("Home");
    // Nothing is there to be shown of a file that is none.
    await grid.locator('[data-photo-id="1019"] svg').first().waitFor();
    const name =
      db.prepare<[number], string>("SELECT path FROM files WHERE photo_id = ?").pluck().get(photoId) ?? "";
    const slider = page.getByRole("slider", { name: "Go to a date" });
    await slider.focus();
    await page.keyboard.press("End");
    await grid.getByRole("gridcell", { name: new RegExp(`^Anna.*${basename(name)}$`) }).waitFor();
    await expect.poll(async () => await slider.getAttribute("aria-valuetext")).not.toBe("January 2030");
  });
});
