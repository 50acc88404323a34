import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
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

const longName = `<b>مرحبا</b> ${"n".repeat(80)}`;

describe.skipIf(!hasBrowser)("the albums", () => {
  it("are made, put in order by keyboard, renamed, deleted, and all of it undone", async () => {
    const { page, client } = await openWindow({ libraryFolder: await sampleLibrary(), address: "/albums" });
    await page.getByText("No albums yet").waitFor();

    await page.getByRole("button", { name: "New smart album" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Samples");
    await page.getByRole("dialog").getByRole("combobox", { name: "Search" }).fill("file:");
    await page.getByRole("button", { name: "Make album" }).click();
    await page.getByRole("dialog").getByText("Write something after file:").first().waitFor();
    await page.getByRole("dialog").getByRole("combobox", { name: "Search" }).fill("file:sample");
    await page.getByRole("button", { name: "Make album" }).click();
    await page.getByRole("heading", { name: "Samples" }).waitFor();
    await page.getByText("6 photos · file:sample").waitFor();
    await client.albums.$post({ json: { name: longName } });

    await page.getByRole("link", { name: "All albums" }).click();
    const albums = page.getByRole("region", { name: "Your albums" });
    await albums.getByRole("link", { name: longName }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await albums.getByRole("link", { name: "Samples" }).press("Alt+ArrowRight");
    await expect.poll(async () => await albums.getByRole("link").first().textContent()).toContain(longName);

    await page.getByRole("button", { name: `What to do with ${longName}` }).click();
    await page.getByRole("menuitem", { name: "Rename…" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("samples ");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("There is an album called Samples already").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Winter");
    await page.keyboard.press("Enter");
    await albums.getByRole("link", { name: "Winter" }).waitFor();
    await page.getByRole("button", { name: "What to do with Winter" }).click();
    await page.getByRole("menuitem", { name: "Delete album" }).click();
    await albums.getByRole("link", { name: "Winter" }).waitFor({ state: "hidden" });
    await page.keyboard.press("Control+z");
    await albums.getByRole("link", { name: "Winter" }).waitFor();
  });

  it("an album is filled from any selection, ordered, given a cover, and exported with every file", async () => {
    mkdirSync(join(home, "Out"));
    const { page, client, server } = await openWindow({
      ...{ libraryFolder: await sampleLibrary(), address: "/", colorScheme: "dark" },
    });
    const photos = page.getByRole("grid", { name: "Photos" });
    await photos.getByRole("gridcell").first().waitFor();
    await photos.focus();
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "Add to album…" }).click();
    const chooser = page.getByRole("combobox", { name: "Name of an album" });
    await chooser.fill("Summer / 2019");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("option", { name: "New album: Summer / 2019" }).waitFor();
    await chooser.press("Enter");
    await page.getByText("Made the album Summer / 2019").waitFor();

    const { albums } = await (await client.albums.$get()).json();
    const [album] = albums;
    await page.goto(`${new URL(page.url()).origin}/albums/${album?.id ?? 0}`);
    await page.getByText(`${album?.photos ?? 0} photos`).waitFor();
    await photos.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Move" }).click();
    await page.getByRole("menuitem", { name: "To the beginning" }).click();
    await page.getByText("Moved 1 photo within the album").waitFor();
    await page.getByRole("button", { name: "Use as cover" }).click();
    await page.getByText("Chose a cover for the album").waitFor();
    await page.getByRole("button", { name: "Take 1 photo out" }).click();
    await page.getByText(`${(album?.photos ?? 0) - 1} photos`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "What to do with Summer / 2019" }).click();
    await page.getByRole("menuitem", { name: "Export…" }).click();
    await page.getByRole("radio", { name: /Copies/ }).waitFor();
    await page.getByRole("button", { name: "Choose a folder…" }).click();
    await page.getByRole("button", { name: "Open Out" }).click();
    await page.getByRole("button", { name: "Export to “Out”" }).click();
    await page.getByText("The export has begun").waitFor();
    await server.context.jobs.idle();

    expect(server.context.jobs.list().finished[0]).toMatchObject({
      kind: "export",
      state: "done",
      failures: 0,
    });
    const exported = join(home, "Out", "Summer _ 2019");
    expect(existsSync(exported)).toBe(true);
    expect(readdirSync(exported)).toHaveLength((album?.photos ?? 0) - 1);
  });
});
