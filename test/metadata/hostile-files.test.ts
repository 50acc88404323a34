import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readEmbeddedPackets } from "../../app/metadata/embedded/read-packets.ts";
import { readFolderMetadata } from "../../app/metadata/folder-metadata.ts";
import { readPhotoRegions } from "../../app/metadata/read-photo-regions.ts";
import { cornerPhoto, readFixture } from "../support/photos.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { bag, xmpWith } from "./xmp-samples.ts";

const packet = Buffer.from(xmpWith(`<Iptc4xmpExt:PersonInImage>${bag("Anna")}</Iptc4xmpExt:PersonInImage>`));

/** A JPEG with this XMP behind its first marker. */
async function jpegWith(xmp: Buffer): Promise<Buffer> {
  const jpeg = await cornerPhoto("jpeg");
  const content = Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1"), xmp]);
  const header = Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), header, content, jpeg.subarray(2)]);
}

async function regionsOf(path: string) {
  const folder = await readFolderMetadata(join(path, ".."));
  return await readPhotoRegions(path, folder, null, () => undefined);
}

test("a file that is damaged anywhere gives names, nothing, or a problem that names it: never an error, never for ever", async () => {
  const sources = [
    await jpegWith(packet),
    await cornerPhoto("png"),
    await cornerPhoto("webp"),
    await cornerPhoto("tiff"),
    await cornerPhoto("avif"),
    readFixture("turned-by-container-6.heic"),
  ];
  const path = join(temporaryFolder(), "photo.jpg");
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (source, damages, isCut) => {
        const bytes = Buffer.from(source);
        for (const { at, bytes: other } of damages)
          bytes.set(other.subarray(0, 4), Math.floor(at ** 3 * (bytes.length - 12)));
        writeFileSync(path, isCut ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes);
        const { problems } = await regionsOf(path);
        for (const problem of problems) expect(problem.path).toBe(path);
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

test("text of a PNG that unpacks to gigabytes is refused", async () => {
  const png = await cornerPhoto("png");
  const text = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  const content = Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\u0001\0\0\0", "latin1"), text]);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(content.length, 0);
  header.write("iTXt", 4, "latin1");
  const path = join(temporaryFolder(), "bomb.png");
  writeFileSync(
    path,
    Buffer.concat([png.subarray(0, 33), header, content, Buffer.alloc(4), png.subarray(33)]),
  );
  const { regions, problems } = await regionsOf(path);
  expect(regions).toEqual([]);
  expect(problems).toMatchObject([{ path, reason: expect.stringContaining("cannot be unpacked") as string }]);
});

test("a JPEG of millions of empty segments is given up", async () => {
  const path = join(temporaryFolder(), "segments.jpg");
  writeFileSync(
    path,
    Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(8_000_000, Buffer.from([0xff, 0xe1, 0, 2]))]),
  );
  expect((await readEmbeddedPackets(path))?.packets).toEqual([]);
});

test("XMP in letters that are no Unicode is a problem of that file", async () => {
  const path = join(temporaryFolder(), "latin.jpg");
  writeFileSync(path, await jpegWith(Buffer.from(packet.toString("utf8").replace("Anna", "Zoë"), "latin1")));
  const { problems } = await regionsOf(path);
  expect(problems).toMatchObject([{ path, reason: expect.stringContaining("not Unicode") as string }]);
});
