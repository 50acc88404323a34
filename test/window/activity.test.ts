import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { samplePhoto } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

const evil = `<img src=x onerror=alert(1)> ${"w".repeat(80)}.jpg`;

/** `copies` of each of six photos, each another photo to Familiar: their bytes differ behind the picture. */
async function openActivity({
  colorScheme = "light",
  copies = 1,
}: {
  colorScheme?: "light" | "dark";
  copies?: number;
}) {
  const photos = join(temporaryFolder(), "Family photos");
  mkdirSync(photos);
  for (const number of [1, 2, 3, 4, 5, 6] as const) {
    for (let copy = 0; copy < copies; copy++) {
      const bytes = Buffer.concat([readFileSync(samplePhoto(number)), Buffer.alloc(copy)]);
      writeFileSync(join(photos, `${number}-${copy}.jpg`), bytes);
    }
  }
  writeFileSync(join(photos, evil), "nothing");
  const shell = { reveal: () => undefined, chooseFolders: async () => await Promise.resolve([photos]) };
  return { photos, ...(await openWindow({ address: "/activity", shell, colorScheme })) };
}

describe.skipIf(!hasBrowser)("the activity screen", () => {
  it("shows a scan while it runs, pauses, cancels and tries it again, by keyboard", async () => {
    const { page, client, server } = await openActivity({ copies: 5 });
    await page.getByText("Nothing is going on").waitFor();

    await client.folders.choose.$post();
    const pause = page.getByRole("button", { name: "Pause: Scan Family photos" });
    await pause.press("Enter");
    await page.getByRole("button", { name: "Resume: Scan Family photos" }).waitFor();
    expect(server.context.jobs.list().open).toMatchObject([{ state: "paused" }]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Cancel: Scan Family photos" }).press("Enter");

    await page.getByRole("img", { name: "Cancelled" }).waitFor();
    await page.getByRole("button", { name: "Try again: Scan Family photos" }).click();
    await page.getByRole("img", { name: "Cancelled" }).waitFor({ state: "hidden" });
    await server.context.jobs.idle();
    await page.getByRole("img", { name: "Done" }).waitFor();
  });

  it("tells of files that could not be used, and tries them again", async () => {
    const { page, client, server, photos } = await openActivity({ colorScheme: "dark" });
    await client.folders.choose.$post();
    await server.context.jobs.idle();

    const list = page.getByRole("group", { name: "Files that could not be used" });
    await list.getByText(evil).waitFor();
    await page.getByText("Photos in these folders").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Details of Scan Family photos" }).click();
    await page.getByRole("dialog").getByText("1 file could not be used", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    cpSync(samplePhoto(1), join(photos, evil));
    await page.getByRole("button", { name: `Try ${evil} again` }).click();

    await list.waitFor({ state: "hidden" });
  });
});
