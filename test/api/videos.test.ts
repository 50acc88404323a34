import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { framePath } from "../../app/analyze/thumbnails.ts";
import { samplePhoto, scan } from "../support/library.ts";
import { serveForTest } from "../support/served-library.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hasFfmpeg, makeVideo } from "../support/videos.ts";

/** A served library of one video: 3 seconds with people, then as many without. */
async function servedVideo() {
  const home = temporaryFolder();
  const [photos, libraryFolder] = [join(home, "photos"), join(home, "library")];
  mkdirSync(photos);
  const scenes = [
    { picture: samplePhoto(1), seconds: 3 },
    { picture: null, seconds: 3 },
  ];
  const file = makeVideo(join(photos, "a.mp4"), scenes);
  await scan(photos, libraryFolder);
  const served = await serveForTest({ libraryFolder });
  const [photoId = 0] = (await (await served.client.photos.$get({ query: {} })).json()).ids;
  const page = await (await served.client.photos[":id"].$get({ param: { id: String(photoId) } })).json();
  return { ...served, file, photoId, page, thumbnails: join(libraryFolder, "thumbnails") };
}

describe.skipIf(!hasFfmpeg)("a video", () => {
  it("says how long it lasts and when each face is to be seen, and is sent in parts", async () => {
    const { ask, client, file, page, photoId } = await servedVideo();
    expect(page).toMatchObject({ format: "mp4", durationMs: 6_000 });
    expect(page.faces.length).toBeGreaterThan(1);
    for (const { frameMs } of page.faces) expect(frameMs).toBeLessThan(3_000);
    const { captions } = await (await client.photos.captions.$post({ json: { photoIds: [photoId] } })).json();
    expect(captions).toMatchObject([{ id: photoId, file: "a.mp4", durationMs: 6_000 }]);
    const whole = readFileSync(file);
    const part = await ask(`/media/originals/${photoId}`, { headers: { Range: "bytes=10-19" } });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-type")).toBe("video/mp4");
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
  });

  it("shows the frame and the picture of a face, also when the kept ones are gone", async () => {
    const { ask, page, server, thumbnails, photoId } = await servedVideo();
    const face = page.faces[0];
    const picture = async (address: string) => {
      const answer = await ask(address);
      expect(answer.status, address).toBe(200);
      return await sharp(Buffer.from(await answer.arrayBuffer()))
        .raw()
        .toBuffer({ resolveWithObject: true });
    };
    const before = await picture(`/media/frames/${face?.id ?? 0}`);
    expect(before.info).toMatchObject({ width: 640, height: 480 });
    const crop = await picture(`/media/faces/${face?.id ?? 0}/96`);
    expect(crop.info).toMatchObject({ width: 96, height: 96 });
    const hash = server.context.library.db
      .prepare<[number], Buffer>("SELECT content_hash FROM photos WHERE id = ?")
      .pluck()
      .get(photoId);
    rmSync(framePath(thumbnails, hash ?? Buffer.alloc(0), face?.frameMs ?? 0));
    const again = await picture(`/media/frames/${face?.id ?? 0}`);
    const difference = again.data.reduce(
      (sum, value, at) => sum + Math.abs(value - (before.data[at] ?? 0)),
      0,
    );
    expect(difference / again.data.length).toBeLessThan(1);
  });

  it("takes no drawn face, and says what to do instead", async () => {
    const { client, photoId } = await servedVideo();
    const answer = await client.faces.draw.$post({
      json: { photoId, box: { x: 500, y: 10, width: 60, height: 60 } },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(await answer.json())).toContain("Faces cannot be drawn into a video");
  });
});
