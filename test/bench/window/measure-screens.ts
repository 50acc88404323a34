import type { Page } from "playwright";
import { median } from "../scan/median.ts";

/** Screens of the navigation, by the words there. */
const screens = [
  "People",
  "Review",
  "Albums",
  "Search",
  "Compare",
  "Activity",
  "Settings",
  "Photos",
] as const;

/** Screens that other screens lead to: the person and the group with the most faces. */
const addresses = { "a person": "/people/1", "a group": "/groups/1" } as const;

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
  for (const [name, address] of Object.entries(addresses)) {
    for (let round = 0; round < rounds; round++) {
      await timeClick(page, "Photos");
      times.set(name, [...(times.get(name) ?? []), await timeAddress(page, address)]);
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

/** As a click on a link to it: the window goes there without being loaded anew. */
async function timeAddress(page: Page, address: string): Promise<number> {
  return await page.evaluate(async (to) => {
    const before = document.querySelector("main h1");
    const begin = performance.now();
    history.pushState(null, "", to);
    for (;;) {
      await new Promise(requestAnimationFrame);
      const title = document.querySelector("main h1");
      if (title !== null && title !== before && document.querySelector("main [class*=loading]") === null)
        return performance.now() - begin;
    }
  }, address);
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
