import { describe, expect, it } from "vitest";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("the frame of the window", () => {
  it("leads to every screen, by keyboard too", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");

    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Photos");
    const links = await page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents();
    expect(links).toEqual([
      "Photos",
      "People",
      "Review",
      "Albums",
      "Search",
      "Compare",
      "Live",
      "Activity",
      "Settings",
    ]);
  });

  it("shows where one is, also within a screen", async () => {
    const { page, origin } = await openWindow();
    const current = page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]");
    for (const [address, name] of [
      ...[
        ["/groups/7", "People"],
        ["/people/7", "People"],
        ["/albums/7", "Albums"],
      ],
      ...[
        ["/photos/7", "Photos"],
        ["/settings", "Settings"],
      ],
    ]) {
      await page.goto(`${origin}${address ?? ""}`);
      await current.waitFor();
      expect(await current.allTextContents(), address).toEqual([name]);
    }
  });

  it("an address that is none says so, and leads back", async () => {
    const { page } = await openWindow({ address: "/nothing/here" });

    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    await page.getByRole("link", { name: "Go to photos" }).click();

    // Where a library without folders begins.
    await page.waitForURL("**/welcome");
  });

  it("undo with nothing to undo says so", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Control+z");

    await page.getByText("Nothing to undo").waitFor();
  });
});

describe.skipIf(!hasBrowser)("a message", () => {
  it("can be closed by whoever does not see it", async () => {
    const { page } = await openWindow();
    await page.keyboard.press("Control+z");

    const message = page
      .getByRole("region", { name: "Messages" })
      .getByRole("dialog", { name: "Nothing to undo" });
    await message.getByRole("button", { name: "Close" }).waitFor();
  });

  it.each(["light", "dark"] as const)(
    "of what failed is read out once, stays until it is closed, and axe finds no fault with it (%s)",
    async (colorScheme) => {
      const { page } = await openWindow({ colorScheme });
      await page.route("**/api/history/undo", async (route) => {
        await route.abort();
      });

      await page.keyboard.press("Control+z");

      const complaint = page.getByRole("dialog", { name: "This did not work" });
      await complaint.getByRole("alert").getByText("Familiar does not answer").waitFor();
      expect(await page.getByText("This did not work").count()).toBe(1);
      expect(await accessibilityFaults(page)).toEqual([]);
      await complaint.getByRole("button", { name: "Close" }).click();
      await complaint.waitFor({ state: "detached" });
    },
  );
});

describe.skipIf(!hasBrowser)("the palette", () => {
  it("goes to a screen by a part of its name, without a mouse", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find people and commands" }).fill("act");
    await page.keyboard.press("Enter");

    await page.waitForURL("**/activity");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("closed by a key, leaves the next key to the window at once", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");

    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  });
});

describe.skipIf(!hasBrowser)("the list of shortcuts", () => {
  it("comes with ?, and says what holds everywhere", async () => {
    const { page } = await openWindow();

    await page.keyboard.press("?");

    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await list.getByText("Find people and commands").waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
  });

  it.each(["light", "dark"] as const)("has nothing that axe finds fault with (%s)", async (colorScheme) => {
    const { page } = await openWindow({ colorScheme });
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
