import { setTimeout as wait } from "node:timers/promises";
import { openPlainPage, type PlainPage } from "./plain-browser.ts";
import { scrollingFor, scrollList } from "./scroll-list.ts";

/** Memory of the page after some minutes of scrolling through all photos, MiB; NaN where the system does not tell. */
export async function measureMemory(
  executablePath: string,
  address: string,
  { minutes }: { readonly minutes: number },
): Promise<Record<string, number>> {
  if (process.platform !== "linux") return { "memory of the page's process, MiB": NaN };
  await using page = await openPlainPage(executablePath, address);
  await firstPhotos(page);
  const before = await page.memory();
  await page.evaluate(`(${scrollList.toString()})(${JSON.stringify(scrollingFor(minutes * 60_000))})`);
  const after = await page.memory();
  await page.shortenMemory();
  // It lets go of them one after the other.
  await wait(2_000);
  const shortened = await page.memory();
  return {
    "before scrolling": before.own,
    [`after ${minutes} min of scrolling`]: after.own,
    "and decoded pictures that Chromium keeps": after.pictures,
    "all of it when memory is short": shortened.own + shortened.pictures,
  };
}

async function firstPhotos(page: PlainPage): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    // Before the page has begun to load there is nothing to ask.
    const photos = await page.evaluate("document.querySelectorAll('main img').length").catch(() => 0);
    if (Number(photos) > 3) return;
    await wait(200);
  }
  throw new Error("The window showed no photos within 20 seconds.");
}
