import { describe, expect, it } from "vitest";
import { saveAssignment } from "../../app/db/assignments.ts";
import { allFaceRows } from "../../app/db/faces.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

/** Anna with two faces and one that waits, Ben with one, each of another photo; and the decisions as they are. */
async function openPeople() {
  const opened = await openWindow({ libraryFolder: await sampleLibrary() });
  const { client, server, page, origin } = opened;
  const { db } = server.context.library;
  const photos = [...Map.groupBy(allFaceRows(db), ({ photoId }) => photoId).values()];
  const [first = 0, second = 0, third = 0, waiting = 0] = photos.map(([face]) => face?.id ?? 0);
  await client.faces.name.$post({ json: { faceIds: [first, second], person: { name: "Anna" } } });
  await client.faces.name.$post({ json: { faceIds: [third], person: { name: "Ben" } } });
  await server.context.reassigner.idle();
  db.prepare("DELETE FROM assignments").run();
  saveAssignment(db, { faceId: waiting, personId: 1, probability: 0.7, level: "suggested" });
  const decisions = () => ({
    people: db.prepare("SELECT id, name FROM people ORDER BY id").all(),
    faces: db.prepare("SELECT id, person_id FROM faces ORDER BY id").all(),
    rejections: db.prepare("SELECT * FROM rejections ORDER BY face_id").all(),
  });
  const go = async (address: string) => {
    await page.goto(`${origin}${address}`);
    await page.locator("main h1").first().waitFor();
  };
  return { page, go, decisions, before: decisions() };
}

type Opened = Awaited<ReturnType<typeof openPeople>>;

const deeds: readonly [string, (opened: Opened) => Promise<void>][] = [
  [
    "a merge",
    async ({ page, go }) => {
      await go("/people/2");
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: /^Merge/ }).click();
      await page.getByRole("combobox").fill("Anna");
      await page.getByRole("option", { name: /^Anna/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByText(/^Merged Ben \(1 photo\) into Anna$/).waitFor();
    },
  ],
  [
    "a split",
    async ({ page, go }) => {
      await go("/people/1");
      await page.getByRole("grid", { name: "Faces of Anna" }).getByRole("gridcell").first().click();
      await page.getByRole("button", { name: "Split off" }).click();
      await page.getByText(/^Split 1 face off/).waitFor();
    },
  ],
  [
    "a rejection",
    async ({ page, go }) => {
      await go("/people/1");
      await page.getByRole("tab", { name: /^To confirm/ }).click();
      await page.getByRole("button", { name: "Reject this face" }).click();
      await page.getByText("Said that 1 face is not Anna").waitFor();
    },
  ],
];

describe.skipIf(!hasBrowser)("undo after a reload", () => {
  it.each(deeds)("takes back %s, and redo does it again", async (_name, deed) => {
    const opened = await openPeople();
    const { page, decisions, before } = opened;
    await deed(opened);
    const after = decisions();
    expect(after).not.toEqual(before);

    await page.reload();
    await page.locator("main h1").first().waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(/^Undone: /).waitFor();
    expect(decisions()).toEqual(before);

    await page.reload();
    await page.locator("main h1").first().waitFor();
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(/^Done again: /).waitFor();
    expect(decisions()).toEqual(after);
  });
});
