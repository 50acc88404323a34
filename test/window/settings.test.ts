import { describe, expect, it } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("the settings", () => {
  it.each(["light", "dark"] as const)("have nothing that axe finds fault with (%s)", async (colorScheme) => {
    const { page } = await openWindow({
      ...{ libraryFolder: await sampleLibrary(), address: "/settings", colorScheme, width: 400 },
    });
    await page.getByRole("region", { name: "Health" }).getByText("Face index").waitFor();
    await page.getByRole("region", { name: "Data and backups" }).getByText("Thumbnails").waitFor();
    const runtime = page.getByRole("region", { name: "What computes the models" });
    await runtime.getByText(/^ONNX Runtime [\d.]+, native: [\d.]+ ms to look for faces/).waitFor();
    const tensorFlow = runtime.getByRole("radio", { name: /^TensorFlow/ });
    await expect.poll(async () => await tensorFlow.count()).toBe(1);

    expect(await accessibilityFaults(page)).toEqual([]);
    const isTooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isTooWide).toBe(false);
  });

  it("take a folder out and put it back, choose a look and a strictness, make a backup", async () => {
    const { page, server } = await openWindow({
      ...{ libraryFolder: await sampleLibrary(), address: "/settings" },
    });
    const folders = page.getByRole("region", { name: "Folders" });
    await folders.getByRole("button", { name: /^Remove .* from the library$/ }).click();
    await folders.getByText("No folder is in the library yet.").waitFor();
    await page.keyboard.press("Control+z");
    await folders.getByText("9 photo files").waitFor();
    await folders.getByRole("switch", { name: /Notice changes/ }).click();
    await expect
      .poll(() =>
        server.context.library.db
          .prepare("SELECT value FROM settings WHERE key = 'watch-folders'")
          .pluck()
          .get(),
      )
      .toBe("off");

    await page.getByRole("radio", { name: "Dark" }).click();
    await expect.poll(async () => await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.getByRole("button", { name: "Show what would change" }).click();
    await page.getByText("Nothing would change").first().waitFor();
    await page.getByRole("radio", { name: /^Careful/ }).click();
    await expect
      .poll(() =>
        server.context.library.db
          .prepare("SELECT value FROM settings WHERE key = 'strictness'")
          .pluck()
          .get(),
      )
      .toBe("careful");
    await page.getByText("Familiar must be sure: careful").waitFor();
    await page
      .getByRole("dialog", { name: "Familiar must be sure: careful" })
      .getByRole("button", { name: "Undo" })
      .click();
    await page.getByRole("radio", { name: /^Normal/, checked: true }).waitFor();

    const data = page.getByRole("region", { name: "Data and backups" });
    await data.getByRole("button", { name: "Back up now" }).click();
    await data.getByRole("button", { name: /^Go back to/ }).waitFor();
  });

  it("go back to a backup under the open window", async () => {
    const { page, client, server, origin } = await openWindow({ libraryFolder: await sampleLibrary() });
    await client.albums.$post({ json: { name: "Before" } });
    await client.settings.backup.$post();
    await server.context.jobs.idle();
    await client.albums.$post({ json: { name: "After" } });

    await page.goto(`${origin}/settings`);
    const data = page.getByRole("region", { name: "Data and backups" });
    await data.getByRole("button", { name: /^Go back to/ }).click();
    const dialog = page.getByRole("dialog", { name: "Go back to this backup?" });
    await dialog.getByText(/1 action since then is not in it/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Go back to it" }).click();
    await page.getByText(/^The library is as it was on/).waitFor();
    // How things were before is in the list, to go back to.
    await expect.poll(async () => await data.getByRole("button", { name: /^Go back to/ }).count()).toBe(2);

    await page.getByRole("link", { name: "Albums" }).click();
    await page.getByText("Before", { exact: true }).waitFor();
    expect(await page.getByText("After", { exact: true }).count()).toBe(0);
    expect(await page.getByText("Familiar does not answer").count()).toBe(0);
    // The window hears of changes again.
    await client.albums.$post({ json: { name: "Anew" } });
    await page.getByText("Anew", { exact: true }).waitFor();
  });
});
