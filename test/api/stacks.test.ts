import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { scan } from "../support/library.ts";
import { liveMovie } from "../support/live-movie.ts";
import { photoWithExif, writeInto } from "../support/photos.ts";
import { serveForTest } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A scanned library with a burst of three, IMG_1 to IMG_3, and a Live Photo, IMG_4. */
async function servedStack() {
  const home = temporaryFolder();
  const [photos, libraryFolder] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  for (const [at, fraction] of ["10", "40", "70"].entries()) {
    const exif = {
      IFD0: { Make: "Canon", Model: "R5" },
      // Different pictures have different contents.
      IFD2: { DateTimeOriginal: "2024:05:01 12:34:56", SubSecTimeOriginal: fraction },
    };
    writeInto(photos, `IMG_${at + 1}.jpg`, await photoWithExif(exif));
  }
  writeInto(photos, "IMG_4.jpg", await photoWithExif({ IFD2: { DateTimeOriginal: "2024:05:02 12:34:56" } }));
  const moviePath = writeInto(photos, "IMG_4.MOV", liveMovie(null));
  const report = await scan(photos, libraryFolder);
  expect(report).toMatchObject({ photos: 4, failed: [] });
  const served = await serveForTest({ libraryFolder });
  const { client } = served;
  const layoutOf = async (stacks: "open" | "closed") =>
    await (await client.photos.$get({ query: { stacks } })).json();
  const open = await layoutOf("open");
  const photoIds = [...open.ids];
  const { captions } = await (await client.photos.captions.$post({ json: { photoIds } })).json();
  const idOf = (name: string) => captions.find(({ file }) => file === name)?.id ?? 0;
  const [first, second, third, live] = ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg"].map(idOf);
  return {
    ...{ ...served, layoutOf, open, moviePath },
    ...{ live: live ?? 0, first: first ?? 0, second: second ?? 0, third: third ?? 0 },
  };
}

const paramOf = (id: number) => ({ param: { id: String(id) } });

it("a burst is one in the layout, has a cover, and is taken apart and put together again", async () => {
  const { client, layoutOf, open, live, first, second, third } = await servedStack();
  expect(open).toMatchObject({ stacks: [], hasStacks: true, total: 4 });
  expect(open.ids.length).toBe(4);
  expect(await layoutOf("closed")).toMatchObject({
    ...{ ids: [live, first], total: 4, hasStacks: true },
    stacks: [{ photoId: first, photoIds: open.ids.filter((id) => id !== live) }],
  });
  const page = await (await client.photos[":id"].$get(paramOf(second))).json();
  expect(page).toMatchObject({
    stack: { isByHand: false, photos: [{ id: first, isCover: true }, { id: second }, { id: third }] },
  });

  await client.photos[":id"]["stack-cover"].$post(paramOf(third));
  expect((await layoutOf("closed")).ids).toEqual([live, third]);
  const unstacked = await client.photos[":id"].unstack.$post(paramOf(third));
  expect(await unstacked.json()).toMatchObject({ action: { summary: "unstacked 3 photos" } });
  expect(await layoutOf("closed")).toMatchObject({ ids: open.ids, hasStacks: false });
  await client.history.undo.$post({ json: {} });
  expect((await layoutOf("closed")).ids).toEqual([live, third]);

  await client.photos[":id"]["take-out-of-stack"].$post(paramOf(third));
  // Photos of one second are in no particular order.
  expect(new Set((await layoutOf("closed")).ids)).toEqual(new Set([live, third, first]));
  await client.photos.stack.$post({ json: { photoIds: [live, second] } });
  expect(await layoutOf("closed")).toMatchObject({
    ids: [live, third],
    stacks: [{ photoId: live, photoIds: open.ids.filter((id) => id !== third) }],
  });
  const refused = await client.photos.stack.$post({ json: { photoIds: [third] } });
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "StackError" } }]);
});

it("the movie of a Live Photo is sent by the number of the photo, in parts too", async () => {
  const { client, ask, live, first, moviePath } = await servedStack();
  const { captions } = await (
    await client.photos.captions.$post({ json: { photoIds: [live, first] } })
  ).json();
  expect(captions.map(({ isLive }) => isLive)).toEqual([true, false]);
  const page = await (await client.photos[":id"].$get(paramOf(live))).json();
  expect(page).toMatchObject({ isLive: true });

  const movie = await ask(`/media/movies/${live}`);
  expect([movie.status, movie.headers.get("content-type")]).toEqual([200, "video/mp4"]);
  expect(Buffer.from(await movie.arrayBuffer())).toEqual(readFileSync(moviePath));
  const part = await ask(`/media/movies/${live}`, { headers: { Range: "bytes=4-7" } });
  expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
  expect((await ask(`/media/movies/${first}`)).status).toBe(404);
});
