import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { thumbnailPath } from "../../app/analyze/thumbnails.ts";
import { openPhoto } from "../../app/photo/decode.ts";
import { scan } from "../support/library.ts";
import { cornerColours, cornerPhoto, cornersOf, readFixture, writeInto } from "../support/photos.ts";
import { serveForTest, type ServedLibrary } from "../support/served-library.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const suite = temporaryFolderForSuite();
const photos = join(suite, "photos");
const libraryFolder = join(suite, "library");

beforeAll(async () => {
  mkdirSync(photos);
  writeInto(photos, "corners.jpg", await cornerPhoto("jpeg"));
  writeInto(photos, "corners.tiff", await cornerPhoto("tiff", 6));
  writeInto(photos, "by both.heic", readFixture("turned-by-both-6.heic"));
  writeInto(photos, "by exif.heic", readFixture("turned-by-exif-6.heic"));
  await scan(photos, libraryFolder);
});

/** The photo that this file shows. */
function photoOf({ server }: ServedLibrary, file: string): { id: number; contentHash: Buffer } {
  const found = server.context.library.db
    .prepare<[string], { id: number; contentHash: Buffer }>(
      "SELECT photos.id, content_hash AS contentHash FROM files JOIN photos ON photos.id = photo_id WHERE path = ?",
    )
    .get(join(photos, file));
  if (found === undefined) throw new Error(`${file} was not scanned`);
  return found;
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer());
}

function expectUpright(corners: ReturnType<typeof cornersOf>): void {
  for (const [corner, colour] of Object.entries(cornerColours)) {
    const seen = corners[corner as keyof typeof cornerColours];
    for (const [channel, value] of colour.entries())
      expect(Math.abs((seen[channel] ?? 0) - value), `${corner}: ${String(seen)}`).toBeLessThan(40);
  }
}

