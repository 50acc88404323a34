import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { samplePhoto } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

let home = "";

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv("HOME", home);
  vi.stubEnv("USERPROFILE", home);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.skipIf(!hasBrowser)("from nothing to a person whose photos are found", () => {
  it("choose a folder, name a group, find their photos, undo after a reload", async () => {
    const photos = join(home, "Holidays");
    mkdirSync(photos);
    for (const number of [1, 2, 4] as const) copyFileSync(samplePhoto(number), join(photos, `${number}.jpg`));
    const { page, server } = await openWindow();

    await page.getByRole("button", { name: "Add folders…" }).click();
    await page.getByRole("checkbox", { name: "Choose Holidays" }).click();
    await page.getByRole("button", { name: "Add “Holidays”" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await server.context.jobs.idle();
    await page.getByText("3 photos").first().waitFor();

    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("button", { name: "Show them" }).click();
    await page.getByText("Add a name").first().click();
    await page.getByRole("combobox", { name: /^Who is this/ }).waitFor();
    await page.keyboard.type("Zoë");
    await page.getByRole("option", { name: "New person: Zoë" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Named 1 face Zoë").waitFor();

    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("zoe");
    await page.getByRole("option", { name: /Zoë/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/people/1");
    await page.getByRole("heading", { name: "Zoë" }).waitFor();
    expect(server.context.library.db.prepare("SELECT name FROM people").pluck().all()).toEqual(["Zoë"]);

    await page.reload();
    await page.getByRole("heading", { name: "Zoë" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("Undone: named 1 face Zoë").waitFor();
    expect(server.context.library.db.prepare("SELECT name FROM people").pluck().all()).toEqual([]);
    await page.keyboard.press("Control+Shift+z");
    await page.getByText("Done again: named 1 face Zoë").waitFor();
    expect(server.context.library.db.prepare("SELECT name FROM people").pluck().all()).toEqual(["Zoë"]);
  });
});

/** What must be shown as text, whatever it looks like. */
const hostileNames = [
  '<img src=x onerror="document.title=1">',
  "</script><script>document.title=2</script>",
  "محمد ‮ gnirts",
  "👩‍👩‍👧‍👦 Öztürk 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "Anna".repeat(125),
] as const;

describe.skipIf(!hasBrowser)("names that are no names", () => {
  it("of people and files are shown as text, and break nothing", async () => {
    const photos = join(home, "<b>Photos & ünïcode");
    mkdirSync(photos);
    const file = "<img src=x onerror=document.title=3>.jpg";
    copyFileSync(samplePhoto(4), join(photos, file));
    const { page, server, client } = await openWindow();
    server.context.jobs.add("scan", { folders: [photos] });
    await server.context.jobs.idle();
    const faceIds = server.context.library.db
      .prepare<[], number>("SELECT id FROM faces ORDER BY id")
      .pluck()
      .all();
    expect(faceIds.length).toBeGreaterThanOrEqual(4);
    for (const [at, name] of hostileNames.entries()) {
      const answer = await client.faces.name.$post({
        json: { faceIds: faceIds.slice(at % 4, (at % 4) + 1), person: { name } },
      });
      expect([200, 409]).toContain(answer.status);
    }

    for (const address of [
      "/people",
      "/",
      "/people/1",
      "/people/2",
      "/photos/1",
      "/albums",
      "/activity",
      "/settings",
    ]) {
      await page.goto(new URL(address, page.url()).href);
      await page.locator("main h1, main img").first().waitFor();
      expect(await page.title(), address).toBe("Familiar");
      // Nothing pushes the page wider than the window.
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        address,
      ).toBeLessThanOrEqual(0);
      expect(await page.locator("main b, main script").count(), address).toBe(0);
    }
    await page.goto(new URL("/photos/1", page.url()).href);
    await page.getByText(file).first().waitFor();
  });
});
