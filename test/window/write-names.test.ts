import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { sampleFaces } from "../support/sample-faces.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** The photo in which Anna Lee is named, nothing of it written yet. */
async function openNamedPhoto(options: WindowOptions = {}) {
  const { library, photos, faceId } = await sampleFaces({ withSidecar: false });
  const opened = await openWindow({ libraryFolder: library, ...options });
  const { client, page, origin } = opened;
  await client.faces.name.$post({ json: { faceIds: [faceId], person: { name: "Anna Lee" } } });
  const { ids } = await (await client.photos.$get({ query: { query: "Anna Lee" } })).json();
  await page.goto(`${origin}/photos/${String(ids[0])}`);
  return { ...opened, photo: join(photos, "sample1.jpg"), sidecar: join(photos, "sample1.jpg.xmp") };
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["FAMILIAR_SCREENSHOTS"];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe.skipIf(!hasBrowser)("writing names", () => {
  it("from the photo, by keyboard: shows what would change, writes it beside the photo, and puts it back", async () => {
    const { page, photo, sidecar } = await openNamedPhoto();
    const before = readFileSync(photo);
    await page.getByRole("button", { name: "Write names into this photo…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Write names into this photo" });
    await dialog.getByText("1 file beside the photos would be written").waitFor();
    await dialog.getByRole("list", { name: "What would change" }).getByText("Adds Anna Lee").waitFor();
    expect(existsSync(sidecar)).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, "write-names");

    await dialog.getByRole("button", { name: "Write 1 file" }).press("Enter");
    await dialog.getByText("1 file written.").waitFor();
    expect(readFileSync(sidecar, "utf8")).toContain("<mwg-rs:Name>Anna Lee</mwg-rs:Name>");
    await keepPicture(page, "write-names-done");
    await page.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "Put back 1 file" }).press("Enter");
    await dialog.getByText("1 file put back.").waitFor();
    expect(existsSync(sidecar)).toBe(false);
    expect(readFileSync(photo).equals(before)).toBe(true);
    await dialog.getByRole("button", { name: /Put back/ }).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    // The photo is still open: the key was the dialog's.
    await page.getByRole("button", { name: "Write names into this photo…" }).waitFor();
  });

  it("says which file cannot be written and why, and leaves it", async () => {
    const { page, sidecar } = await openNamedPhoto({ colorScheme: "dark" });
    writeFileSync(sidecar, "no XML");
    await page.getByRole("button", { name: "Write names into this photo…" }).click();
    const dialog = page.getByRole("dialog", { name: "Write names into this photo" });
    await dialog.getByText("1 file cannot be written").waitFor();
    await dialog.getByText(/sample1\.jpg\.xmp was left as it is/).waitFor();
    expect(await dialog.getByRole("button", { name: /^Write/ }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, "write-names-failed-dark");
    await dialog.getByRole("radio", { name: /Into the photos/ }).click();
    await dialog.getByText("1 file would change").waitFor();
    expect(readFileSync(sidecar, "utf8")).toBe("no XML");
  });

  it("from a person and from an album: for all of their photos", async () => {
    const { page, client, origin, server, sidecar } = await openNamedPhoto({ colorScheme: "dark" });
    const { ids: all } = await (await client.photos.$get({ query: {} })).json();
    const [anna] = (await (await client.people.$get()).json()).people;
    await page.goto(`${origin}/people/${String(anna?.id)}`);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Write names into 1 photo…" }).click();
    const ofPerson = page.getByRole("dialog", { name: "Write names into 1 photo" });
    await ofPerson.getByText("Adds Anna Lee").waitFor();
    await keepPicture(page, "write-names-person-dark");
    await ofPerson.getByRole("button", { name: "Cancel" }).click();
    await ofPerson.waitFor({ state: "detached" });

    const { result } = await (
      await client.albums.$post({ json: { name: "Summer", photoIds: [...all] } })
    ).json();
    await page.goto(`${origin}/albums/${String(result.id)}`);
    await page.getByRole("button", { name: /Summer/ }).click();
    await page.getByRole("menuitem", { name: "Write names into 2 photos…" }).click();
    const ofAlbum = page.getByRole("dialog", { name: "Write names into 2 photos" });
    await ofAlbum.getByText(/1 file has the names already/).waitFor();
    await ofAlbum.getByRole("button", { name: "Write 1 file" }).click();
    await ofAlbum.getByText("1 file written.").waitFor();
    expect(existsSync(sidecar)).toBe(true);
    // Somebody else wrote into it meanwhile: it must not be lost.
    writeFileSync(sidecar, `${readFileSync(sidecar, "utf8")}\n`);
    await ofAlbum.getByRole("button", { name: "Put back 1 file" }).click();
    await ofAlbum.getByText(/changed by another program since/).waitFor();
    await server.context.jobs.idle();
    expect(existsSync(sidecar)).toBe(true);
  });
});
