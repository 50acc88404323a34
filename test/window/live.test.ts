import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { describe, expect, it } from "vitest";
import { facesOfGroup } from "../../app/db/decided-faces.ts";
import { groupSizesIn } from "../../app/db/unnamed-groups.ts";
import { openLibrary } from "../../app/library/open-library.ts";
import { emptyPicture, pictureOfFace, writeCameraVideo } from "../support/camera-video.ts";
import { onceARun } from "../support/once-a-run.ts";
import { sampleLibrary } from "../support/served-library.ts";
import { accessibilityFaults, hasBrowser, openWindow, type WindowOptions } from "../support/window.ts";

/** A face of somebody who is in two of the samples. */
async function faceOfSamples(libraryFolder: string) {
  const library = await openLibrary(libraryFolder, { command: "test", now: Date.now });
  const { db } = library;
  const [largest] = groupSizesIn(db, { from: 1, to: 1_000_000 }).sort((a, b) => b.faces - a.faces);
  const [one = 0, other = 0] = facesOfGroup(db, largest?.groupId ?? 0);
  return { library, one, other };
}

/** Films for Chromium's camera, each played again and again: a face of the samples, and one that leaves and comes back. */
type Film = "steady" | "leaving";

/** Ten pictures a second. */
const seconds = (count: number) => 10 * count;

async function cameraVideo(libraryFolder: string, film: Film): Promise<string> {
  const folder = await onceARun("camera-videos", async (made) => {
    mkdirSync(made, { recursive: true });
    const { library, one } = await faceOfSamples(libraryFolder);
    try {
      const picture = await pictureOfFace(library.db, one);
      await writeCameraVideo(join(made, "steady.y4m"), [{ picture, frames: seconds(2) }], seconds(1));
      const leaving = [
        { picture, frames: seconds(3) },
        { picture: emptyPicture(), frames: seconds(3) },
      ];
      await writeCameraVideo(join(made, "leaving.y4m"), leaving, seconds(1));
    } finally {
      library.close();
    }
  });
  return join(folder, `${film}.y4m`);
}

async function openLive(
  options: WindowOptions & { readonly isAnnaKnown?: boolean; readonly film?: Film } = {},
) {
  const libraryFolder = await sampleLibrary();
  const video = await cameraVideo(libraryFolder, options.film ?? "steady");
  const window = await openWindow({
    ...{ libraryFolder, cameraVideo: video, permissions: ["camera"], address: "/live" },
    ...options,
  });
  const { db } = window.server.context.library;
  const [largest] = groupSizesIn(db, { from: 1, to: 1_000_000 }).sort((a, b) => b.faces - a.faces);
  const faceIds = facesOfGroup(db, largest?.groupId ?? 0);
  if (options.isAnnaKnown === true)
    await window.client.faces.name.$post({ json: { faceIds, person: { name: "Anna" } } });
  return { ...window, faceIds };
}

const inPicture = (page: Page) => page.getByRole("region", { name: "In the picture" });

