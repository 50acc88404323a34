import { describe, expect, it } from "vitest";
import { saveAssignment } from "../../app/db/assignments.ts";
import { createCluster } from "../../app/db/clusters.ts";
import { allFaceRows, setCluster } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/**
 * The window on Anna, who has a face in each of three photos by the user's word, one that was assigned and two that wait;
 * Ben has another face of the first photo.
 */
async function openAnna(options: Omit<WindowOptions, "libraryFolder"> = {}) {
  const opened = await openWindow({ libraryFolder: await sampleLibrary(), ...options });
  const { client, server, page, origin } = opened;
  const { db } = server.context.library;
  const photos = [...Map.groupBy(allFaceRows(db), ({ photoId }) => photoId).values()].sort(
    (a, b) => b.length - a.length,
  );
  const ben = photos[0]?.[1]?.id ?? 0;
  const theirs = photos.map(([face]) => face?.id ?? 0);
  const [first = 0, second = 0, third = 0, assigned = 0, waiting = 0, doubtful = 0] = theirs;
  await client.faces.name.$post({ json: { faceIds: [first, second, third], person: { name: "Anna" } } });
  await client.faces.name.$post({ json: { faceIds: [ben], person: { name: "Ben" } } });
  await server.context.reassigner.idle();
  saveAssignment(db, { faceId: assigned, personId: 1, probability: 0.97, level: "assigned" });
  saveAssignment(db, { faceId: waiting, personId: 1, probability: 0.7, level: "suggested" });
  saveAssignment(db, { faceId: doubtful, personId: 1, probability: 0.6, level: "suggested" });
  await page.goto(`${origin}/people/1`);
  await page.getByRole("heading", { name: "Anna" }).waitFor();
  return { ...opened, db, faces: page.getByRole("grid", { name: "Faces of Anna" }) };
}

