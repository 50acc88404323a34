import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleFaces } from "../support/sample-faces.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("names in photos", () => {
  it("are looked for, shown, and taken over; writing is switched on and files are put back", async () => {
    const { library, photos } = await sampleFaces();
    writeFileSync(join(photos, "sample2.xmp"), "no XML");
    const { page, server } = await openWindow({ libraryFolder: library, address: "/settings" });
    const section = page.getByRole("region", { name: "Names in your photos" });
    await section.getByRole("button", { name: "Look for names" }).click();
    const dialog = page.getByRole("dialog", { name: "Names found in your photos" });
    await dialog.getByText("1 name of 1 person in 1 photo with names").waitFor();
    const who = dialog.getByRole("combobox", { name: "Who is Anna Lee?" });
    await expect.poll(async () => await who.inputValue()).toBe("new");
    await dialog.getByText("1 file could not be read").click();
    await dialog.getByText(/sample2.xmp: Its metadata is left out/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    if (process.env["FAMILIAR_SCREENSHOTS"] !== undefined)
      await page.screenshot({ path: join(process.env["FAMILIAR_SCREENSHOTS"], "names-dialog.png") });
    await dialog.getByRole("combobox").selectOption({ label: "Leave out" });
    await dialog.getByText("Familiar has all of these names already.").waitFor();
    await dialog.getByRole("combobox").selectOption({ label: "A new person" });
    await dialog.getByRole("button", { name: "Take over 1 name" }).click();
    await page.getByText("Took over 1 name of 1 person from the metadata of photos").waitFor();

    await section.getByRole("radio", { name: /Beside the photos/ }).click();
    await section.getByText("1 file with names that Familiar wrote").waitFor();
    await server.context.jobs.idle();
    if (process.env["FAMILIAR_SCREENSHOTS"] !== undefined)
      await section.screenshot({ path: join(process.env["FAMILIAR_SCREENSHOTS"], "names-section.png") });
    await section.getByRole("radio", { name: /Into the photos/ }).click();
    await page
      .getByRole("dialog", { name: /into the photos themselves/ })
      .getByRole("button", { name: "Cancel" })
      .click();
    await section.getByRole("radio", { name: /Write nothing/ }).click();
    await section.getByRole("button", { name: "Put back" }).click();
    await section.getByText("1 file with names that Familiar wrote").waitFor({ state: "detached" });
    expect(existsSync(join(photos, "sample1.jpg.xmp"))).toBe(true);
  });
});
