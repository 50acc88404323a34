import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openPhoto } from "../../app/photo/decode.ts";
import { scan } from "../support/library.ts";
import { writeInto } from "../support/photos.ts";
import { rawPair } from "../support/raw-pair.ts";
import { serveForTest } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A scanned library with one photo: a raw file and a JPEG. */
async function servedPair() {
  const home = temporaryFolder();
  const [photos, libraryFolder] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  const { raw, jpeg } = await rawPair(2, "arw", "2017:11:01 12:51:52");
  const jpegPath = writeInto(photos, "DSC1.JPG", jpeg);
  writeInto(photos, "DSC1.ARW", raw);
  await scan(photos, libraryFolder);
  const served = await serveForTest({ libraryFolder });
  const [id = 0] = (await (await served.client.photos.$get({ query: {} })).json()).ids;
  return { ...served, photos, jpegPath, id, param: { id: String(id) } };
}

it("a pair is shown by its JPEG, with a mark, and by the raw file when the JPEG is gone", async () => {
  const { client, ask, server, jpegPath, id, param } = await servedPair();
  const { captions } = await (await client.photos.captions.$post({ json: { photoIds: [id] } })).json();
  expect(captions).toMatchObject([{ file: "DSC1.JPG", hasRaw: true }]);
  const page = await (await client.photos[":id"].$get({ param })).json();
  expect(page).toMatchObject({
    ...{ format: "jpeg", isParted: false },
    files: [
      { name: "DSC1.JPG", isRaw: false },
      { name: "DSC1.ARW", isRaw: true },
    ],
  });
  if (!("faces" in page)) throw new Error("no page");
  const original = await ask(`/media/originals/${id}`);
  expect(Buffer.from(await original.arrayBuffer())).toEqual(readFileSync(jpegPath));

  rmSync(jpegPath);
  server.context.library.db.prepare("UPDATE files SET missing_since_ms = 1 WHERE path = ?").run(jpegPath);
  const left = await ask(`/media/originals/${id}`);
  expect([left.status, left.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  const { info } = await openPhoto(Buffer.from(await left.arrayBuffer()));
  expect(info.width).toBe(1_000);
  const face = await ask(`/media/faces/${page.faces[0]?.id ?? 0}/384`);
  expect(face.status).toBe(200);
});

it("a pair is parted and joined, and the raw photo is looked through meanwhile", async () => {
  const { client, server, id, param } = await servedPair();
  const answer = await client.photos[":id"]["part-pair"].$post({ param });
  expect(await answer.json()).toMatchObject({
    action: { summary: "showed DSC1.JPG and its raw file as two photos" },
    result: { photoId: id },
  });
  await server.context.jobs.idle();
  const layout = await (await client.photos.$get({ query: {} })).json();
  expect(layout.total).toBe(2);
  const rawId = layout.ids.find((each) => each !== id) ?? 0;
  const raw = await (await client.photos[":id"].$get({ param: { id: String(rawId) } })).json();
  expect(raw).toMatchObject({ format: "raw", isParted: true, isAnalysed: true });

  const refused = await client.photos[":id"]["part-pair"].$post({ param });
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: "PairError" } }]);
  await client.photos[":id"]["join-pair"].$post({ param: { id: String(rawId) } });
  expect(await (await client.photos.$get({ query: {} })).json()).toMatchObject({ total: 1, ids: [id] });
});
