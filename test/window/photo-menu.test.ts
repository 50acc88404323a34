import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** The library; Anna and Ben are in one photo, whose tile comes with it. */
async function openLibrary(options: WindowOptions = {}) {
  const opened = await openWindow({ libraryFolder: await sampleLibrary(), height: 2_000, ...options });
  const { client, page, server } = opened;
  const photos = Map.groupBy(allFaceRows(server.context.library.db), ({ photoId }) => photoId);
  const [photoId = 0, faces = []] = [...photos].find(([, found]) => found.length > 1) ?? [];
  for (const [at, name] of ["Anna", "Ben"].entries()) {
    await client.faces.name.$post({ json: { faceIds: [faces[at]?.id ?? 0], person: { name } } });
  }
  const grid = page.getByRole("grid", { name: "Photos" });
  await grid.getByRole("gridcell", { name: /^Anna, Ben, / }).waitFor();
  const menu = page.getByRole("menu");
  return { ...opened, photoId, grid, menu, tile: grid.locator(`[data-photo-id="${String(photoId)}"]`) };
}

describe.skipIf(!hasBrowser)("the menu of a photo", () => {
  it("opens at the pointer and leads to photos of the same people, and to the photo", async () => {
    const { page, menu, tile, photoId } = await openLibrary();
    await tile.click({ button: "right" });
    await menu.getByRole("menuitem", { name: "All photos of Anna" }).waitFor();
    await menu.getByRole("menuitem", { name: "Photos of both together" }).click();
    await page.waitForURL(/search\?q=person%3A1%20%26%20person%3A2/);
    await page.getByText("1 photo", { exact: true }).first().waitFor();

    await page.goBack();
    await tile.click({ button: "right" });
    await menu.getByRole("menuitem", { name: "Open" }).waitFor();
    // A browser has no file manager to show it in.
    expect(await menu.getByRole("menuitem", { name: "Show in file manager" }).count()).toBe(0);
    await menu.getByRole("menuitem", { name: "Open" }).click();
    await page.waitForURL(`**/photos/${String(photoId)}`);
  });

  it("opens by key at the photo that the keyboard is at, for all chosen ones", async () => {
    const { page, client, menu } = await openLibrary();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+F10");
    await menu.getByRole("menuitem", { name: "Select" }).waitFor();
    // The line of the menu is marked, not the menu as a whole.
    expect(await menu.evaluate((element) => getComputedStyle(element).outlineWidth)).toBe("0px");
    const tileBox = await page.locator("[data-active]").boundingBox();
    const middle = (tileBox?.x ?? -99) + (tileBox?.width ?? 0) / 2;
    await expect.poll(async () => Math.abs(((await menu.boundingBox())?.x ?? 0) - middle)).toBeLessThan(12);
    await expect
      .poll(async () => await menu.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    const marked = menu.locator("[data-highlighted]");
    await page.keyboard.press("ArrowDown");
    await marked.getByText("Open", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await marked.getByText("Select", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("1 photo selected").waitFor();

    await page.keyboard.press("Shift+ArrowRight");
    await page.getByText("2 photos selected").waitFor();
    await page.keyboard.press("ContextMenu");
    await menu.getByRole("menuitem", { name: "Add 2 photos to an album…" }).click();
    await page.getByRole("dialog").locator("input:focus").waitFor();
    await page.keyboard.type("Summer");
    await page.getByRole("option", { name: /Summer/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await (await client.albums.$get()).json()).albums)
      .toMatchObject([{ name: "Summer", photos: 2 }]);

    const [album] = (await (await client.albums.$get()).json()).albums;
    await page.goto(new URL(`/albums/${String(album?.id)}`, page.url()).href);
    await page.getByRole("grid", { name: "Photos" }).getByRole("gridcell").locator("img").first().waitFor();
    await page.locator("[data-photo-id]").first().click({ button: "right" });
    await menu.getByRole("menuitem", { name: "Take 1 photo out" }).click();
    await page.getByText("1 photo", { exact: true }).waitFor();
  });

  it("shows the file in the file manager in the desktop app, which alone learns its path", async () => {
    const revealed: string[] = [];
    const shell = {
      reveal: (path: string) => revealed.push(path),
      chooseFolders: async () => await Promise.resolve([]),
    };
    const { page, menu, tile, server, photoId } = await openLibrary({ shell });
    await page.addInitScript(() => {
      Object.assign(window, { desktop: { platform: "linux", onCommand: () => () => undefined } });
    });
    await page.reload();
    await tile.click({ button: "right" });
    await menu.getByRole("menuitem", { name: "Show in file manager" }).click();
    const path = server.context.library.db
      .prepare<[number], string>("SELECT path FROM files WHERE photo_id = ?")
      .pluck()
      .get(photoId);
    await expect.poll(() => revealed).toEqual([path]);
  });
});
