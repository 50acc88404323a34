import { basename, dirname } from "node:path";
import type { Locator, Page } from "playwright";
import { describe, expect, it } from "vitest";
import { setPerson } from "../../app/db/faces.ts";
import { sampleLibrary, testToken } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** The photo of the library with the most faces, in the window. */
async function openGroupPhoto(options: WindowOptions = {}) {
  const opened = await openWindow({ libraryFolder: await sampleLibrary(), ...options });
  const { db } = opened.server.context.library;
  const photoId =
    db
      .prepare<[], number>(
        "SELECT photo_id FROM faces JOIN files USING (photo_id) GROUP BY photo_id ORDER BY count(*) DESC, photo_id LIMIT 1",
      )
      .pluck()
      .get() ?? 0;
  const faceIds = db
    .prepare<[number], number>("SELECT id FROM faces WHERE photo_id = ? ORDER BY x + width / 2, id")
    .pluck()
    .all(photoId);
  await opened.page.goto(`${opened.origin}/photos/${photoId}`);
  await boxes(opened.page)
    .nth(faceIds.length - 1)
    .waitFor();
  return { ...opened, db, photoId, faceIds };
}

async function layoutOf(origin: string, query: string): Promise<{ ids: number[] }> {
  const answer = await fetch(`${origin}/api/photos?query=${query}`, {
    headers: { Authorization: `Bearer ${testToken}` },
  });
  return (await answer.json()) as { ids: number[] };
}

/** Waits until keys go to it. */
async function isFocused(field: Locator): Promise<void> {
  await expect
    .poll(async () => await field.evaluate((element) => element === document.activeElement))
    .toBe(true);
}

/** The boxes over the photo. */
function boxes(page: Page) {
  return page.locator("[data-face-id]");
}

