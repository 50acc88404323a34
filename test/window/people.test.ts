import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** The window on the people of the sample photos; `names` are given to one face each, of different photos. */
async function openPeople(names: readonly string[], options: Omit<WindowOptions, "libraryFolder"> = {}) {
  const opened = await openWindow({ libraryFolder: await sampleLibrary(), ...options });
  const { client, server, page, origin } = opened;
  const byPhoto = Map.groupBy(allFaceRows(server.context.library.db), ({ photoId }) => photoId);
  const oneOfEach = [...byPhoto.values()].map(([face]) => face?.id ?? 0);
  for (const [at, name] of names.entries()) {
    await client.faces.name.$post({ json: { faceIds: [oneOfEach[at] ?? 0], person: { name } } });
  }
  await server.context.reassigner.idle();
  await page.goto(`${origin}${options.address ?? "/people"}`);
  const grid = page.getByRole("grid", { name: /^People/ });
  // Keys that are pressed before it is there go nowhere.
  await grid.waitFor();
  return { ...opened, grid };
}

function tile(page: Page, name: string) {
  return page.getByRole("gridcell", { name: new RegExp(`^${name}, `) });
}

describe.skipIf(!hasBrowser)("the people", () => {
  it("names one group after the other without a mouse, and takes it back", async () => {
    const { page, grid, client } = await openPeople([]);
    await grid.focus();
    await page.keyboard.press("s");
    await page.getByRole("button", { name: "Do not show them" }).waitFor();

    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: /^Who is this\?/ }).waitFor();
    await page.keyboard.type("Zoë");
    await page.getByRole("option", { name: "New person: Zoë" }).waitFor();
    await page.keyboard.press("Enter");
    await tile(page, "Zoë").waitFor();
    // The next one asks already.
    await page.getByRole("combobox", { name: /^Who is this\?/ }).waitFor();
    await page.keyboard.type("Ben");
    await page.getByRole("option", { name: "New person: Ben" }).waitFor();
    await page.keyboard.press("Enter");
    await tile(page, "Ben").waitFor();
    await page.keyboard.press("Escape");

    expect((await (await client.people.$get()).json()).people.map(({ name }) => name).sort()).toEqual([
      "Ben",
      "Zoë",
    ]);
    await page.keyboard.press("Control+z");
    await tile(page, "Ben").waitFor({ state: "detached" });
    await tile(page, "Zoë").waitFor();
  });

  it("offers people that are known by the beginning of their name, accents ignored", async () => {
    const { page, client } = await openPeople(["Zoë Ångström"]);
    await page.keyboard.press("s");
    await page
      .getByRole("gridcell", { name: /^Add a name/ })
      .first()
      .click();

    await page.getByRole("combobox", { name: /^Who is this\?/ }).fill("zoe ang");
    await page
      .getByRole("option", { name: /Zoë Ångström/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByText(/^Named \d+ faces? Zoë Ångström$/).waitFor();

    const { people } = await (await client.people.$get()).json();
    expect(people).toHaveLength(1);
    expect(people[0]?.faces).toBeGreaterThan(1);
  });

  it("asks whether a name that is taken is the same person", async () => {
    const { page, client } = await openPeople(["Anna"]);
    await page.keyboard.press("s");
    await page
      .getByRole("gridcell", { name: /^Add a name/ })
      .first()
      .click();
    const field = page.getByRole("combobox", { name: /^Who is this\?/ });
    await field.fill("anna");
    await page.getByRole("option", { name: "New person: anna" }).click();

    await page.getByRole("dialog", { name: "There is already somebody called anna" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Somebody else of that name" }).click();
    await tile(page, "anna").waitFor();

    expect((await (await client.people.$get()).json()).people).toHaveLength(2);
  });

  it("merges two by key and asks whose name stays", async () => {
    const { page, grid } = await openPeople(["Anna", "Ben", "Carla"]);
    await tile(page, "Anna").waitFor();
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.getByRole("toolbar", { name: "What to do with the selection" }).waitFor();
    await page.keyboard.press("m");

    await page.getByRole("dialog", { name: "Merge 2 people" }).waitFor();
    await page.getByRole("button", { name: /^Keep Ben/ }).click();
    await page.getByText(/^Merged Anna \(\d+ photos?\) into Ben$/).waitFor();

    await tile(page, "Anna").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).last().click();
    await tile(page, "Anna").waitFor();
  });

  it("merges by dragging one onto the other", async () => {
    const { page } = await openPeople(["Anna", "Ben"]);

    await tile(page, "Anna").dragTo(tile(page, "Ben"));

    await page.getByText(/^Merged Anna \(\d+ photos?\) into Ben$/).waitFor();
    await tile(page, "Anna").waitFor({ state: "detached" });
  });

  it("pins to the front, hides, shows the hidden, and filters by name", async () => {
    const { page, grid } = await openPeople(["Anna", "Ben", "Élodie"]);
    await tile(page, "Élodie").click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Pin/ }).click();
    await tile(page, "Élodie").getByText("Élodie").waitFor();
    await page.getByRole("gridcell", { name: /^Élodie,.*pinned/ }).waitFor();
    const firstName = async () => await grid.getByRole("gridcell").first().getAttribute("aria-label");
    await expect.poll(firstName).toMatch(/^Élodie/);

    // The pinned one, Anna, and then Ben.
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: /^Hide/ }).click();
    await tile(page, "Ben").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Show 1 hidden" }).click();
    await page.getByRole("gridcell", { name: /^Ben,.*hidden/ }).waitFor();

    await page.getByRole("searchbox", { name: "Find a person" }).fill("elo");
    await tile(page, "Ben").waitFor({ state: "detached" });
    await tile(page, "Élodie").waitFor();
    await page.getByRole("searchbox", { name: "Find a person" }).fill("xyz");
    await page.getByRole("heading", { name: "Nobody is called “xyz”" }).waitFor();
    await page.getByRole("button", { name: "Show everybody" }).click();
    await tile(page, "Anna").waitFor();
  });

  it("ignores strangers, and finds them again", async () => {
    const { page, grid } = await openPeople([]);
    await page.keyboard.press("s");
    const strangers = page.getByRole("gridcell", { name: /^Add a name/ });
    await strangers.first().waitFor();
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("i");
    await page.getByText(/^Ignored 1 (face|group)/).waitFor();

    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Ignored faces" }).click();
    await page
      .getByRole("grid", { name: "Ignored faces" })
      .getByRole("gridcell", { name: /^Face 1/ })
      .click();
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "Stop ignoring" }).click();
    await page.getByRole("heading", { name: "No face is ignored" }).waitFor();
  });

  it("shows names as they are written, however hostile or long", async () => {
    const names = ["<img src=x onerror=alert(1)>", "שרה לוי", "W".repeat(80)];
    const { page } = await openPeople(names, { width: 400 });

    for (const name of names) await page.getByText(name, { exact: true }).waitFor();
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scroll).toBeLessThanOrEqual(400);
  });

  it.each(["light", "dark"] as const)("is for everybody in %s", async (colorScheme) => {
    const { page } = await openPeople(["Anna", "Ben"], { colorScheme });
    await page.keyboard.press("s");
    await tile(page, "Anna").hover();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("without photos leads to adding folders", async () => {
    const { page } = await openWindow({ address: "/people" });

    await page.getByRole("heading", { name: "No people yet" }).waitFor();
    expect(await page.getByRole("link", { name: "Add folders" }).getAttribute("href")).toBe("/welcome");
  });
});
