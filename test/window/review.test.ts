import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { listPeople } from "../../app/db/people.ts";
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

describe.skipIf(!hasBrowser)("the review", () => {
  it("is gone through by keyboard alone, and what was said is in the catalogue", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.getByText(/^One answer settles \d faces$/).waitFor();

    // The field for the name has the keyboard already.
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await heading(page, "Only single faces are left");
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
    for (;;) {
      const before = await page.getByText(/left$/).textContent();
      await page.keyboard.press("Escape");
      await page.keyboard.press("i");
      if (before === "1 single face left") break;
      await page.getByText(before ?? "", { exact: true }).waitFor({ state: "hidden" });
    }

    await heading(page, "Nothing is left to ask");
    expect(names(window)).toEqual([anna, "Ben 1"]);
    const ignored = await (await window.client.people.$get()).json();
    expect(ignored.unknownFaces).toBe(0);
    expect(ignored.ignoredFaces).toBeGreaterThan(3);
  });

  it("takes an answer back with Ctrl+Z, and asks it again", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await heading(page, "Only single faces are left");

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
    const photo = page.getByRole("dialog").getByRole("img");
    await photo.waitFor();
    expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    await page.keyboard.press("p");

    await photo.waitFor({ state: "hidden" });
  });

  it("brings a question back when its answer is refused, and asks who is meant by a name that is taken", async () => {
    const window = await openReviewWindow();
    const { page } = window;
    await heading(page, "Who is this?");
    await page.keyboard.type("Anna");
    await page.keyboard.press("Enter");
    await heading(page, "Only single faces are left");
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