describe.skipIf(!hasBrowser)("a photo", () => {
  it("has its faces named by keyboard: Enter names and goes on, Tab passes over, undo takes back", async () => {
    const { page, faceIds, db } = await openGroupPhoto();
    // Faces that nothing is known of are not suggested to anybody meanwhile.
    db.exec("DELETE FROM embeddings");
    const input = page.getByRole("combobox", { name: "Who is this?" });
    const chosen = page.locator("[data-face-id][aria-pressed=true]");

    await page.keyboard.press("u");
    await input.fill("Anna");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Face: Anna" }).waitFor();
    await page.locator(`[data-face-id="${faceIds[1] ?? 0}"][aria-pressed=true]`).waitFor();
    await isFocused(input);
    await page.keyboard.press("Tab");
    const afterTab = faceIds.length > 2 ? faceIds[2] : faceIds[1];
    await page.locator(`[data-face-id="${afterTab ?? 0}"][aria-pressed=true]`).waitFor();
    await isFocused(input);
    await page.keyboard.press("Shift+Tab");
    await page.locator(`[data-face-id="${faceIds[1] ?? 0}"][aria-pressed=true]`).waitFor();
    await isFocused(input);
    await page.keyboard.press("Escape");
    await chosen.waitFor({ state: "detached" });

    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: "Face: Anna" }).waitFor({ state: "detached" });
    expect(db.prepare("SELECT count(*) FROM people").pluck().get()).toBe(0);
  });

  it("lets the user type on when it thinks of somebody meanwhile", async () => {
    const { page, server, db, faceIds } = await openGroupPhoto();
    const input = page.getByRole("combobox", { name: "Who is this?" });
    const { lastInsertRowid: anna } = db.prepare("INSERT INTO people (name) VALUES ('Anna')").run();

    await page.keyboard.press("u");
    await input.fill("Be");
    db.prepare("INSERT INTO assignments VALUES (?, ?, 0.8, 'suggested')").run(faceIds[0], anna);
    server.context.events.send({ kind: "changed", parts: ["photos", "people"] });
    await page.getByRole("button", { name: "Anna?", exact: true }).first().waitFor();
    await page.keyboard.type("n");
    await expect.poll(async () => await input.inputValue()).toBe("Ben");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Face: Ben" }).waitFor();
  });

  it("asks about a suggestion, and takes y and n for an answer", async () => {
    const { page, server, db, faceIds } = await openGroupPhoto();
    const [first = 0, second = 0] = faceIds;
    const { lastInsertRowid: anna } = db.prepare("INSERT INTO people (name) VALUES ('Anna')").run();
    const suggest = db.prepare("INSERT OR REPLACE INTO assignments VALUES (?, ?, 0.8, 'suggested')");
    suggest.run(first, anna);
    server.context.events.send({ kind: "changed", parts: ["photos", "people"] });

    await page.getByRole("button", { name: "Face, perhaps Anna" }).click();
    await page.getByText("Is this Anna?").waitFor();
    await page.keyboard.press("y");
    await page.getByRole("button", { name: "Face: Anna" }).waitFor();
    // The next face asks for its name, and would not be disturbed by a suggestion.
    const chosen = page.locator("[data-face-id][aria-pressed=true]");
    await page.locator(`[data-face-id="${second}"][aria-pressed=true]`).waitFor();
    await page.keyboard.press("Escape");
    await chosen.waitFor({ state: "detached" });
    // Done with the consequences, which would take back what the test makes up.
    await server.context.reassigner.idle();
    const { lastInsertRowid: ben } = db.prepare("INSERT INTO people (name) VALUES ('Ben')").run();
    suggest.run(second, ben);
    server.context.events.send({ kind: "changed", parts: ["photos", "people"] });
    await page.getByRole("button", { name: "Face, perhaps Ben" }).click();
    await page.getByText("Is this Ben?").waitFor();
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "Face, perhaps Ben" }).waitFor({ state: "detached" });

    expect(db.prepare("SELECT face_id, person_id FROM rejections").all()).toEqual([
      { face_id: second, person_id: ben },
    ]);
  });

  it("gets a missing face by a drag with Ctrl and by keys; a false one is deleted, others are ignored", async () => {
    const { page, faceIds, db } = await openGroupPhoto();
    const stage = await page.getByRole("img", { name: /^Photo / }).boundingBox();
    if (stage === null) throw new Error("no photo is shown");
    const [x, y] = [stage.x + 4, stage.y + stage.height - 60];

    await page.keyboard.down("Control");
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y + 50, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.up("Control");
    await expect.poll(async () => await boxes(page).count()).toBe(faceIds.length + 1);
    const input = page.getByRole("combobox", { name: "Who is this?" });
    await input.fill("Carl");
    await page.keyboard.press("Enter");
    const carl = page.getByRole("button", { name: "Face: Carl" });
    await carl.waitFor();
    // The next face is chosen by itself, when this one has its name and when it is gone.
    const chosen = page.locator("[data-face-id][aria-pressed=true]");
    await chosen.and(page.locator("[data-unnamed]")).waitFor();
    await carl.click();
    await carl.and(chosen).waitFor();
    await page.keyboard.press("Delete");
    await expect.poll(async () => await boxes(page).count()).toBe(faceIds.length);
    await chosen.waitFor();

    await page.keyboard.press("Escape");
    await chosen.waitFor({ state: "detached" });
    await page.keyboard.press("d");
    for (let step = 0; step < 40; step++) await page.keyboard.press("ArrowDown");
    for (let step = 0; step < 40; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(async () => await boxes(page).count()).toBe(faceIds.length + 1);

    await page
      .getByRole("button", {
        name: `Ignore the other ${faceIds.length} face${faceIds.length === 1 ? "" : "s"}`,
      })
      .click();
    await expect.poll(async () => await boxes(page).count()).toBe(1);
    await page.getByRole("button", { name: /^Show \d+ ignored/ }).click();
    await expect.poll(async () => await boxes(page).count()).toBe(faceIds.length + 1);
    expect(db.prepare("SELECT count(*) FROM faces WHERE ignored = 1").pluck().get()).toBe(faceIds.length);
  });

  it("shows somebody without a face, and where it lies; nothing of it is wrong for axe in the dark", async () => {
    const { page, db, photoId } = await openGroupPhoto({ colorScheme: "dark" });
    const hostile = '<img src=x onerror="alert(1)"> ' + "x".repeat(80);

    const field = page.getByRole("combobox", { name: "Add a person without a face to be seen" });
    await field.fill(hostile);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: hostile }).waitFor();
    const path =
      db.prepare<[number], string>("SELECT path FROM files WHERE photo_id = ?").pluck().get(photoId) ?? "";
    await page.getByRole("heading", { name: basename(path) }).waitFor();
    await page.getByText(dirname(path), { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Show in file manager" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: `Remove ${hostile} from this photo` }).click();
    await page.getByRole("link", { name: hostile }).waitFor({ state: "detached" });
    expect(db.prepare("SELECT count(*) FROM appearances WHERE photo_id = ?").pluck().get(photoId)).toBe(0);
  });

  it("leads to the next and the one before in its list, and back to where the user was", async () => {
    const { page, server, origin } = await openWindow({ libraryFolder: await sampleLibrary(), height: 500 });
    const { ids } = await layoutOf(origin, "");
    expect(server.context.library.db.prepare("SELECT count(*) FROM photos").pluck().get()).toBe(ids.length);
    const tiles = page.locator("[data-photo-id]");

    await tiles.first().click();
    await page.waitForURL(`**/photos/${ids[0] ?? 0}`);
    await page.getByText(`1 of ${ids.length}`).waitFor();
    for (const id of ids.slice(1)) {
      await page.keyboard.press("ArrowRight");
      await page.waitForURL(`**/photos/${id}`);
      await page.getByText(`${ids.indexOf(id) + 1} of ${ids.length}`).waitFor();
    }
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");

    await page.waitForURL(`${origin}/`);
    await page.locator(`[data-photo-id="${ids.at(-1) ?? 0}"]`).waitFor();
    await expect
      .poll(async () => await page.locator("[data-active]").getAttribute("data-photo-id"))
      .toBe(String(ids.at(-1)));
  });

  it("that is still being read is passed over by keys", async () => {
    const { page, origin } = await openWindow({ libraryFolder: await sampleLibrary() });
    const { ids } = await layoutOf(origin, "");
    const [first = 0, second = 0, third = 0] = ids;
    const answer = Promise.withResolvers<undefined>();
    await page.route(`**/api/photos/${second}`, async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.goto(`${origin}/photos/${first}`);
    await page.getByText(`1 of ${ids.length}`).waitFor();

    await page.keyboard.press("ArrowRight");
    await page.waitForURL(`**/photos/${second}`);
    await page.keyboard.press("ArrowRight");

    await page.waitForURL(`**/photos/${third}`);
    await page.getByText(`3 of ${ids.length}`).waitFor();
    answer.resolve(undefined);
  });

  it("in a list that it leaves when it is named still has its neighbours", async () => {
    const { page, db, origin, server } = await openGroupPhoto();
    const { ids } = await layoutOf(origin, "unknown");
    const [first = 0, second = 0, third = 0] = ids;
    await page.goto(`${origin}/photos/${second}?in=unknown`);
    await page.getByText(`2 of ${ids.length}`).waitFor();

    const { lastInsertRowid: anna } = db.prepare("INSERT INTO people (name) VALUES ('Anna')").run();
    const faces = db.prepare<[number], number>("SELECT id FROM faces WHERE photo_id = ?").pluck().all(second);
    for (const id of faces) setPerson(db, id, Number(anna));
    server.context.events.send({ kind: "changed", parts: ["photos", "people"] });
    await page.getByText(`2 of ${ids.length}`).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(`**/photos/${third}?in=unknown`);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(`**/photos/${first}?in=unknown`);
  });
});
