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
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
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

    const data = page.getByRole("region", { name: "Data and backups" });
    await data.getByRole("button", { name: "Back up now" }).click();
    await data.getByRole("button", { name: /^Go back to/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Go back to it" }).click();
    await data.getByRole("status").getByText("At the next start").waitFor();
    await data.getByRole("button", { name: "Stay as it is" }).click();
    await data.getByRole("status").waitFor({ state: "hidden" });
  });
});