describe.skipIf(!hasBrowser)("a person", () => {
  it("tells who it is, with how sure Familiar is of what it added, and confirms that", async () => {
    const { page, faces } = await openAnna();

    await page.getByText(/^4 faces in 4 photos/).waitFor();
    await faces.getByRole("gridcell", { name: /^Face \d, 97 %$/ }).waitFor();
    await page.getByRole("button", { name: "Confirm this face" }).click();

    await page.getByText("Confirmed 1 face of Anna").waitFor();
    await faces.getByRole("gridcell", { name: /97 %/ }).waitFor({ state: "detached" });
  });

  it("confirms a suggestion without a mouse", async () => {
    const { page, client } = await openAnna();
    await page.getByRole("tab", { name: /^To confirm/ }).click();
    const grid = page.getByRole("grid", { name: "Is this Anna?" });
    await expect.poll(async () => await grid.getByRole("gridcell").count()).toBe(2);

    await grid.focus();
    await page.keyboard.press("y");

    await page.getByText("Confirmed 1 face of Anna").waitFor();
    const person = await (await client.people[":id"].$get({ param: { id: "1" } })).json();
    expect(person.faces.filter(({ probability }) => probability === null)).toHaveLength(4);
  });

  it("rejects all suggestions at once, for ever", async () => {
    const { page, client } = await openAnna();
    await page.getByRole("tab", { name: /^To confirm/ }).click();
    await page.getByRole("button", { name: "Reject all 2" }).click();

    await page.getByRole("heading", { name: "Nothing is left to confirm" }).waitFor();
    await page.getByText("Said that 2 faces are not Anna").waitFor();
    const person = await (await client.people[":id"].$get({ param: { id: "1" } })).json();
    expect(person.suggestions).toEqual([]);
  });

  it("moves a face to somebody new, takes another out, and takes that back", async () => {
    const { page, faces, client, server } = await openAnna();
    await faces.getByRole("gridcell").first().click();
    await page.getByRole("button", { name: "Move to…" }).click();
    await page.getByRole("dialog", { name: "Whose face is this?" }).waitFor();
    await page.getByRole("combobox", { name: "Name" }).fill("Emil");
    await page.getByRole("option", { name: "New person: Emil" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Moved 1 face from Anna to Emil").waitFor();
    // Which faces are Anna's is weighed anew: those that are chosen from are those that stay.
    await server.context.reassigner.idle();
    const { faces: left } = await (await client.people[":id"].$get({ param: { id: "1" } })).json();
    await expect.poll(async () => await faces.getByRole("gridcell").count()).toBe(left.length);

    await faces.getByRole("gridcell").last().click();
    await page.getByRole("toolbar").getByRole("button", { name: "Not Anna" }).click();
    await page.getByText("Removed 1 face from Anna").waitFor();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.getByText(/^Undone: removed 1 face from Anna/).waitFor();
  });

  it("renames in place; of a name that is there, asks and merges", async () => {
    const { page } = await openAnna();
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "New name" }).fill("Anna Lee");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Anna Lee" }).waitFor();

    await page.getByRole("button", { name: "Rename…" }).click();
    await page.getByRole("textbox", { name: "New name" }).fill("Ben");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "There is already somebody called Ben" }).waitFor();
    await page.getByRole("button", { name: /^The same person/ }).click();

    // Both are in one photo.
    await page.getByRole("dialog", { name: "The same person twice in one photo?" }).waitFor();
    await page.getByRole("button", { name: "It shows them twice" }).click();
    await page.waitForURL("**/people/2");
    await page.getByRole("heading", { name: "Ben" }).waitFor();
  });

  it("keeps a birth date, and says what is wrong with one", async () => {
    const { page } = await openAnna();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Add birth date…" }).click();
    await page.getByLabel("Birth date", { exact: true }).last().fill("2999-01-01");
    await page.getByRole("button", { name: "Save" }).click();
    await page
      .getByRole("alert")
      .getByText(/still to come/)
      .waitFor();

    await page.getByLabel("Birth date", { exact: true }).last().fill("1990-05-31");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/born May 31, 1990/).waitFor();
  });

  it("shows their photos, and who is in photos with them", async () => {
    const { page } = await openAnna();
    await page.getByRole("tab", { name: /^Photos/ }).click();
    await page.getByRole("grid", { name: "Photos of Anna" }).waitFor();

    await page.getByRole("tab", { name: "Seen with" }).click();
    await page.getByRole("link", { name: "1 photo of Anna with Ben" }).waitFor();
    await page.getByRole("link", { name: "Ben", exact: true }).click();
    await page.getByRole("heading", { name: "Ben" }).waitFor();
  });

  it("is deleted, and comes back", async () => {
    const { page } = await openAnna();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete person" }).click();
    await page.waitForURL("**/people");
    await page.getByText(/^Deleted Anna/).waitFor();

    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.getByRole("gridcell", { name: /^Anna, / }).click();
    await page.getByText(/^[34] faces in [34] photos/).waitFor();
  });

  it("who is not there says so", async () => {
    const { page, origin } = await openAnna();
    await page.goto(`${origin}/people/99`);
    await page.getByRole("heading", { name: "This person is not there any more" }).waitFor();
  });

  it.each(["light", "dark"] as const)("is for everybody in %s", async (colorScheme) => {
    const { page, faces } = await openAnna({ colorScheme });
    await faces.getByRole("gridcell").first().click();
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const tab of [/^To confirm/, "Seen with"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tabpanel").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  });
});

describe.skipIf(!hasBrowser)("a group without a name", () => {
  async function openGroup(options: Omit<WindowOptions, "libraryFolder"> = {}) {
    const opened = await openWindow({ libraryFolder: await sampleLibrary(), ...options });
    const { db } = opened.server.context.library;
    const photos = Map.groupBy(allFaceRows(db), ({ photoId }) => photoId);
    const groupId = createCluster(db);
    for (const [face] of photos.values()) if (face !== undefined) setCluster(db, face.id, groupId);
    await opened.page.goto(`${opened.origin}/groups/${String(groupId)}`);
    const faces = opened.page.getByRole("grid", { name: "Who is this?" });
    await faces.waitFor();
    return { ...opened, faces, count: photos.size };
  }

  it("is named as a whole", async () => {
    const { page, client, count } = await openGroup();
    await page.getByRole("combobox", { name: `Name of all ${String(count)} faces` }).fill("Dora");
    await page.getByRole("option", { name: "New person: Dora" }).waitFor();
    await page.keyboard.press("Enter");

    await page.waitForURL("**/people");
    expect((await (await client.people.$get()).json()).people).toMatchObject([{ name: "Dora" }]);
  });

  it("loses faces that are somebody else, and those that are chosen are named", async () => {
    const { page, faces, count } = await openGroup();
    await faces.getByRole("gridcell").first().click();
    await page.getByRole("button", { name: "Somebody else: split off" }).click();
    await page.getByText("Split 1 face off their group").waitFor();
    await page.getByText(`${String(count - 1)} faces without a name`).waitFor();

    await faces.getByRole("gridcell").first().click();
    await page.getByRole("toolbar").getByRole("button", { name: "Name…" }).click();
    await page.getByRole("combobox", { name: "Name", exact: true }).fill("Emil");
    await page.getByRole("option", { name: "New person: Emil" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Named 1 face Emil").waitFor();
  });

  it.each(["light", "dark"] as const)("is for everybody in %s", async (colorScheme) => {
    const { page } = await openGroup({ colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
