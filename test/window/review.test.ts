import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { facesOfGroup } from "../../app/db/decided-faces.ts";
import { countFaces, listPeople } from "../../app/db/people.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import { sampleLibrary, type ServedLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

async function openReviewWindow(colorScheme: "light" | "dark" = "light") {
  return await openWindow({ libraryFolder: await sampleLibrary(), address: "/review", colorScheme });
}

function names({ server }: ServedLibrary): string[] {
  return listPeople(server.context.library.db).map(({ name, faces }) => `${name} ${faces}`);
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name }).waitFor();
}

/** Ignores all single faces but four: a small review. */
async function keepFewSingles({ server, client }: ServedLibrary): Promise<void> {
  const { db } = server.context.library;
  const singles = groupSizesIn(db, { from: 1, to: 1_000_000 }).filter(({ faces }) => faces === 1);
  const faceIds = singles.slice(4).flatMap(({ groupId }) => facesOfGroup(db, groupId));
  expect((await client.faces.ignore.$post({ json: { faceIds } })).status).toBe(200);
}

/** Answers that it is nobody, and waits until that is confirmed; true when nothing is left to ask. */
async function answerNext(page: Page): Promise<boolean> {
  const asked = await page.getByRole("heading", { level: 1 }).textContent();
  if (asked === "Nothing is left to ask") return true;
  const progress = page.getByRole("progressbar", { name: "Review" });
  const before = await progress.evaluate(({ value }: HTMLProgressElement) => value);
  if (asked === "Who is this?") await page.keyboard.press("Escape");
  await page.keyboard.press(asked === "Who is this?" ? "i" : "n");
  await expect
    .poll(async () => await progress.evaluate(({ value }: HTMLProgressElement) => value))
    .toBeGreaterThan(before);
  return false;
}

describe.skipIf(!hasBrowser)("the review", () => {
  it("is gone through by keyboard alone, and what was said is in the catalogue", async () => {
    const window = await openWindow({ libraryFolder: await sampleLibrary() });
    const { page } = window;
    await keepFewSingles(window);
    await page.goto(`${window.origin}/review`);
    await heading(page, "Who is this?");
    await page.getByText(/^One answer settles \d faces$/).waitFor();

    // The field for the name has the keyboard already.
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await heading(page, "Now come single faces");
    await page.getByText(/^Named \d faces Anna/).waitFor();
    const [anna] = names(window);
    await page.keyboard.press("Enter");

    // Single faces: one is somebody new, one is put behind, all others are strangers.
    await heading(page, "Who is this?");
    await page.keyboard.type("Ben");
    await page.keyboard.press("Enter");
    await page.getByText("Named 1 face Ben").waitFor();
    await page.keyboard.press("PageDown");
    await page.getByText("Skipped; it comes again at the end").waitFor();
    while (!(await answerNext(page))) continue;

    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual([anna, "Ben 1"]);
    const ignored = countFaces(window.server.context.library.db);
    expect(ignored.unknownFaces).toBe(0);
    expect(ignored.ignoredFaces).toBeGreaterThan(3);
  });

  it("takes an answer back with Ctrl+Z, and asks it again", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await heading(page, "Now come single faces");

    await page.keyboard.press("Control+z");

    await heading(page, "Who is this?");
    await page.getByText(/^Taken back: named \d faces Anna/).waitFor();
    expect(names(window)).toEqual([]);
  });

  it("names but some: a face that is marked is left out", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: /not this person/ }).waitFor();

    await page.keyboard.press("Enter");
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");

    await page.getByText(/^Named \d faces? Anna, except 1 face$/).waitFor();
  });

  it("shows the photo behind a face and closes it again, with keys", async () => {
    const { page } = await openReviewWindow();
    await heading(page, "Who is this?");
    await page.keyboard.press("Escape");

    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog");
    const photo = dialog.getByRole("img");
    await expect
      .poll(async () => await photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(500);
    await expect
      .poll(async () => await dialog.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    await page.keyboard.press("p");

    await photo.waitFor({ state: "hidden" });
  });

  it("brings a question back when its answer is refused, and asks who is meant by a name that is taken", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await page.getByText(/^Named \d faces Anna/).waitFor();
    await heading(page, "Now come single faces");
    const anna = listPeople(window.server.context.library.db)[0];
    await page.keyboard.press("Enter");
    await heading(page, "Who is this?");

    // Somebody of that name, that the page does not know of yet.
    await page.route("**/api/review/*/answer", async (route) => {
      const body = { person: { name: "anna", allowSameName: false }, kind: "person" };
      const sent = route.request().postDataJSON() as { answer: unknown };
      await route.continue({ postData: JSON.stringify({ ...sent, answer: body }) });
    });
    await page.keyboard.type("Carl");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.unroute("**/api/review/*/answer");
    await dialog.getByRole("button", { name: /Somebody else/ }).click();

    await page.getByText("Named 1 face anna").waitFor();
    expect(names(window).toSorted()).toEqual([`Anna ${anna?.faces ?? 0}`, "anna 1"].toSorted());
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds wrong (%s)", async (colorScheme) => {
    const { page } = await openReviewWindow(colorScheme);
    await heading(page, "Who is this?");

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
