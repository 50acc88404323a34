import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleLibrary } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { writeWeightsFile } from "../support/weights-file.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("models that the user brings, in the settings", () => {
  it("wait for their weights, which are taken from a file when they fit", async () => {
    const home = temporaryFolder();
    const { page } = await openWindow({
      ...{ libraryFolder: await sampleLibrary(), modelsFolder: join(home, "models"), address: "/settings" },
    });
    const weights = join(home, "downloaded.h5");
    await writeWeightsFile(weights, "deepid");
    const waiting = page.getByRole("region", { name: "Telling people apart, with weights that you bring" });
    const row = (title: string) =>
      waiting.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
    await row("VGG-Face")
      .getByText(/^Needs weights · CC-BY-NC-4\.0 · .*non-commercial use/)
      .waitFor();
    await row("VGG-Face")
      .getByText(/^Published at https:.*vgg_face_weights\.h5$/)
      .waitFor();
    await row("DeepFace")
      .getByText(/take the \.h5 file out of/)
      .waitFor();
    expect(await row("DeepFace").getByRole("button", { name: "Install DeepFace" }).count()).toBe(0);

    await waiting.getByLabel("Choose a file for OpenFace").last().setInputFiles(weights);
    const refusal = page.getByText(
      /^downloaded\.h5 has no weights that can be used: it has weights of 6 layers/,
    );
    await refusal.first().waitFor();

    await waiting.getByLabel("Choose a file for DeepID").last().setInputFiles(weights);
    await page.getByText("DeepID is installed").first().waitFor();
    const there = page.getByRole("region", { name: "Telling people apart", exact: true });
    await there.getByRole("button", { name: "Compare with DeepID" }).waitFor();
    expect(await row("DeepID").count()).toBe(0);
  });

  it.each(["light", "dark"] as const)("fit into a narrow window (%s)", async (colorScheme) => {
    const { page } = await openWindow({
      ...{ modelsFolder: join(temporaryFolder(), "models"), address: "/settings", colorScheme, width: 400 },
    });
    const own = page.getByRole("region", { name: "Models of your own" });
    await own.getByRole("button", { name: "Choose a file for A model that finds faces" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const isTooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isTooWide).toBe(false);
    const shots = process.env["FAMILIAR_SCREENSHOTS"];
    if (shots !== undefined) {
      await own.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${shots}/own-models-${colorScheme}.png` });
    }
  });
});
