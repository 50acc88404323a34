import { describe, expect, it } from "vitest";
import { storedModels } from "../../app/db/stored-recipe.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

/** The second model comes with no package of the registry: it is there where FAMILIAR_MODELS names a folder with it. */
const hasModels = (process.env["FAMILIAR_MODELS"] ?? "") !== "";

describe.skipIf(!hasBrowser || !hasModels)(
  "another model, chosen in the settings (needs FAMILIAR_MODELS)",
  () => {
    it("is compared first, then used, and the way back is there", { timeout: 240_000 }, async () => {
      const { page, server, client } = await openWindow({
        ...{ libraryFolder: await sampleLibrary(), address: "/settings" },
      });
      const { db } = server.context.library;
      const { models } = await (await client.settings.models.$get()).json();
      const other = models.find(
        ({ task, isInstalled, isUsed }) => task === "embedding" && isInstalled && !isUsed,
      );
      const before = storedModels(db)?.embedding;
      expect(other).toBeDefined();
      const title = other?.title ?? "";

      await page.getByRole("button", { name: `Compare with ${title}`, exact: true }).click();
      const comparison = page.getByRole("region", { name: "The last comparison" });
      await comparison.getByText("Faces it would give to people").waitFor({ timeout: 120_000 });
      expect(storedModels(db)?.embedding).toBe(before);
      expect(await accessibilityFaults(page)).toEqual([]);

      await page.getByRole("button", { name: `Use ${title}`, exact: true }).click();
      await comparison.getByText(`The library uses ${other?.id ?? ""} now`).waitFor({ timeout: 120_000 });
      expect(storedModels(db)?.embedding).toBe(other?.id);
      await server.context.jobs.idle();

      // Its faces were kept: going back represents none anew.
      const used = models.find(({ isUsed, task }) => isUsed && task === "embedding");
      await page.getByRole("button", { name: `Use ${used?.title ?? ""}`, exact: true }).click();
      await comparison.getByText(`The library uses ${before ?? ""} now`).waitFor({ timeout: 60_000 });
      expect(storedModels(db)?.embedding).toBe(before);
    });
  },
);
