import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("the settings about taking names elsewhere", () => {
  it("export a file to save, and import one after a look at it and a question about a name", async () => {
    const one = await openWindow({ libraryFolder: await sampleLibrary(), address: "/settings" });
    await one.client.faces.name.$post({ json: { faceIds: [1], person: { name: "Ann" } } });
    const section = one.page.getByRole("region", { name: "Take your names elsewhere" });
    await section.getByRole("button", { name: "Export everything" }).click();
    const saving = one.page.waitForEvent("download");
    await section.getByRole("link", { name: /^Save familiar-names-/ }).click();
    const saved = await (await saving).path();
    expect(JSON.parse(await readFile(saved, "utf8"))).toMatchObject({
      familiar: "library",
      people: [{ name: "Ann" }],
    });

    const other = await openWindow({ libraryFolder: await sampleLibrary(), address: "/settings" });
    const faces = allFaceRows(other.server.context.library.db);
    const elsewhere = faces.find(({ photoId }) => photoId !== faces.find(({ id }) => id === 1)?.photoId);
    await other.client.faces.name.$post({ json: { faceIds: [elsewhere?.id ?? 0], person: { name: "Ann" } } });
    const region = other.page.getByRole("region", { name: "Take your names elsewhere" });
    await region.getByLabel("Import names…").last().setInputFiles(saved);
    const dialog = other.page.getByRole("dialog");
    await dialog.getByText("The same people?").waitFor();
    expect(await accessibilityFaults(other.page)).toEqual([]);
    const shots = process.env["FAMILIAR_SCREENSHOTS"];
    if (shots !== undefined) await other.page.screenshot({ path: `${shots}/import.png` });
    await dialog.getByRole("radio", { name: "The same person" }).click();
    await dialog.getByRole("button", { name: "Import" }).click();
    await expect
      .poll(async () =>
        (await (await other.client.people.$get()).json()).people.map(({ name, faces }) => ({ name, faces })),
      )
      .toEqual([{ name: "Ann", faces: 2 }]);
    if (shots !== undefined) {
      await region.scrollIntoViewIfNeeded();
      await one.page.screenshot({ path: `${shots}/export.png`, fullPage: true });
    }
  });
});
