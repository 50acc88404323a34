import { describe, expect, it } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow, type OpenedWindow } from "../support/window.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import { facesOfGroup } from "../../app/db/decided-faces.ts";

/** A window on the samples, with Anna Maria (two faces) and Ben (one) named. */
async function openSearch(
  address = "/search",
  colorScheme: "light" | "dark" = "light",
): Promise<OpenedWindow> {
  const window = await openWindow({ libraryFolder: await sampleLibrary(), colorScheme });
  const { db } = window.server.context.library;
  const [anna, ben] = groupSizesIn(db, { from: 1, to: 1_000_000 })
    .toSorted((a, b) => b.faces - a.faces || a.groupId - b.groupId)
    .map(({ groupId }) => facesOfGroup(db, groupId));
  await window.client.faces.name.$post({ json: { faceIds: anna ?? [], person: { name: "Anna Maria" } } });
  await window.client.faces.name.$post({ json: { faceIds: ben ?? [], person: { name: "Ben" } } });
  await window.page.goto(`${window.origin}${address}`);
  return window;
}

describe.skipIf(!hasBrowser)("searching", () => {
  it("completes a name with the keyboard, finds, and is found again at the same address", async () => {
    const { page } = await openSearch();
    const box = page.getByRole("combobox", { name: "Search photos" });
    await box.pressSequentially("ann");
    await page.getByRole("option", { name: "Anna Maria" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe('"Anna Maria"');

    await page.keyboard.press("Enter");

    await page.getByText("2 photos", { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe('"Anna Maria"');
    await page.reload();
    await page.getByText("2 photos", { exact: true }).waitFor();
    expect(await box.inputValue()).toBe('"Anna Maria"');
  });

  it("shows where a search is wrong, and puts in what was meant", async () => {
    const { page } = await openSearch();
    const box = page.getByRole("combobox", { name: "Search photos" });
    await box.fill("faces >= 1 & bem");
    await page.keyboard.press("Enter");

    await page.getByRole("alert").getByText("Nobody is called bem. Did you mean Ben?").waitFor();
    expect(await page.locator("mark").textContent()).toBe("bem");
    expect(await box.getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("button", { name: "Use Ben" }).click();

    await page.getByText("1 photo", { exact: true }).waitFor();
    expect(await box.inputValue()).toBe("faces >= 1 & Ben");
  });

  it("adds people by their chips, and remembers the searches of this window", async () => {
    const { page } = await openSearch();
    await page.getByRole("button", { name: "Add Ben to the search" }).click();
    await page.getByRole("menuitem", { name: "Photos of Ben" }).click();
    await page.getByText("1 photo", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Add Anna Maria to the search" }).click();
    await page.getByRole("menuitem", { name: "Or Anna Maria" }).click();

    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe('Ben | "Anna Maria"');
    await page.getByRole("button", { name: "Empty the search" }).click();

    await page.getByRole("button", { name: 'Ben | "Anna Maria"' }).waitFor();
    await page.getByRole("button", { name: "Ben", exact: true }).click();
    await page.getByText("1 photo", { exact: true }).waitFor();
  });

  it("keeps a search as an album that fills itself", async () => {
    const { page, client } = await openSearch("/search?q=ben");
    await page.getByRole("button", { name: "Save as album" }).click();
    await page.getByLabel("Name of the album").fill("Ben alone");
    await page.keyboard.press("Enter");

    await page.getByText("Made the album Ben alone").waitFor();
    const { albums } = await (await client.albums.$get()).json();
    expect(albums.map(({ name, query, photos }) => ({ name, query, photos }))).toEqual([
      { name: "Ben alone", query: "Ben", photos: 1 },
    ]);
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds wrong (%s)", async (colorScheme) => {
    const { page } = await openSearch("/search?q=bem", colorScheme);
    await page.getByRole("alert").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Use Ben" }).click();
    await page.getByText("1 photo", { exact: true }).waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
