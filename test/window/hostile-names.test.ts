import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { samplePhoto } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

/** What must be shown as text, whatever it looks like: markup, right to left with a control character, emoji, 500 letters. */
const names = {
  markup: "<img src=x onerror=document.title='hacked'><b>Eve</b>",
  rightToLeft: "محمد ‮ gnirts",
  emoji: "👩‍👩‍👧‍👦 Öztürk 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  long: "Wolfeschlegelstein".repeat(28).slice(0, 500),
} as const;

/** A library whose folder, files, people and albums have such names, in a narrow window. */
async function openHostile() {
  const folder = join(temporaryFolder(), "<script>document.title='hacked'<&script> ünïcode 👪");
  mkdirSync(folder);
  const files = ["<img src=x onerror=document.title=1>.jpg", "‮gpj.elif.jpg", `${"Ü".repeat(120)}.jpg`];
  for (const [at, file] of files.entries()) {
    copyFileSync(samplePhoto(([4, 1, 3] as const)[at] ?? 4), join(folder, file));
  }
  const opened = await openWindow({ width: 400, height: 700 });
  const { server, client } = opened;
  server.context.jobs.add("scan", { folders: [folder] });
  await server.context.jobs.idle();
  const faceIds = server.context.library.db
    .prepare<[], number>("SELECT id FROM faces ORDER BY photo_id, id")
    .pluck()
    .all();
  for (const [at, name] of Object.values(names).entries()) {
    const json = { faceIds: [faceIds[at] ?? 0], person: { name }, allowTwice: true };
    expect((await client.faces.name.$post({ json })).status).toBe(200);
    await client.albums.$post({ json: { name, photoIds: [1, 2, 3] } });
  }
  await server.context.reassigner.idle();
  return { ...opened, files };
}

describe.skipIf(!hasBrowser)("names that are no names", () => {
  it("are text on every screen, and make none wider than the window", async () => {
    const { page, origin, server } = await openHostile();
    const { groupId } = server.context.library.db
      .prepare<[], { groupId: number }>(
        "SELECT cluster_id AS groupId FROM faces WHERE person_id IS NULL AND cluster_id IS NOT NULL LIMIT 1",
      )
      .get() ?? { groupId: 1 };
    const addresses = [
      ...["/", "/photos/1", "/photos/2", "/photos/3", "/people", "/people/ignored", "/review", "/albums"],
      ...[1, 2, 3, 4].flatMap((id) => [`/people/${String(id)}`, `/albums/${String(id)}`]),
      ...[`/groups/${String(groupId)}`, "/compare?a=photo-1", "/activity", "/settings", "/welcome"],
      ...Object.values(names).map((name) => `/search?q=${encodeURIComponent(`"${name}"`)}`),
    ];
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(`${origin}${address}`);
      await page.locator("main h1, main h2, main img").first().waitFor();
      if ((await page.title()) !== "Familiar") faults.push(`${address}: its title is ${await page.title()}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wider > 0) faults.push(`${address}: ${String(wider)} pixels too wide`);
      const made = await page.locator("main b, main script, img[onerror]").count();
      if (made > 0) faults.push(`${address}: ${String(made)} elements made of a name`);
    }
    expect(faults).toEqual([]);
  });

  it("are text in menus, dialogs, messages, the palette and the history", async () => {
    const { page, origin } = await openHostile();
    const expectText = async () => {
      expect(await page.title()).toBe("Familiar");
      expect(await page.locator("b, img[onerror]").count()).toBe(0);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    };
    await page.goto(`${origin}/people/1`);
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("tabpanel").getByText(`Named 1 face ${names.markup}`).waitFor();
    await expectText();
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await page.getByRole("dialog").getByText(names.long.slice(0, 60)).first().waitFor();
    await expectText();
    await page.keyboard.press("Escape");

    await page.goto(`${origin}/`);
    await page.locator("[data-photo-id]").first().waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Open" }).waitFor();
    await expectText();
    await page.getByRole("menuitem", { name: /to an album…$/ }).click();
    await page.getByRole("option", { name: names.markup }).waitFor();
    await expectText();
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+k");
    await page.keyboard.type("Eve");
    await page.getByRole("option", { name: /Eve/ }).first().waitFor();
    await expectText();
    await page.keyboard.press("Escape");

    await page.goto(`${origin}/people/4`);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete person" }).click();
    await page.getByText(/^Deleted Wolfe/).waitFor();
    await expectText();
  });
});
