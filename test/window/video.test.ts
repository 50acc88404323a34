import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { samplePhoto, scan } from "../support/library.ts";
import { onceARun } from "../support/once-a-run.ts";
import { hasFfmpeg, makeVideo } from "../support/videos.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** A window on a library of one video that browsers play (VP8): people until 3 s, others from 3 s to 6 s. */
async function openVideo(options: WindowOptions = {}) {
  const home = await onceARun("video-library", async (folder) => {
    const photos = join(folder, "photos");
    mkdirSync(photos, { recursive: true });
    makeVideo(join(photos, "clip.webm"), [
      { picture: samplePhoto(1), seconds: 3 },
      { picture: samplePhoto(2), seconds: 3 },
    ]);
    await scan(photos, join(folder, "library"));
  });
  return await openWindow({ libraryFolder: join(home, "library"), ...options });
}

describe.skipIf(!hasBrowser || !hasFfmpeg)("a video", () => {
  it("has its length on its tile, its faces in their frames, and plays", async () => {
    const { page } = await openVideo();
    const tile = page.getByRole("gridcell", { name: /^Video, 0:06, .*clip\.webm$/ });
    await tile.click();
    const faces = page.getByRole("complementary").getByRole("listitem");
    await faces.first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // A face of each frame is chosen in turn: the stage goes there, with the faces of that frame only.
    for (const [place, moment] of [
      [faces.first(), /at 0:0[0-2]$/],
      [faces.last(), /at 0:0[3-5]$/],
    ] as const) {
      await place.getByRole("button").click();
      const still = page.getByRole("img", { name: moment });
      await still.waitFor();
      await expect
        .poll(async () => await still.evaluate((img: HTMLImageElement) => img.naturalWidth))
        .toBe(640);
      await expect.poll(async () => await page.locator("[data-face-id][aria-pressed=true]").count()).toBe(1);
    }
    await page.getByRole("button", { name: /^Play from 0:0[3-5]$/ }).click();
    const player = page.locator("video");
    await expect
      .poll(async () => await player.evaluate((video: HTMLVideoElement) => video.currentTime))
      .toBeGreaterThan(3);
    await expect.poll(async () => await page.locator("[data-face-id]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("img", { name: /^Video clip\.webm at / }).waitFor();
    await player.waitFor({ state: "detached" });
    expect(await page.getByRole("button", { name: "Add a face" }).count()).toBe(0);
  });

  it("that the window cannot play says so, and keeps its faces", async () => {
    const { page } = await openVideo({ colorScheme: "dark" });
    await page.route("**/media/originals/*", async (route) => {
      await route.fulfill({ contentType: "video/x-unknown", body: "no video" });
    });
    await page.getByRole("gridcell", { name: /clip\.webm$/ }).click();
    await page.getByRole("button", { name: "Play 0:06" }).click();
    await page
      .getByRole("alert")
      .getByText(/cannot play this kind of video/)
      .waitFor();
    await expect.poll(async () => await page.locator("[data-face-id]").count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