describe("originals", () => {
  it("are sent as they are, with their type, and again only when they changed", async () => {
    const served = await serveForTest({ libraryFolder });
    const address = `/media/originals/${photoOf(served, "corners.jpg").id}`;

    const answer = await served.ask(address);

    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    expect(await bytesOf(answer)).toEqual(readFileSync(join(photos, "corners.jpg")));
    const etag = answer.headers.get("etag") ?? "";
    const again = await served.ask(address, { headers: { "If-None-Match": etag } });
    expect([again.status, (await bytesOf(again)).length]).toEqual([304, 0]);
    const other = await served.ask(address, { headers: { "If-None-Match": `${etag.slice(0, -2)}x"` } });
    expect(other.status).toBe(200);
    const several = await served.ask(address, { headers: { "If-None-Match": `"a", W/${etag}` } });
    expect(several.status).toBe(304);
  });

  it("are sent in parts", async () => {
    const served = await serveForTest({ libraryFolder });
    const address = `/media/originals/${photoOf(served, "corners.jpg").id}`;
    const whole = readFileSync(join(photos, "corners.jpg"));
    const part = async (range: string) => await served.ask(address, { headers: { Range: range } });

    for (const [range, start, end] of [
      ["bytes=0-9", 0, 10],
      ["bytes=10-", 10, whole.length],
      ["bytes=-5", whole.length - 5, whole.length],
      ["bytes=5-999999999", 5, whole.length],
    ] as const) {
      const answer = await part(range);
      expect(answer.status, range).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${whole.length}`);
      expect(answer.headers.get("content-length")).toBe(String(end - start));
      expect(await bytesOf(answer)).toEqual(whole.subarray(start, end));
    }
    for (const range of [`bytes=${whole.length}-`, "bytes=-0"]) {
      const answer = await part(range);
      expect([answer.status, answer.headers.get("content-range")], range).toEqual([
        416,
        `bytes */${whole.length}`,
      ]);
    }
    for (const range of ["bytes=9-5", "bytes=0-1,4-5", "lines=0-1", "bytes=-"]) {
      const answer = await part(range);
      expect([answer.status, (await bytesOf(answer)).length], range).toEqual([200, whole.length]);
    }
  });

  it("that browsers cannot show come upright as JPEG, made once", async () => {
    const served = await serveForTest({ libraryFolder });
    for (const file of ["by both.heic", "by exif.heic", "corners.tiff"]) {
      const { id, contentHash } = photoOf(served, file);

      const answer = await served.ask(`/media/originals/${id}`);

      expect([answer.status, answer.headers.get("content-type")], file).toEqual([200, "image/jpeg"]);
      const bytes = await bytesOf(answer);
      const shown = await (await openPhoto(bytes)).pixels(96);
      expect([shown.width, shown.height], file).toEqual([96, 64]);
      expectUpright(cornersOf(shown));
      const kept = thumbnailPath(served.server.context.library.folders.thumbnails, contentHash, 1280);
      expect(statSync(kept.replace("-1280", "-full")).size).toBe(bytes.length);
      expect(await bytesOf(await served.ask(`/media/originals/${id}`))).toEqual(bytes);
    }
  });

  it("whose file is not there are refused with what to do, also before the next scan notices", async () => {
    const served = await serveForTest({ libraryFolder });
    const { id } = photoOf(served, "corners.jpg");
    const tiff = photoOf(served, "corners.tiff");
    rmSync(join(libraryFolder, "thumbnails"), { recursive: true });
    renameSync(photos, `${photos} away`);
    try {
      for (const address of [`/media/originals/${id}`, `/media/originals/${tiff.id}`]) {
        const answer = await served.ask(address);
        expect([answer.status, await answer.json()], address).toMatchObject([
          409,
          {
            error: {
              code: "RefusedError",
              message: expect.stringContaining("Is its drive connected?") as string,
            },
          },
        ]);
      }
      const thumbnail = await served.ask(`/media/thumbnails/${id}/256`);
      expect([thumbnail.status, await thumbnail.json()]).toMatchObject([
        404,
        { error: { code: "NotFoundError" } },
      ]);
    } finally {
      renameSync(`${photos} away`, photos);
    }
  });

  it("whose file became another picture are refused rather than shown as something else", async () => {
    const served = await serveForTest({ libraryFolder });
    const { id } = photoOf(served, "corners.tiff");
    const file = join(photos, "corners.tiff");
    const bytes = readFileSync(file);
    rmSync(join(libraryFolder, "thumbnails"), { recursive: true, force: true });
    try {
      for (const [content, message] of [
        [await cornerPhoto("tiff", 3), /changed since its folder was scanned/],
        [Buffer.alloc(0), /empty/],
      ] as const) {
        writeFileSync(file, content);
        const answer = await served.ask(`/media/originals/${id}`);
        expect([answer.status, await answer.json()]).toMatchObject([
          409,
          { error: { message: expect.stringMatching(message) as string } },
        ]);
      }
    } finally {
      writeFileSync(file, bytes);
    }
  });
});

describe("what is not there", () => {
  it("is 404 in words, and a size that is none is 400", async () => {
    const served = await serveForTest({ libraryFolder });
    const { id } = photoOf(served, "corners.jpg");

    for (const address of ["/media/originals/999", "/media/thumbnails/999/256", "/media/faces/999/96"]) {
      const answer = await served.ask(address);
      expect([answer.status, await answer.json()], address).toMatchObject([
        404,
        {
          error: {
            code: "NotFoundError",
            message: expect.stringMatching(/There is no (photo|face) with the number 999/) as string,
          },
        },
      ]);
    }
    for (const address of [
      `/media/thumbnails/${id}/257`,
      `/media/thumbnails/${id}/1e9`,
      "/media/originals/..%2F..%2Fetc%2Fpasswd",
      "/media/faces/1/95",
    ]) {
      expect((await served.ask(address)).status, address).toBe(400);
    }
  });
});