describe.skipIf(!hasBrowser)("the camera", () => {
  it("starts only when the user says so, names who is before it, and stops", async () => {
    const { page } = await openLive({ isAnnaKnown: true, film: "leaving" });
    await page.getByRole("heading", { name: "The camera is off" }).waitFor();
    expect(await page.locator("video").count()).toBe(0);

    await page.getByRole("button", { name: "Start camera" }).click();

    await page.getByText("Camera on").waitFor();
    await inPicture(page).getByRole("link", { name: "Anna" }).waitFor();
    // On the picture too; and spoken.
    await page
      .getByRole("region", { name: "Picture of the camera" })
      .getByText("Anna", { exact: true })
      .waitFor();
    await page.getByRole("status").filter({ hasText: /^Anna/ }).waitFor();
    await page.getByText(/^\d+ pictures\/s · \d+ ms$/).waitFor();
    // Nobody is there for a while, and then again.
    await inPicture(page).getByText("Nobody to be seen").waitFor();
    await inPicture(page).getByRole("link", { name: "Anna" }).waitFor();

    await page.getByRole("button", { name: "Stop camera" }).click();
    await page.getByRole("heading", { name: "The camera is off" }).waitFor();
    await page.locator("video").waitFor({ state: "detached" });
    await inPicture(page).getByRole("link").waitFor({ state: "detached" });
  });

  it("is mirrored unless the user wants it otherwise: boxes lie where the faces are seen", async () => {
    const { page } = await openLive();
    await page.getByRole("button", { name: "Start camera" }).click();
    // Of the largest face, from the left of the picture.
    const middle = async () => {
      const place = await page.waitForFunction(() => {
        const boxes = [...document.querySelectorAll("[data-kind=unknown]")].map((box) => ({
          own: box.getBoundingClientRect(),
          frame: box.parentElement?.getBoundingClientRect(),
        }));
        const [largest] = boxes.sort((a, b) => b.own.width - a.own.width);
        if (largest?.frame === undefined) return null;
        return (largest.own.left + largest.own.width / 2 - largest.frame.left) / largest.frame.width;
      });
      return (await place.jsonValue()) ?? 0;
    };
    const mirrored = await middle();
    await page.getByRole("switch", { name: "Mirror" }).click();

    await expect.poll(async () => await page.locator("video").getAttribute("data-mirrored")).toBeNull();
    await expect.poll(middle).toBeCloseTo(1 - mirrored, 1);
  });

  it("knows an unknown face once it is named, by keyboard alone; what is kept is told before, and it can be undone", async () => {
    const { page, server } = await openLive();
    await page.keyboard.press("c");
    await inPicture(page)
      .getByRole("button", { name: /^Who is this\? Face 1/ })
      .waitFor();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "Who is this?" });
    await dialog.getByText("No picture is kept.").waitFor();
    await dialog.getByRole("img", { name: "The face" }).waitFor();

    await dialog.locator("input:focus").waitFor();
    await page.keyboard.type("Zoe");
    await page.getByRole("option", { name: /Zoe/ }).waitFor();
    await page.keyboard.press("Enter");

    await inPicture(page).getByRole("link", { name: "Zoe" }).waitFor();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Learned from the camera how Zoe looks").waitFor();
    const { db } = server.context.library;
    expect(db.prepare("SELECT faces FROM person_looks").pluck().all()).toEqual([1]);
    await page.keyboard.press("Control+z");
    await inPicture(page)
      .getByRole("button", { name: /^Who is this\? Face 1/ })
      .waitFor();
    expect(db.prepare("SELECT count(*) FROM people").pluck().get()).toBe(0);
  });

  it("asks whether somebody of the same name is the same person", async () => {
    const { page, client, server } = await openLive();
    const { db } = server.context.library;
    const others = db
      .prepare<[], number>("SELECT min(id) FROM faces WHERE quality > 0.3 GROUP BY photo_id")
      .pluck()
      .all();
    await client.faces.name.$post({ json: { faceIds: [others.at(-1) ?? 0], person: { name: "Anna" } } });
    await page.getByRole("button", { name: "Start camera" }).click();
    await inPicture(page)
      .getByRole("button", { name: /^Who is this\?|^Somebody else\?/ })
      .first()
      .click();
    await page.getByRole("combobox", { name: "Name" }).fill("Anna");
    await page.getByRole("option", { name: /New person/ }).click();

    const question = page.getByRole("dialog", { name: /Anna/ });
    await question.getByRole("button", { name: "Somebody else of that name" }).click();

    await page.getByText("Learned from the camera how Anna looks").waitFor();
    const { people } = await (await client.people.$get()).json();
    expect(people.map(({ name }) => name)).toEqual(["Anna", "Anna"]);
  });

  it("stops when the page is left, and when it is out of sight", async () => {
    const { page } = await openLive();
    await page.evaluate(() => {
      const media = navigator.mediaDevices;
      const ask = media.getUserMedia.bind(media);
      const given: MediaStream[] = [];
      Object.assign(window, { given });
      media.getUserMedia = async (constraints) => {
        const stream = await ask(constraints);
        given.push(stream);
        return stream;
      };
    });
    const states = async () =>
      await page.evaluate(() =>
        (window as unknown as { given: MediaStream[] }).given.flatMap((stream) =>
          stream.getTracks().map(({ readyState }) => readyState),
        ),
      );
    await page.getByRole("button", { name: "Start camera" }).click();
    await page.getByText("Camera on").waitFor();
    await expect.poll(states).toEqual(["live"]);
    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("heading", { name: "People" }).waitFor();
    await expect.poll(states).toEqual(["ended"]);

    await page.getByRole("link", { name: "Live" }).click();
    await page.getByRole("button", { name: "Start camera" }).click();
    await page.getByText("Camera on").waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });

    await page.getByRole("heading", { name: "The camera was switched off" }).waitFor();
    await expect.poll(states).toEqual(["ended", "ended"]);
  });

  it("says what to do when it may not be used", async () => {
    const { page } = await openLive({ permissions: [] });
    await page.getByRole("button", { name: "Start camera" }).click();
    await page.getByRole("alert").getByRole("heading", { name: "Familiar may not use the camera" }).waitFor();
    await page.getByRole("button", { name: "Start camera" }).waitFor();
  });

  it.each([
    ["NotFoundError", "There is no camera"],
    ["NotReadableError", "The camera is in use"],
  ])("says what to do when the browser answers %s", async (name, heading) => {
    const { page } = await openLive();
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", error));
    }, name);
    await page.getByRole("button", { name: "Start camera" }).click();
    await page.getByRole("alert").getByRole("heading", { name: heading }).waitFor();
  });

  it("is reached by the palette, and its keys are listed", async () => {
    const { page } = await openLive({ address: "/people" });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("live");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Live", level: 1 }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Start camera").waitFor();
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe finds wrong while it is on (%s)",
    async (colorScheme) => {
      const { page } = await openLive({ isAnnaKnown: true, colorScheme });
      await page.getByRole("button", { name: "Start camera" }).click();
      await inPicture(page).getByRole("link", { name: "Anna" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await inPicture(page).getByRole("button", { name: "Somebody else? Not Anna" }).click();
      await page.getByRole("dialog", { name: "Who is this?" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
});

describe.skipIf(!hasBrowser)("somebody who is known without a photo", () => {
  it("can be forgotten so on their page", async () => {
    const { page, client, server } = await openLive();
    await page.getByRole("button", { name: "Start camera" }).click();
    await inPicture(page)
      .getByRole("button", { name: /^Who is this\? Face 1/ })
      .click();
    await page.getByRole("combobox", { name: "Name" }).fill("Zoe");
    await page.getByRole("option", { name: /Zoe/ }).click();
    await inPicture(page).getByRole("link", { name: "Zoe" }).click();
    await page.getByText("1 look without a photo").waitFor();

    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Forget 1 look without a photo" }).click();

    await page.getByText("Forgot 1 look of Zoe without a photo").waitFor();
    await page.getByText("1 look without a photo").waitFor({ state: "detached" });
    expect(server.context.library.db.prepare("SELECT count(*) FROM person_looks").pluck().get()).toBe(0);
    expect((await (await client.people.$get()).json()).people).toMatchObject([{ name: "Zoe" }]);
  });
});
