import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { insertJob } from "../../app/db/jobs.ts";
import { pathOfUpload } from "../../app/transfer/kept-files.ts";
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
    await expect.poll(async () => await readdir(other.server.context.library.folders.transfer)).toEqual([]);
    if (shots !== undefined) {
      await region.scrollIntoViewIfNeeded();
      await one.page.screenshot({ path: `${shots}/export.png`, fullPage: true });
    }
  });

  it("says what is wrong with a file, and gives one up that is being looked at", async () => {
    const { page, server } = await openWindow({ libraryFolder: await sampleLibrary(), address: "/settings" });
    const { library } = server.context;
    const region = page.getByRole("region", { name: "Take your names elsewhere" });
    const odd = { name: "odd.json", mimeType: "application/json", buffer: Buffer.from("{}") };
    await region.getByLabel("Import names…").last().setInputFiles(odd);
    await region
      .getByRole("alert")
      .getByText("odd.json cannot be imported: it is not from Familiar.")
      .waitFor();

    const params = { upload: randomUUID(), fileName: "names.json" };
    await writeFile(pathOfUpload(library.folders.transfer, params.upload), "{}");
    const job = { kind: "preview-import", params: JSON.stringify(params), createdAtMs: 1 };
    const id = insertJob(library.db, job);
    // One that rests is looked at for as long as it takes.
    await server.context.jobs.pause(id);
    await page.reload();
    await region.getByText("Find out what names.json would change").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await region.getByRole("button", { name: "Cancel: Find out what names.json would change" }).click();
    await region.getByRole("progressbar").waitFor({ state: "hidden" });
    await expect.poll(async () => await readdir(library.folders.transfer)).toEqual([]);
  });
});
