import { describe, expect, it } from "vitest";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow } from "../support/window.ts";

describe.skipIf(!hasBrowser)("the history of a person", () => {
  it("tells what was done about them, and undo says what else goes with it", async () => {
    const { page, client, origin, server } = await openWindow({ libraryFolder: await sampleLibrary() });
    const [first = 0, second = 0] = allFaceRows(server.context.library.db).map(({ id }) => id);
    await client.faces.name.$post({ json: { faceIds: [first], person: { name: "Anna" } } });
    const rename = { param: { id: "1" }, json: { name: "Anna Lee" } };
    await client.people[":id"].rename.$post(rename);
    await client.faces.name.$post({ json: { faceIds: [second], person: { name: "Ben" } } });
    await client.people.pin.$post({ json: { personIds: [1], isPinned: true } });

    await page.goto(`${origin}/people/1`);
    await page.getByRole("tab", { name: "History" }).click();
    const list = page.getByRole("list", { name: "What was done about Anna Lee" });
    const done = async () => await list.getByRole("listitem").locator("bdi").allInnerTexts();
    await expect.poll(done).toEqual(["Pinned Anna Lee", "Renamed Anna to Anna Lee", "Named 1 face Anna"]);
    expect(await accessibilityFaults(page)).toEqual([]);

    await list.getByRole("button", { name: /^Undo: pinned/ }).click();
    await page.getByText("Undone: pinned Anna Lee").waitFor();
    await list.getByText("Undone", { exact: true }).waitFor();

    // Ben was named after Anna was renamed: his name would go too.
    await list.getByRole("button", { name: /^Undo 2…: renamed/ }).click();
    const dialog = page.getByRole("dialog", { name: "Undo 2 actions?" });
    await dialog.getByText(/^Named 1 face Ben/).waitFor();
    await expect.poll(async () => await dialog.getByRole("listitem").count()).toBe(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Undo all 2" }).click();
    await page.getByRole("heading", { name: "Anna", exact: true }).waitFor();
    const { people } = await (await client.people.$get()).json();
    expect(people.map(({ name }) => name)).toEqual(["Anna"]);
  });

  it("of somebody about whom nothing was said", async () => {
    const { page, origin, server } = await openWindow({ libraryFolder: await sampleLibrary() });
    server.context.library.db.prepare("INSERT INTO people (name) VALUES ('Cy')").run();
    await page.goto(`${origin}/people/1`);
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("heading", { name: "Nothing was said about Cy yet" }).waitFor();
  });
});
