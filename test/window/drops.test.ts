import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

/** Drops a file as a browser does; whether the page took both events for itself. */
async function dropFile(page: Page, selector: string): Promise<{ over: boolean; drop: boolean }> {
  return await page.evaluate((target) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "holiday.jpg", { type: "image/jpeg" }));
    const element = document.querySelector(target);
    const send = (type: string) =>
      // Not taken = the browser would leave the window and open the file.
      element?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })) ===
      false;
    send("dragenter");
    return { over: send("dragover"), drop: send("drop") };
  }, selector);
}

describe.skipIf(!hasBrowser)("files that are dropped onto the window", () => {
  it.each(["/", "/people", "/settings", "/photos/1"])(
    "in a browser, at %s, say how to add folders, and leave the page where it is",
    async (address) => {
      const { page } = await openWindow({ libraryFolder: await sampleLibrary(), address });
      await page.locator("main h1").first().waitFor();

      expect(await dropFile(page, "main")).toEqual({ over: true, drop: true });

      await page.getByText(/^A browser does not tell where dropped folders lie\. Choose them/).waitFor();
      expect(new URL(page.url()).pathname).toBe(address);
    },
  );

  it("words that are dropped are left to the browser", async () => {
    const { page } = await openWindow({ libraryFolder: await sampleLibrary(), address: "/people" });
    await page.locator("main h1").first().waitFor();

    const isTaken = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/plain", "words");
      return !document.body.dispatchEvent(
        new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }),
      );
    });

    expect(isTaken).toBe(false);
    expect(await page.getByText(/^A browser does not tell/).count()).toBe(0);
  });
});
