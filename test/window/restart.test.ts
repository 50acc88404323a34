import { describe, it } from "vitest";
import { sampleLibrary, serveForTest } from "../support/served-library.ts";
import { builtWindow, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("a server that ends under the page", () => {
  it("is said so, and what the page shows is brought up to date when it is back", async () => {
    const libraryFolder = await sampleLibrary();
    const { page, server, origin } = await openWindow({ libraryFolder, address: "/" });
    await page.getByText("9 photos").waitFor();

    await server.close();
    await page.getByText("Familiar does not answer. Trying again…").waitFor();
    // The photos that were read stay to be looked at.
    await page.getByText("9 photos").waitFor();

    await serveForTest({
      libraryFolder,
      windowFolder: await builtWindow(),
      port: Number(new URL(origin).port),
    });

    await page.getByText("Familiar does not answer. Trying again…").waitFor({ state: "hidden" });
    await page.keyboard.press("Control+z");
    await page.getByText("Nothing to undo").waitFor();
  });
});
