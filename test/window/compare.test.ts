import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { facesOfGroup } from "../../app/db/decided-faces.ts";
import { findFacePicture } from "../../app/db/face-picture.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

/** A window, and two faces of one person, who is called Anna. */
async function openCompare(colorScheme: "light" | "dark" = "light") {
  const window = await openWindow({ libraryFolder: await sampleLibrary(), colorScheme });
  const { db } = window.server.context.library;
  const [largest] = groupSizesIn(db, { from: 1, to: 1_000_000 }).sort((a, b) => b.faces - a.faces);
  const [one = 0, other = 0] = facesOfGroup(db, largest?.groupId ?? 0);
  await window.client.faces.name.$post({ json: { faceIds: [one, other], person: { name: "Anna" } } });
  // What is assigned to her by then is told to the window, which reads everything anew.
  await window.server.context.reassigner.idle();
  const fileOf = (faceId: number) => findFacePicture(db, faceId)?.path ?? "";
  return { ...window, one, other, fileOf };
}

describe.skipIf(!hasBrowser)("comparing", () => {
  it("tells that two photos show one person, by every metric, at an address that can be opened again", async () => {
    const { page, origin, one, other } = await openCompare();
    await page.goto(`${origin}/compare?a=face-${String(one)}&b=face-${String(other)}`);

    await page.getByRole("heading", { name: "The same person" }).waitFor();
    const metrics = async () => {
      const rows = await page.getByRole("row").allTextContents();
      return rows.slice(1).map((row) => /^(\D+)[\d.]+Same$/.exec(row)?.[1]);
    };
    await expect.poll(metrics).toEqual(["Cosine", "Euclidean", "Euclidean, normalised", "Angle"]);
    const crops = page.getByRole("img", { name: "What the model sees" });
    await expect.poll(async () => await crops.count()).toBe(2);
    await expect
      .poll(async () => await crops.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(112);
    await page.getByRole("link", { name: /^Anna/ }).first().waitFor();
  });

  it("takes a file of the computer, lets another face be chosen, and finds nobody who is not there", async () => {
    const { page, origin, one, other, fileOf } = await openCompare();
    await page.goto(`${origin}/compare?a=face-${String(one)}`);
    await page.getByText("Choose two photos, and the verdict stands here.").waitFor();
    const side = page.getByRole("region", { name: "Second photo" });
    await side.locator("input[type=file]").setInputFiles(fileOf(other));

    await side.getByRole("img", { name: "What the model sees" }).waitFor();
    const faces = side.getByRole("button", { name: /^Face \d/ });
    const verdicts = new Set<string | null>();
    for (let at = 0; at < (await faces.count()); at++) {
      await faces.nth(at).press("Enter");
      await side.locator(`img[src$="/faces/${String(at)}"]`).waitFor();
      const verdict = page.getByRole("heading", { name: /The same person|Different people/ });
      verdicts.add(await verdict.textContent());
    }
    expect(verdicts).toEqual(new Set(["The same person", "Different people"]));
  });

  it("says why a file is no photo, and takes another", async () => {
    const { page, origin, one, fileOf } = await openCompare();
    await page.goto(`${origin}/compare`);
    const text = join(temporaryFolder(), "letter.jpg");
    writeFileSync(text, "%PDF-1.7 not a photo");
    const side = page.getByRole("region", { name: "First photo" });
    await side.locator("input[type=file]").setInputFiles(text);
    await side.getByRole("alert").getByText("This is a PDF document, not a photo").waitFor();

    await side.locator("input[type=file]").setInputFiles(fileOf(one));

    await side.getByRole("img", { name: "The photo" }).waitFor();
  });

  it("lets a photo be chosen from the library", async () => {
    const { page, origin } = await openCompare();
    await page.goto(`${origin}/compare`);
    const side = page.getByRole("region", { name: "First photo" });
    await side.getByRole("button", { name: "Choose from the library" }).click();
    const dialog = page.getByRole("dialog", { name: "Choose a photo of the library" });
    await dialog.getByRole("combobox", { name: "Search photos" }).fill("anna");
    await page.keyboard.press("Enter");
    await dialog.locator("img").first().click();

    await side.getByRole("img", { name: "The photo" }).waitFor();
    expect(new URL(page.url()).searchParams.get("a")).toMatch(/^photo-\d+$/);
    await side.getByRole("button", { name: /^Anna, face/ }).waitFor();
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds wrong (%s)", async (colorScheme) => {
    const { page, origin, one } = await openCompare(colorScheme);
    await page.goto(`${origin}/compare?a=face-${String(one)}`);
    await page.getByRole("img", { name: "What the model sees" }).waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
