import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sampleLibrary, type ServedLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

/** Ignored by git: for whoever wants to look at what the window looks like. */
const pictures = fileURLToPath(new URL("../e2e/screenshots/", import.meta.url));

/** Every screen, by the name of its picture; a photo with faces of this number. */
const screensWith = (photoId: number): Readonly<Record<string, string>> => ({
  library: "/",
  photo: `/photos/${String(photoId)}`,
  people: "/people",
  person: "/people/1",
  review: "/review",
  albums: "/albums",
  album: "/albums/1",
  search: "/search?q=Anna",
  compare: "/compare",
  live: "/live",
  activity: "/activity",
  settings: "/settings",
  welcome: "/welcome",
});

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 400, height: 800 } } as const;

/** Two people and an album. Returns a photo of one of them. */
async function fill({ server, client }: ServedLibrary): Promise<number> {
  const faces = server.context.library.db
    .prepare<[], { id: number; photoId: number }>(
      "SELECT min(id) AS id, photo_id AS photoId FROM faces GROUP BY photo_id ORDER BY quality DESC LIMIT 2",
    )
    .all();
  for (const [at, name] of ["Anna Maria Müller", "Ben"].entries()) {
    await client.faces.name.$post({ json: { faceIds: [faces[at]?.id ?? 0], person: { name } } });
  }
  await client.albums.$post({ json: { name: "Anna everywhere", query: "Anna" } });
  await server.context.reassigner.idle();
  return faces[0]?.photoId ?? 0;
}

/** In the page: nothing that can be seen is still being loaded. */
function allIsShown(): boolean {
  const isSeen = (image: HTMLImageElement) => {
    const { top, bottom } = image.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  return [...document.images].every((image) => image.complete || !isSeen(image));
}

describe.skipIf(!hasBrowser)("every screen", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [size, viewport] of Object.entries(sizes)) {
      it(`${colorScheme}, ${size}: axe finds nothing, nothing is wider than the window`, async () => {
        const opened = await openWindow({ libraryFolder: await sampleLibrary(), colorScheme, ...viewport });
        const screens = screensWith(await fill(opened));
        mkdirSync(pictures, { recursive: true });
        const { page, origin } = opened;
        const faults: string[] = [];
        for (const [name, address] of Object.entries(screens)) {
          await page.goto(`${origin}${address}`);
          await page.locator("main h1").first().waitFor();
          await page.waitForFunction(allIsShown);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wider > 0) faults.push(`${name}: ${String(wider)} pixels too wide`);
          faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
          await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${size}.png`) });
        }
        expect(faults).toEqual([]);
      });
    }
  }
});
