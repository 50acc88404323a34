import { mkdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { addFolders } from "../../app/api/add-folders.ts";
import { samplePhoto } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

/** The six samples in so many sizes: enough that news comes (every 25 photos) before the end. */
const sizes = 10;

async function makePhotos(): Promise<string> {
  const folder = join(temporaryFolder(), "Many");
  mkdirSync(folder);
  for (const number of [1, 2, 3, 4, 5, 6] as const) {
    const small = await sharp(samplePhoto(number)).resize(900).toBuffer();
    for (let size = 0; size < sizes; size++) {
      await sharp(small)
        .resize(900 - size * 10)
        .jpeg()
        .toFile(join(folder, `${String(number)} ${String(size)}.jpg`));
    }
  }
  return folder;
}

/** As the job says it. */
const readingPhase = "Finding faces";

const screens = ["People", "Review", "Albums", "Search", "Compare", "Activity", "Settings", "Photos"];

describe.skipIf(!hasBrowser)("browsing while a scan runs", () => {
  it("photos come, every screen is there, and people come in the end", async () => {
    const folder = await makePhotos();
    const { page, server, client } = await openWindow();
    const { jobs } = server.context;
    const isScanning = () => jobs.list().open.length > 0;
    // With the first news the scan is paused, however slow the browser is beside it.
    const paused = Promise.withResolvers<number>();
    const stop = server.context.events.listen((event) => {
      const [scan] = jobs.list().open;
      if (
        event.kind !== "changed" ||
        !event.parts.includes("photos") ||
        scan?.progress?.phase !== readingPhase
      )
        return;
      stop();
      jobs.pause(scan.id).then(({ id }) => {
        paused.resolve(id);
      }, paused.reject);
    });
    await addFolders(server.context, [folder]);
    const scanId = await paused.promise;

    await page.getByRole("link", { name: "Photos" }).click();
    // Before the end: the first photos are to be seen.
    await page.getByRole("grid", { name: "Photos" }).getByRole("gridcell").locator("img").first().waitFor();
    const early = parseInt(await page.getByText(/^\d+ photos$/).innerText(), 10);
    expect(isScanning()).toBe(true);
    expect(early).toBeLessThan(6 * sizes);
    jobs.resume(scanId);
    let visitedWhileScanning = 0;
    for (const name of screens) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator("main h1, main h2").first().waitFor();
      expect(await page.getByText("Something did not work").count()).toBe(0);
      if (isScanning()) visitedWhileScanning += 1;
    }
    expect(visitedWhileScanning).toBeGreaterThan(0);

    await jobs.idle();
    await page.getByText(`${String(6 * sizes)} photos`, { exact: true }).waitFor();
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("button", { name: "Show them" }).or(page.getByText("Add a name").first()).waitFor();
    const { groups } = await (await client.groups.$get()).json();
    expect(groups.length).toBeGreaterThan(5);
  });
});
