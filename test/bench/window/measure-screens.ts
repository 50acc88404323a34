import type { Page } from "playwright";
import { median } from "../scan/median.ts";

/** Screens of the navigation, by the words there. */
const screens = ["People", "Albums", "Search", "Activity", "Settings", "Photos"] as const;

const rounds = 5;

/** Milliseconds from the click on the navigation until the screen shows what it has, painted. */
export async function measureScreens(page: Page): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const name of screens) {
      const taken = await timeClick(page, name);
      times.set(name, [...(times.get(name) ?? []), taken]);
    }
  }
  for (const [name, taken] of times) figures[name] = median(taken);
  figures["one photo"] = median(await timesOfFirstPhoto(page));
  return figures;
}

async function timeClick(page: Page, name: string): Promise<number> {
  return await page.evaluate(async (label) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>("nav a")].find(({ textContent }) =>
      textContent.trim().startsWith(label),
    );
    const begin = performance.now();
    link?.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const main = document.querySelector("main");
      const isThere = main?.querySelector("h1") !== null && main?.querySelector("[class*=loading]") === null;
      if (isThere && link?.getAttribute("aria-current") === "page") return performance.now() - begin;
    }
  }, name);
}

async function timesOfFirstPhoto(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await timeClick(page, "Photos");
    await page.locator("main img").first().waitFor();
    const begin = performance.now();
    await page.locator("main img").first().dblclick();
    await page.waitForURL("**/photos/*");
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLImageElement>("img")].some(
        ({ complete, naturalWidth }) => complete && naturalWidth >= 1_000,
      ),
    );
    times.push(performance.now() - begin);
  }
  return times;
}
